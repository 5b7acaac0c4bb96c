//! Kinds of incident as files name them.

use hikeshi_i18n::plain;
use hikeshi_kernel::Lang;

use crate::content::FactSheet;

/// The fact whose choices are the kinds.
pub(crate) const KINDS_KEY: &str = "classification";

/// The kind under which a file's word for it is worked on; `None` is kept as a fact only.
pub(crate) fn kind_of(written: &str, sheet: &FactSheet) -> Option<String> {
    let folded = written.trim().to_ascii_lowercase();
    let kind = match folded.as_str() {
        "card-data-leak" | "card-leak" => "card-data",
        "personal-data-leak" | "data-leak" | "intrusion" => "leak-intrusion",
        "malware" => "virus",
        "ddos" => "dos",
        "business-email-compromise" => "bec",
        other => other,
    };
    let known = sheet.field(KINDS_KEY)?.choices.iter().any(|choice| choice.id == kind);
    known.then(|| kind.to_owned())
}

/// The plain words for a kind.
pub(crate) fn kind_title(kind: &str, sheet: &FactSheet, lang: Lang) -> Option<String> {
    let choices = &sheet.field(KINDS_KEY)?.choices;
    choices.iter().find(|choice| choice.id == kind).map(|choice| plain(choice.title.get(lang)))
}
