//! A kind of document as its file says it.

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

use crate::{
    Approver, Attachment, Class, Condition, Confidence, Form, MergeField, Phase, Reader, Section,
    Sentence,
};

/// A file of `content/filings`, as `content/schema/filings.schema.json` describes it. The parts of
/// the head that drafting does not use (sources, reviewer, …) are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindFile {
    /// Stable id; also the file's name.
    pub id: String,
    /// Version of the file.
    pub version: String,
    /// The edition of the form or rule that it follows.
    pub edition: String,
    /// How sure we are of items and order.
    pub confidence: Confidence,
    /// First day of use, as YYYY-MM-DD.
    pub valid_from: String,
    /// Last day of use, as YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// Its name.
    pub title: LocalText,
    /// What it is for and what to know before sending it.
    pub purpose: LocalText,
    /// For whom it is.
    pub reader: Reader,
    /// The kinds of incident that it is for; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// In which phases it is written.
    pub phases: Vec<Phase>,
    /// In which forms it is handed out.
    pub forms: Vec<Form>,
    /// The duties that it fulfils: ids of the deadline rules.
    #[serde(default)]
    pub duties: Vec<String>,
    /// Who may approve it.
    pub approver_roles: Vec<Approver>,
    /// Two people must approve.
    #[serde(default)]
    pub two_persons: bool,
    /// It asks whether the recipient may pass the information on.
    #[serde(default)]
    pub consent: bool,
    /// Labelled lines without a fact are shown empty, as on a form to be filled by hand.
    #[serde(default)]
    pub blanks: bool,
    /// When it carries another document on: not while this is plainly false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows_when: Option<Condition>,
    /// The outside desks that it goes to: ids of `content/desks`; empty for a free recipient.
    #[serde(default)]
    pub to: Vec<String>,
    /// The classes of facts that its reader gets unless somebody decides otherwise.
    pub classes: Vec<Class>,
    /// What to bring or attach.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Fields from a list of recipients, written `{{name}}` in the lines.
    #[serde(default)]
    pub merge_fields: Vec<MergeField>,
    /// Parts of the document that items are grouped into: tables, sheets, chapters.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The items in order.
    pub items: Vec<ItemFile>,
}

/// One item of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// Stable id within the kind; also the name of its cell in an official spreadsheet.
    pub id: String,
    /// Its number as the form prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The section it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Its name.
    pub title: LocalText,
    /// Its name is not printed: openings, closings, the subject of a mail.
    #[serde(default)]
    pub untitled: bool,
    /// Its text is the title that the paper bears, and the subject of a mail.
    #[serde(default)]
    pub headline: bool,
    /// Set where the item is less or more sure than the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// In which phases it is there; empty for all of the kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// Facts that it needs or asks for; those that its lines speak of are added as not required.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactNeed>,
    /// The most characters that the form takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// What it says.
    pub lines: Vec<LineFile>,
}

/// A fact that an item speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactNeed {
    /// Key of the fact sheet.
    pub key: String,
    /// The item is not complete without it; "unknown" completes it.
    #[serde(default)]
    pub required: bool,
}

/// One line: exactly one of `use`, `value`, `boxes` or words of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineFile {
    /// Said only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Said only in these phases; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// A passage of the wording; its lines stand here, each under both conditions.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<String>,
    /// A fact, framed as a value, or as a line where there is a label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The label before the value, or above the boxes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LocalText>,
    /// A fact with choices, as ticked and empty boxes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boxes: Option<String>,
    /// Words of its own, see [`Sentence`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<Sentence>,
}
