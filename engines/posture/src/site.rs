//! Names of sites: how they are compared, and how they are shown.

/// The name as it is compared: one width, without what shows nothing, blanks as one.
#[must_use]
pub fn site_key(name: &str) -> String {
    let plain: String = hikeshi_kernel::fold_width(name).chars().filter_map(shown).collect();
    let plain: String = plain.chars().filter(|c| !is_form(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name as it is shown: as written, on one line, without what shows nothing and blanks at its ends.
pub(crate) fn site_name(written: &str) -> String {
    let shown: String = written.chars().filter_map(shown).collect();
    shown.trim().to_owned()
}

/// The letter, a blank in place of a line end or a tab; `None` for what shows nothing.
fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' => Some(' '),
        c if c.is_control() || hikeshi_kernel::is_invisible(c) => None,
        c => Some(c),
    }
}

/// Joiners and selectors: they only choose the form of the letter before them.
pub(crate) const fn is_form(c: char) -> bool {
    matches!(c,
        '\u{34F}' | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{200C}' | '\u{200D}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}
