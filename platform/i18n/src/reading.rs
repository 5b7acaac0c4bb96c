//! Readings of Chinese characters, written inline as in Aozora Bunko's notation:
//! a full-width bar, the characters, then the reading in double angle brackets.

/// Full-width vertical line: begins the characters that get a reading.
pub(crate) const BAR: char = '\u{FF5C}';
const OPEN: char = '\u{300A}';
const CLOSE: char = '\u{300B}';

/// The text without its readings, for attributes, e-mail, PDF and logs.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) | Piece::Ruby(text, _) => out.push_str(text),
        }
    }
    out
}

/// The text as safe HTML with its readings as `<ruby>`; everything else is escaped. A text with
/// readings is one element, so that a flexible box or a grid does not lay out its parts apart.
#[must_use]
pub fn ruby_html(text: &str) -> String {
    let pieces = pieces(text);
    if !pieces.iter().any(|piece| matches!(piece, Piece::Ruby(..))) {
        return escape_html(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    out.push_str("<span>");
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escape_html(text)),
            Piece::Ruby(base, reading) => {
                out.push_str("<ruby>");
                out.push_str(&escape_html(base));
                out.push_str("<rp>(</rp><rt>");
                out.push_str(&escape_html(reading));
                out.push_str("</rt><rp>)</rp></ruby>");
            }
        }
    }
    out.push_str("</span>");
    out
}

/// The text with the five characters escaped that mean something in HTML.
#[must_use]
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

enum Piece<'a> {
    Text(&'a str),
    Ruby(&'a str, &'a str),
}

/// Splits at complete readings only: a lone bar or bracket stays text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find(BAR).map(|found| found + from) {
        match ruby_at(&rest[at + BAR.len_utf8()..]) {
            Some((base, reading, after)) => {
                out.push(Piece::Text(&rest[..at]));
                out.push(Piece::Ruby(base, reading));
                rest = after;
                from = 0;
            }
            None => from = at + BAR.len_utf8(),
        }
    }
    out.push(Piece::Text(rest));
    out
}

/// Characters, reading and what follows, if the text after a bar is a complete reading.
fn ruby_at(text: &str) -> Option<(&str, &str, &str)> {
    let (base, tail) = text.split_once(OPEN)?;
    let (reading, after) = tail.split_once(CLOSE)?;
    let whole = !base.is_empty() && !reading.is_empty() && !base.contains([BAR, CLOSE, '\n']);
    whole.then_some((base, reading, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_becomes_ruby_and_markup_stays_text() {
        let text = "a\u{FF5C}<b>\u{300A}c&\u{300B}d\u{FF5C}e";
        assert_eq!(plain(text), "a<b>d\u{FF5C}e");
        assert_eq!(
            ruby_html(text),
            "<span>a<ruby>&lt;b&gt;<rp>(</rp><rt>c&amp;</rt><rp>)</rp></ruby>d\u{FF5C}e</span>"
        );
    }

    #[test]
    fn a_bar_without_a_reading_does_not_swallow_the_next_one() {
        assert_eq!(plain("x\u{FF5C}y\u{FF5C}z\u{300A}w\u{300B}"), "x\u{FF5C}yz");
    }
}
