//! Telephone numbers as people type them, and as a link dials them.

use hikeshi_kernel::fold_width;

/// A typed number with half-width digits; a long mark or dash after a digit becomes `-`. Other
/// words ("extension") stay as they are: a number is never refused here.
#[must_use]
pub fn plain_phone(typed: &str) -> String {
    let mut plain = String::new();
    for letter in fold_width(typed.trim()).chars() {
        let after_digit = plain.ends_with(|c: char| c.is_ascii_digit() || c == ')');
        plain.push(if after_digit { plain_dash(letter) } else { letter });
    }
    plain
}

/// A number as a telephone dials it, for a link; `#` is written as a link needs it. Empty where
/// there is no digit: then the number is shown without a link.
#[must_use]
pub fn dialled(number: &str) -> String {
    let kept = |c: &char| c.is_ascii_digit() || matches!(c, '+' | '#');
    let kept: String = fold_width(number).chars().filter(kept).collect();
    if kept.chars().any(|c| c.is_ascii_digit()) { kept.replace('#', "%23") } else { String::new() }
}

/// The dashes that Japanese keyboards offer become the plain one.
pub(crate) const fn plain_dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{FF70}' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_full_width_digits_becomes_one_that_a_link_dials() {
        let wide = "\u{FF10}\u{FF19}\u{FF10}\u{30FC}\u{FF11}\u{FF12}\u{FF0D}\u{FF15}";
        assert_eq!(plain_phone(wide), "090-12-5");
        assert_eq!(dialled(wide), "090125");
        assert_eq!(plain_phone("\u{30AB}\u{30FC} 12"), "\u{30AB}\u{30FC} 12", "words stay words");
    }

    #[test]
    fn words_without_a_digit_are_no_link() {
        assert_eq!((dialled("reception #"), dialled("+")), (String::new(), String::new()));
        assert_eq!(dialled("#9110"), "%239110");
    }
}
