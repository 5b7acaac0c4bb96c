//! Counts as people write them: digits, and the words that may stand around them.

use hikeshi_i18n::Words;
use hikeshi_kernel::fold_width;
use serde::Deserialize;

/// The largest count: more than all people there are.
const MOST: u64 = 10_000_000_000;

/// The words around a count, read from `content/facts/factsheet.yaml`.
#[derive(Debug, Clone, Deserialize)]
pub struct NumberWords {
    /// "About", "at most".
    before: Vec<String>,
    /// "Persons": what is counted.
    after: Vec<String>,
    /// "Or more", "less than": how near the count is.
    limits: Vec<String>,
}

/// A count taken apart.
struct Count<'a> {
    before: &'a str,
    number: u64,
    limits: String,
}

impl NumberWords {
    /// Whether the text is one whole number from 0 to 10,000,000,000, in digits of either width,
    /// with or without commas and the words that may stand around it.
    #[must_use]
    pub fn is_number(&self, text: &str) -> bool {
        self.read(&folded(text)).is_some()
    }

    /// The count as every document writes it, the same however it was typed: a comma after each
    /// three digits and `unit` behind the number. `None` for a text that is no count.
    #[must_use]
    pub fn written(&self, words: &Words, text: &str, unit: &str) -> Option<String> {
        let folded = folded(text);
        let Count { before, number, limits } = self.read(&folded)?;
        let number = words.number(i64::try_from(number).ok()?);
        Some(format!("{before}{number}{unit}{limits}"))
    }

    fn read<'a>(&self, text: &'a str) -> Option<Count<'a>> {
        let mut rest = text;
        while let Some(after) = self.before.iter().find_map(|word| rest.strip_prefix(&**word)) {
            rest = after.trim_start();
        }
        let before = &text[..text.len() - rest.len()];
        let mut limits = String::new();
        loop {
            let strip = |words: &'_ [String]| {
                words.iter().find_map(|word| Some((rest.strip_suffix(&**word)?, word.clone())))
            };
            if let Some((shorter, limit)) = strip(&self.limits) {
                limits.insert_str(0, &limit);
                rest = shorter.trim_end();
            } else if let Some((shorter, _)) = strip(&self.after) {
                rest = shorter.trim_end();
            } else {
                break;
            }
        }
        let digits: String = rest.chars().filter(|c| *c != ',').collect();
        let begins = rest.starts_with(|c: char| c.is_ascii_digit());
        let plain = begins && digits.bytes().all(|digit| digit.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| plain && *number <= MOST)?;
        Some(Count { before, number, limits })
    }
}

fn folded(text: &str) -> String {
    fold_width(text.trim()).to_lowercase().trim().to_owned()
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
