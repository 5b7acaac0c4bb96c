//! Reading what people typed into fields: cleaned values, and a sentence for each mistake.

use std::ops::RangeInclusive;

use hikeshi_i18n::Words;
use hikeshi_kernel::{TextError, clean_line, clean_text, fold_width};
use hikeshi_ui::FieldError;

use crate::phone::plain_dash;

/// Reads fields one after the other and collects the mistakes for the error summary.
/// Each method takes the field's name and its label in the reader's language.
pub struct Typed<'a> {
    words: &'a Words,
    errors: Vec<FieldError>,
}

impl<'a> Typed<'a> {
    /// Starts with no mistakes.
    #[must_use]
    pub const fn new(words: &'a Words) -> Self {
        Self { words, errors: Vec::new() }
    }

    /// The mistakes found so far; an empty list means that all values can be used.
    #[must_use]
    pub fn errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// One line that must not be empty, of at most `max` characters.
    pub fn line(&mut self, field: &str, label: &str, value: &str, max: usize) -> String {
        let clean = clean_line(value, max);
        self.required(field, label, clean)
    }

    /// One line that may be empty.
    pub fn optional_line(&mut self, field: &str, label: &str, value: &str, max: usize) -> String {
        let clean = clean_line(value, max);
        self.optional(field, label, clean)
    }

    /// Several lines that may be empty.
    pub fn optional_text(&mut self, field: &str, label: &str, value: &str, max: usize) -> String {
        let clean = clean_text(value, max);
        self.optional(field, label, clean)
    }

    /// A telephone number, or nothing. Full-width digits and dashes become half-width.
    pub fn optional_phone(&mut self, field: &str, label: &str, value: &str) -> String {
        let folded: String = fold_width(value.trim()).chars().map(plain_dash).collect();
        if folded.is_empty() || is_phone(&folded) {
            return folded;
        }
        self.mistake(field, self.words.t1("web-typed-phone", "label", label));
        folded
    }

    /// An e-mail address that must be given. Full-width letters become half-width.
    pub fn email(&mut self, field: &str, label: &str, value: &str) -> String {
        if value.trim().is_empty() {
            return self.required(field, label, Err(TextError::Empty));
        }
        self.optional_email(field, label, value)
    }

    /// An e-mail address, or nothing.
    pub fn optional_email(&mut self, field: &str, label: &str, value: &str) -> String {
        let folded = fold_width(value.trim());
        if folded.is_empty() || is_email(&folded) {
            return folded;
        }
        self.mistake(field, self.words.t1("web-typed-email", "label", label));
        folded
    }

    /// A whole number within `range`, or nothing.
    pub fn optional_number(
        &mut self,
        field: &str,
        label: &str,
        value: &str,
        range: &RangeInclusive<i64>,
    ) -> Option<i64> {
        let folded = fold_width(value.trim()).replace(',', "");
        if folded.is_empty() {
            return None;
        }
        let number = folded.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("label", &label), ("from", range.start()), ("to", range.end())];
            self.mistake(field, self.words.ta("web-typed-number", &values));
        }
        number
    }

    /// A mistake that the caller found.
    pub fn mistake(&mut self, field: &str, text: impl Into<String>) {
        self.errors.push(FieldError::new(field, text));
    }

    fn required(&mut self, field: &str, label: &str, clean: Result<String, TextError>) -> String {
        if clean == Err(TextError::Empty) {
            self.mistake(field, self.words.t1("web-typed-empty", "label", label));
        }
        self.optional(field, label, clean)
    }

    fn optional(&mut self, field: &str, label: &str, clean: Result<String, TextError>) -> String {
        if let Err(TextError::TooLong { max }) = clean {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("label", &label), ("max", &max)];
            self.mistake(field, self.words.ta("web-typed-long", &values));
        }
        clean.unwrap_or_default()
    }
}

/// 3 digits (110) to 15 (the longest number of the world), with the usual signs between them.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&digits)
        && text.len() <= 30
        && text.chars().all(|c| c.is_ascii_digit() || "+-() #*".contains(c))
}

/// What a mail server could accept: one `@`, something before it, a name after it.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let host_is_good = !host.is_empty()
        && !host.starts_with(['.', '-'])
        && !host.ends_with('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
    let name_is_good = !name.is_empty()
        && name.chars().all(|c| c.is_ascii_graphic() && !"<>()[],;:\\\"@".contains(c));
    host_is_good && name_is_good && text.len() <= 254
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(value: &str) -> (String, usize) {
        let words = Words::empty();
        let mut typed = Typed::new(&words);
        let number = typed.optional_phone("phone", "", value);
        (number, typed.errors().len())
    }

    #[test]
    fn a_number_typed_with_full_width_digits_and_long_marks_can_be_dialled() {
        let wide = "\u{FF10}\u{FF15}\u{FF10}\u{30FC}0000\u{2212}0119";
        assert_eq!(phone(wide), ("050-0000-0119".to_owned(), 0));
        assert_eq!(phone(""), (String::new(), 0));
        assert_eq!(phone("ask Tanabe").1, 1);
        assert_eq!(phone("1").1, 1);
    }

    #[test]
    fn an_address_that_no_server_accepts_is_a_mistake() {
        for good in ["a@example.jp", "a.b+c@mail.example.co.jp", "root@localhost"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["a", "@b.jp", "a@", "a b@c.jp", "a@b@c.jp", "a@.jp", "a\r\nBcc: x@y.jp"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn a_number_outside_of_its_range_is_a_mistake_and_nothing_is_nothing() {
        let words = Words::empty();
        let mut typed = Typed::new(&words);
        assert_eq!(typed.optional_number("n", "", "\u{FF11}\u{FF15}", &(1..=60)), Some(15));
        assert_eq!(typed.optional_number("n", "", "", &(1..=60)), None);
        assert_eq!(typed.optional_number("n", "", "61", &(1..=60)), None);
        assert_eq!(typed.errors().len(), 1);
    }
}
