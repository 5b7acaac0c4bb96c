//! Text into phrases, so that differences read as a person would mark them.

/// What a character can be part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Digit,
    Kanji,
    Hiragana,
    Katakana,
    Letter,
    Space,
    LineEnd,
    Sign,
}

/// Splits a text into phrases; together they are the text again.
///
/// A run of one script is a phrase. A number stays whole with its signs and with the unit after it,
/// and a date or time made of such numbers stays whole too: a kanji between two digits belongs to
/// the number. Every other sign and every line end stands alone.
pub(crate) fn phrases(text: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let script = |at: usize| chars.get(at).map(|(_, c)| script_of(*c));
    let (mut phrases, mut start) = (Vec::new(), 0);
    while let Some(kind) = script(start) {
        let mut end = start + 1;
        match kind {
            Script::Digit => end = number_end(&chars, end),
            Script::Sign | Script::LineEnd => {}
            _ => {
                while script(end) == Some(kind) {
                    end += 1;
                }
            }
        }
        let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
        phrases.push(&text[byte(start)..byte(end)]);
        start = end;
    }
    phrases
}

/// Where a number ends that began before `end`.
fn number_end(chars: &[(usize, char)], mut end: usize) -> usize {
    let script = |at: usize| chars.get(at).map(|(_, c)| script_of(*c));
    let joins = |at: usize| {
        let sign = chars.get(at).is_some_and(|(_, c)| matches!(c, ',' | '.' | ':' | '/' | '-'));
        sign || script(at) == Some(Script::Kanji)
    };
    loop {
        if script(end) == Some(Script::Digit) {
            end += 1;
        } else if joins(end) && script(end + 1) == Some(Script::Digit) {
            end += 2;
        } else {
            // The unit: one kanji right after the number.
            return if script(end) == Some(Script::Kanji) { end + 1 } else { end };
        }
    }
}

fn script_of(c: char) -> Script {
    match c {
        '\n' => Script::LineEnd,
        '0'..='9' | '\u{FF10}'..='\u{FF19}' => Script::Digit,
        '\u{3041}'..='\u{309F}' => Script::Hiragana,
        // The long-vowel mark belongs to katakana words.
        '\u{30A0}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => {
            Script::Katakana
        }
        '\u{3005}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::Kanji,
        _ if c.is_whitespace() => Script::Space,
        _ if c.is_alphanumeric() || c == '_' => Script::Letter,
        _ => Script::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_stay_whole_and_scripts_are_told_apart() {
        let dated = "2026\u{5E74}11\u{6708}21\u{65E5} 14:05, 1,204\u{4EBA}\u{5206}\u{3067}\u{3059}";
        let expected = [
            "2026\u{5E74}11\u{6708}21\u{65E5}",
            " ",
            "14:05",
            ",",
            " ",
            "1,204\u{4EBA}",
            "\u{5206}",
            "\u{3067}\u{3059}",
        ];
        assert_eq!(phrases(dated), expected);
    }
}
