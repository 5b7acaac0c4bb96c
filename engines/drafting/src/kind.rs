//! A kind of document, checked and ready to draft.

use hikeshi_kernel::{Lang, LocalText};
use serde::{Deserialize, Serialize};

use crate::{
    Class, Condition, FactNeed, FactSet, KindFile, Wording, compile, template::LocalTemplate,
};

/// For whom a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// A supervising authority or a public expert body.
    Authority,
    /// The police.
    Police,
    /// A person whose data is concerned.
    Person,
    /// A principal, customer or other business partner.
    Partner,
    /// Everybody.
    Public,
    /// The insurer.
    Insurer,
    /// People of the company.
    Inside,
}

/// When in the incident a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// First report: what is known now.
    First,
    /// Follow-up report.
    FollowUp,
    /// Final report.
    Final,
}

impl Phase {
    /// All phases in order.
    pub const ALL: [Self; 3] = [Self::First, Self::FollowUp, Self::Final];
}

/// How a document is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A page to copy item by item into a web form.
    CopyPage,
    /// PDF.
    Pdf,
    /// Editable document.
    Docx,
    /// Spreadsheet with the items in order.
    Xlsx,
    /// Plain text.
    Text,
    /// One letter for each recipient.
    Letter,
    /// One e-mail for each recipient.
    Email,
}

/// Who may approve a document, by role in the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approver {
    /// Decides and answers for the company.
    President,
    /// Information-security officer.
    Officer,
    /// Acts for them: system administrator and others.
    Staff,
}

/// How sure the content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Compared with the official document.
    Confirmed,
    /// Still to be compared: shown as to be checked.
    ToCheck,
    /// Our own design.
    Own,
}

/// Something to bring or attach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Stable id within the kind.
    pub id: String,
    /// What it is.
    pub title: LocalText,
}

/// A column of the list of recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeField {
    /// Its name in the text, as in `{{name}}`.
    pub id: String,
    /// What the column holds.
    pub title: LocalText,
    /// A row without it cannot be sent.
    #[serde(default)]
    pub required: bool,
}

/// A part of a document: a table, a sheet, a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable id within the kind.
    pub id: String,
    /// Its heading.
    pub title: LocalText,
    /// It has a sheet of its own in a spreadsheet; else it stands below the section before it.
    #[serde(default)]
    pub sheet: bool,
}

/// What is wrong with a kind's file, each in words with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct KindFaults(pub Vec<String>);

/// A kind of document whose templates are taken apart and whose keys are declared.
#[derive(Debug, Clone)]
pub struct Kind {
    /// The file it was made from.
    pub file: KindFile,
    /// Version of the wording it was made with.
    pub wording_version: String,
    pub(crate) items: Vec<Item>,
    pub(crate) omitted: LocalText,
    pub(crate) between: LocalText,
    pub(crate) as_of: LocalTemplate,
    pub(crate) box_empty: LocalTemplate,
}

/// One item, ready to draft.
#[derive(Debug, Clone)]
pub struct Item {
    pub(crate) id: String,
    pub(crate) number: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) title: LocalText,
    pub(crate) untitled: bool,
    pub(crate) headline: bool,
    pub(crate) confidence: Confidence,
    pub(crate) phases: Vec<Phase>,
    pub(crate) facts: Vec<FactNeed>,
    pub(crate) limit: Option<usize>,
    pub(crate) lines: Vec<Line>,
}

/// One line, ready to draft.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub when: Condition,
    pub phases: Vec<Phase>,
    pub says: Says,
    /// The fact whose choices are shown as boxes.
    pub boxes: Option<String>,
    /// Words to put before the omission mark.
    pub label: Option<LocalText>,
}

/// The words for each certainty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Says {
    pub text: Option<LocalTemplate>,
    pub suspected: Option<LocalTemplate>,
    pub unknown: Option<LocalTemplate>,
    pub missing: Option<LocalTemplate>,
}

impl Kind {
    /// Checks a file against the wording and makes it ready.
    ///
    /// # Errors
    /// [`KindFaults`] with everything that is wrong, as a fault of the content pack.
    pub fn new(file: KindFile, wording: &Wording) -> Result<Self, KindFaults> {
        compile::kind(file, wording)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// Its name.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        self.file.title.get(lang)
    }

    /// Whether it may carry another document on: only a plain no of its condition speaks against it.
    #[must_use]
    pub fn may_follow(&self, facts: &FactSet) -> bool {
        let asked = self.file.follows_when.as_ref().map(|when| when.ask(facts).holds);
        asked != Some(Some(false))
    }

    /// Whether a document of this phase is named by the title alone: there is no other phase, or
    /// the kind begins with its final one.
    #[must_use]
    pub fn title_names(&self, phase: Phase) -> bool {
        let phases = &self.file.phases;
        phases.len() < 2 || phase == Phase::Final && phases.first() == Some(&phase)
    }

    /// The keys of all facts that it may speak of, in the order of its items, each once.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for need in self.items.iter().flat_map(|item| &item.facts) {
            if !keys.contains(&need.key.as_str()) {
                keys.push(&need.key);
            }
        }
        keys
    }

    /// The classes that its reader gets by default.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.file.classes
    }
}
