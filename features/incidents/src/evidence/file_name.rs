//! File names from outside: data to show, never a path.

/// Longest name kept, in characters.
const LONGEST: usize = 255;

/// The name without its folders, control characters and marks that turn the direction of text;
/// at most 255 characters, the ending kept. Empty if nothing is left.
#[must_use]
pub fn clean_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|&c| !c.is_control() && !is_hidden(c)).collect();
    let clean = clean.trim();
    if clean.chars().all(|c| c == '.') {
        return String::new();
    }
    shortened(clean)
}

/// Marks without a form of their own: they can make `exe.txt` out of `txt.exe`.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |at| &name[at..]);
    let ending = if ending.chars().count() > 16 { "" } else { ending };
    let kept = LONGEST - ending.chars().count();
    name.chars().take(kept).chain(ending.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_keeps_only_what_a_person_can_read() {
        for (name, clean) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\x\\log.evtx", "log.evtx"),
            ("a\u{0}b\r\nc\u{1b}[31m.txt", "abc[31m.txt"),
            ("gpj.\u{202E}exe", "gpj.exe"),
            ("..", ""),
            ("<img src=x>.png", "<img src=x>.png"),
        ] {
            assert_eq!(clean_file_name(name), clean, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_before_its_ending() {
        let clean = clean_file_name(&format!("{}.evtx", "x".repeat(400)));
        assert_eq!(clean.chars().count(), 255);
        assert!(clean.ends_with("x.evtx"));
    }
}
