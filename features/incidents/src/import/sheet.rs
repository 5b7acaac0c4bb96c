//! The fact sheet as far as an import needs it: which keys it has, and what they take.

use hikeshi_kernel::{Lang, LocalText};
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

/// The fact sheet of the content pack.
#[derive(Debug, Deserialize)]
pub(crate) struct Sheet {
    facts: Vec<Field>,
}

#[derive(Debug, Deserialize)]
struct Field {
    key: String,
    #[serde(default)]
    choices: Vec<FieldChoice>,
}

#[derive(Debug, Deserialize)]
struct FieldChoice {
    id: String,
    title: LocalText,
}

impl Sheet {
    /// The sheet on board.
    pub(crate) fn read(platform: &Platform) -> Result<Self, Problem> {
        Ok(platform.content.read("facts/factsheet.yaml")?)
    }

    /// Whether `value` can stand under `key`: free words anywhere but in a choice.
    pub(crate) fn takes(&self, key: &str, value: &str) -> bool {
        self.facts.iter().any(|field| {
            let free = field.choices.is_empty();
            field.key == key && (free || field.choices.iter().any(|choice| choice.id == value))
        })
    }

    /// The plain words for a kind of incident (`ransomware`); `None` for a kind it does not know.
    pub(crate) fn kind_title(&self, kind: &str, lang: Lang) -> Option<&str> {
        let field = self.facts.iter().find(|field| field.key == "classification")?;
        let choice = field.choices.iter().find(|choice| choice.id == kind)?;
        Some(choice.title.get(lang))
    }
}

/// The kind under which a file's word for it is worked on; `None` is kept as a fact only.
pub(crate) fn kind_of(written: &str, sheet: &Sheet) -> Option<String> {
    let folded = written.trim().to_ascii_lowercase();
    let kind = match folded.as_str() {
        "card-data-leak" | "card-leak" => "card-data",
        "personal-data-leak" | "data-leak" | "intrusion" => "leak-intrusion",
        "malware" => "virus",
        "ddos" => "dos",
        "business-email-compromise" => "bec",
        other => other,
    };
    sheet.takes("classification", kind).then(|| kind.to_owned())
}
