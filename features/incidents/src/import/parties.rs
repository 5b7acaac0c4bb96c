//! Words by which files call those who act, in the words of the record.

use hikeshi_i18n::Words;

/// The organisation itself, its system and its people have plain words; anybody else stands as
/// written.
pub(crate) fn party(words: &Words, written: &str) -> String {
    match written.trim().to_ascii_lowercase().as_str() {
        "organisation" | "organization" => words.t("import-party-organisation"),
        "system" => words.t("import-party-system"),
        "staff" => words.t("import-party-staff"),
        _ => written.to_owned(),
    }
}
