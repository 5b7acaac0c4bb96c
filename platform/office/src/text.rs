//! Text that is safe inside an XML file.

/// `text` without the characters that XML 1.0 forbids; line ends become `\n`, tabs one space.
#[must_use]
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|&c| is_allowed(c)).collect()
}

/// XML 1.0 production 2, without the controls that show nothing (C1 and the delete character).
fn is_allowed(c: char) -> bool {
    c == '\n' || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_forbids_disappear_and_line_ends_stay() {
        assert_eq!(clean("a\u{0}\u{8}\u{B}b\r\nc\td\u{FFFF}<&>"), "ab\nc d<&>");
    }
}
