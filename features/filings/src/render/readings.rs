//! Readings of Chinese characters in easy Japanese, where no small letters can stand above them.

use hikeshi_kernel::Lang;

/// Full-width bar, and the brackets around a reading.
const MARKS: [char; 3] = ['\u{FF5C}', '\u{300A}', '\u{300B}'];

/// `text` with each marked reading in round brackets behind its word. Only easy Japanese has readings:
/// in the other languages these marks are what somebody wrote.
pub(crate) fn with_readings(text: &str, lang: Lang) -> String {
    if lang != Lang::JaEasy {
        return text.to_owned();
    }
    let [bar, open, close] = MARKS;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(bar) {
        out.push_str(before);
        let parts = marked.split_once(open).and_then(|(word, tail)| {
            let (reading, after) = tail.split_once(close)?;
            (!word.contains(bar)).then_some((word, reading, after))
        });
        match parts {
            Some((word, reading, after)) => {
                out.extend([word, "\u{FF08}", reading, "\u{FF09}"]);
                rest = after;
            }
            None => {
                out.push(bar);
                rest = marked;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_stands_in_brackets_behind_its_word_in_easy_japanese_only() {
        let text = "a\u{FF5C}b\u{300A}c\u{300B}d\u{FF5C}e";
        assert_eq!(with_readings(text, Lang::JaEasy), "ab\u{FF08}c\u{FF09}d\u{FF5C}e");
        assert_eq!(with_readings(text, Lang::Ja), text);
    }
}
