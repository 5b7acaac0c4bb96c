//! Paths inside a package: safe on every system, whatever the file was called before.

/// Longest name of a file, in bytes, so that every file system takes it.
const LONGEST: usize = 120;
/// Longest path, in bytes.
const LONGEST_PATH: usize = 400;

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathFault {
    /// Nothing, or too long.
    #[error("it is empty or too long")]
    Length,
    /// It begins at the root, names a drive or leads upwards.
    #[error("it leads out of the folder")]
    Outside,
    /// A backslash, a control letter, a mark that turns the direction of text.
    #[error("it has letters that mislead")]
    Letters,
}

/// Checks a path from outside: relative, with `/`, no `.` or `..`, nothing that misleads.
///
/// # Errors
/// [`PathFault`].
pub fn check_path(path: &str) -> Result<(), PathFault> {
    if path.is_empty() || path.len() > LONGEST_PATH {
        return Err(PathFault::Length);
    }
    if path.starts_with('/') || path.contains(':') {
        return Err(PathFault::Outside);
    }
    if path.contains('\\') || path.chars().any(|c| c.is_control() || is_hidden(c)) {
        return Err(PathFault::Letters);
    }
    // Some systems drop such an end, or take the name for a device.
    let odd = |part: &str| part.ends_with([' ', '.']) && !matches!(part, "." | "..");
    if path.split('/').any(|part| odd(part) || is_device(part)) {
        return Err(PathFault::Letters);
    }
    match path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        true => Err(PathFault::Outside),
        false => Ok(()),
    }
}

/// Marks without a form of their own: they can make `exe.txt` out of `txt.exe`.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}')
}

/// Names that Windows keeps for devices, whatever their ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")))
}

/// A name that can be written on every system: no folders, no signs that a system or a shell
/// reads, no leading or trailing dot or blank, no name of a device. Empty if nothing is left.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: char| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\'' | '`' | '$' | '&' | ';' | '%' | '#' => '_',
        '\u{2F}' | '\u{5C}' => '_',
        other => other,
    };
    let clean: String =
        last.chars().filter(|&c| !c.is_control() && !is_hidden(c)).map(plain).collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c == '-' || c.is_whitespace());
    let short = shortened(clean);
    if is_device(clean) { format!("_{short}") } else { short }
}

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |at| &name[at..]);
    let ending = if ending.len() > 16 { "" } else { ending };
    let mut cut = LONGEST - ending.len();
    while !name.is_char_boundary(cut) {
        cut -= 1;
    }
    format!("{}{ending}", &name[..cut])
}

/// The path of an exhibit's file: its number first, so that no two are the same.
#[must_use]
pub fn exhibit_path(number: &str, file_name: &str) -> String {
    let number = safe_name(number);
    match safe_name(file_name) {
        name if name.is_empty() => format!("evidence/{number}"),
        name => format!("evidence/{number}_{name}"),
    }
}

/// The path of a photograph of an exhibit: in a folder of their own, counted from 1.
#[must_use]
pub fn photo_path(number: &str, nth: usize, file_name: &str) -> String {
    let number = safe_name(number);
    match safe_name(file_name) {
        name if name.is_empty() => format!("evidence/photos/{number}_{nth:02}"),
        name => format!("evidence/photos/{number}_{nth:02}_{name}"),
    }
}

/// The path of a paper's file: its place in the list first.
#[must_use]
pub fn paper_path(nth: usize, name: &str) -> String {
    format!("papers/{nth:02}_{}", safe_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_paths_that_stay_inside() {
        for (name, path) in [
            ("../../etc/passwd", "evidence/E-007_passwd"),
            ("C:\\x\\a b.log", "evidence/E-007_a b.log"),
            ("gpj.\u{202E}exe", "evidence/E-007_gpj.exe"),
            ("<img src=x>.png", "evidence/E-007__img src=x_.png"),
            ("NUL.txt", "evidence/E-007__NUL.txt"),
            ("..", "evidence/E-007"),
        ] {
            assert_eq!(exhibit_path("E-007", name), path);
            assert_eq!(check_path(path), Ok(()));
        }
        assert!(safe_name(&format!("{}.evtx", "\u{3042}".repeat(300))).ends_with(".evtx"));
    }

    #[test]
    fn paths_that_lead_out_or_mislead_are_refused() {
        for (path, fault) in [
            ("", PathFault::Length),
            ("/etc/passwd", PathFault::Outside),
            ("C:/x", PathFault::Outside),
            ("a/../b", PathFault::Outside),
            ("a//b", PathFault::Outside),
            ("a\\b", PathFault::Letters),
            ("a\u{202E}b", PathFault::Letters),
        ] {
            assert_eq!(check_path(path), Err(fault), "{path:?}");
        }
    }
}
