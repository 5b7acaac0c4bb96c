//! Reading a number of persons from typed words.

use hikeshi_kernel::fold_width;

/// The largest number in the words: "about 1,200", "100-200", full-width digits, and digits
/// followed by the Japanese signs for ten thousand, thousand and hundred. `None` without digits.
#[must_use]
pub fn read_count(words: &str) -> Option<u64> {
    let mut largest = None;
    let mut sum: u64 = 0;
    let mut digits: Option<u64> = None;
    for letter in fold_width(words).chars().chain([' ']) {
        if let Some(digit) = letter.to_digit(10) {
            let tens = digits.unwrap_or(0).saturating_mul(10);
            digits = Some(tens.saturating_add(u64::from(digit)));
        } else if let (Some(unit), Some(value)) = (unit(letter), digits) {
            sum = sum.saturating_add(value.saturating_mul(unit));
            digits = Some(0);
        } else if letter != ',' {
            if let Some(value) = digits.take() {
                largest = largest.max(Some(sum.saturating_add(value)));
            }
            sum = 0;
        }
    }
    largest
}

/// The value of a Japanese number sign.
const fn unit(letter: char) -> Option<u64> {
    match letter {
        '\u{4e07}' => Some(10_000),
        '\u{5343}' => Some(1_000),
        '\u{767e}' => Some(100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_number_counts_in_every_usual_writing() {
        assert_eq!(read_count("about 1,200 people"), Some(1_200));
        assert_eq!(read_count("100-250"), Some(250));
        assert_eq!(read_count("\u{ff11}\u{ff10}"), Some(10));
        assert_eq!(read_count("1\u{4e07}2\u{5343}"), Some(12_000));
        assert_eq!(read_count("many"), None);
        assert_eq!(read_count("99999999999999999999999\u{4e07}"), Some(u64::MAX));
    }
}
