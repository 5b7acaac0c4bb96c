//! Single values: cleaned, and brought to the one form in which they can be compared.

use hikeshi_kernel::{clean_text, fold_width};

use crate::words;

/// A cell without control characters and outer blanks; no other change.
#[must_use]
pub fn clean_cell(text: &str) -> String {
    clean_text(text, usize::MAX).unwrap_or_default()
}

/// A technical value on one line: wide letters and digits become narrow, blanks single.
#[must_use]
pub fn plain(text: &str) -> String {
    fold_width(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A word as it is compared: narrow, small letters, nothing but letters and digits.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    fold_width(text).to_lowercase().chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).collect()
}

/// Marks that are words by themselves in Japanese lists: circle, cross, triangle.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{25CB}'
            | '\u{25EF}'
            | '\u{25CF}'
            | '\u{25CE}'
            | '\u{00D7}'
            | '\u{2715}'
            | '\u{2716}'
            | '\u{25B3}'
            | '\u{30FC}'
            | '\u{2713}'
            | '\u{2714}'
    )
}

/// Whether a text stands for "nothing is known", such as a hyphen or "N/A".
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = fold_width(text);
    text.chars().all(|c| !c.is_alphanumeric() && !is_mark(c)) || words::is_nothing(&folded(&text))
}

/// A serial number as it is compared; `None` for what makers and people write when there is none.
#[must_use]
pub fn read_serial(text: &str) -> Option<String> {
    let serial: String =
        fold_width(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
    let mut letters = serial.chars();
    let first = letters.next()?;
    let all_alike = letters.all(|c| c == first);
    (serial.chars().count() >= 4 && !all_alike && !words::is_nothing(&serial.to_lowercase()))
        .then_some(serial)
}

/// A number of our own ledger, such as A-0001; `None` for everything else.
#[must_use]
pub fn read_ledger_number(text: &str) -> Option<i64> {
    let text = fold_width(text).trim().to_uppercase();
    let digits = text.strip_prefix("A-")?;
    let whole = (4..=12).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
    whole.then(|| digits.parse().ok()).flatten()
}

/// A hardware address as `00:1A:2B:3C:4D:5E`; `None` if it is none, or one that names no device.
#[must_use]
pub fn read_mac(text: &str) -> Option<String> {
    let text = fold_width(text);
    if text.chars().any(|c| !c.is_ascii_hexdigit() && !":-. ".contains(c)) {
        return None;
    }
    let digits: Vec<char> = text.chars().filter(char::is_ascii_hexdigit).collect();
    let upper = digits.iter().collect::<String>().to_uppercase();
    if digits.len() != 12 || ["000000000000", "FFFFFFFFFFFF"].contains(&upper.as_str()) {
        return None;
    }
    let pairs: Vec<String> = digits.chunks(2).map(|pair| pair.iter().collect()).collect();
    Some(pairs.join(":").to_uppercase())
}

/// The hardware addresses of a cell that may hold several.
pub(crate) fn macs(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '/', '\n', '\u{3001}', '|']);
    parts.filter_map(read_mac).collect()
}

/// Yes or no; `None` for a word that says neither.
#[must_use]
pub fn read_yes(text: &str) -> Option<bool> {
    words::yes_or_no(&folded(text))
}
