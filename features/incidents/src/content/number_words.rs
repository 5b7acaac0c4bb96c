//! Counts as people write them: digits, and the words that may stand around them.

use hikeshi_kernel::fold_width;
use serde::Deserialize;

/// The largest count: more than all people there are.
const MOST: u64 = 10_000_000_000;

/// The words around a count, read from `content/facts/factsheet.yaml`.
#[derive(Debug, Clone, Deserialize)]
pub struct NumberWords {
    /// "About", "at most".
    before: Vec<String>,
    /// "Persons", "or more".
    after: Vec<String>,
}

impl NumberWords {
    /// Whether the text is one whole number from 0 to 10,000,000,000, in digits of either width,
    /// with or without commas and the words that may stand around it.
    #[must_use]
    pub fn is_number(&self, text: &str) -> bool {
        let folded = fold_width(text.trim()).to_lowercase();
        let mut rest = folded.trim();
        while let Some(after) = self.before.iter().find_map(|word| rest.strip_prefix(&**word)) {
            rest = after.trim_start();
        }
        while let Some(before) = self.after.iter().find_map(|word| rest.strip_suffix(&**word)) {
            rest = before.trim_end();
        }
        let digits: String = rest.chars().filter(|c| *c != ',').collect();
        let begins = rest.starts_with(|c: char| c.is_ascii_digit());
        begins
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && digits.parse().is_ok_and(|number: u64| number <= MOST)
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn a_count_has_digits_and_a_few_words_and_nothing_else() {
        let sheet = crate::content::content().unwrap();
        let words = &sheet.facts.number_words;
        for count in ["0", "3,200", "about 3200 persons", "10000000000", "\u{FF13}\u{FF12}\u{4EBA}"]
        {
            assert!(words.is_number(count), "{count}");
        }
        let none = ["-5", "2026-11-20", "many", "about", "1.5", "10000000001", ",", "3 or 4"];
        for text in none.into_iter().chain(["12345678901234567890123456", "3\u{4E07}"]) {
            assert!(!words.is_number(text), "{text}");
        }
    }
}
