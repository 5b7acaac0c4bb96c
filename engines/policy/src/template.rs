//! A template as its file says it.

use hikeshi_kernel::{Confidence, LocalText};
use serde::{Deserialize, Serialize};

/// A file of `content/policies`, as `content/schema/policies.schema.json` describes it. The parts of
/// the head that no page needs (author, reviewer, …) are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFile {
    /// Stable id; also the file's name.
    pub id: String,
    /// Version of the file; documents name it.
    pub version: String,
    /// Edition of the source that it follows.
    pub edition: String,
    /// Where headings and subjects come from.
    pub sources: Vec<hikeshi_kernel::Source>,
    /// How sure we are of headings and order.
    pub confidence: Confidence,
    /// Its place in the list.
    pub order: u32,
    /// The part of the list in which it stands.
    pub group: Group,
    /// Its name.
    pub title: LocalText,
    /// What it is for, in a sentence or two for everybody in the company.
    pub about: LocalText,
    /// What to know before it is put into force.
    #[serde(default)]
    pub notes: Vec<LocalText>,
    /// Whether it is made to be shown outside.
    #[serde(default)]
    pub publishable: bool,
    /// Whether a company may have several of it, such as one for each cloud service.
    #[serde(default)]
    pub several: bool,
    /// Roles of which one must approve: `president`, `officer`.
    pub approvers: Vec<String>,
    /// Two different people must approve.
    #[serde(default)]
    pub two_persons: bool,
    /// After so many months it is to be looked at again.
    pub review_months: i32,
    /// What is filled in.
    pub variables: Vec<Variable>,
    /// What it says.
    pub sections: Vec<SectionFile>,
}

/// The part of the list in which a template stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// The basic policy.
    Policy,
    /// Rules, chapter by chapter.
    Rules,
    /// For the day on which something happens.
    Emergency,
    /// Signed or filled in by people.
    Sheets,
}

impl Group {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Policy, Self::Rules, Self::Emergency, Self::Sheets];

    /// Its name in content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Rules => "rules",
            Self::Emergency => "emergency",
            Self::Sheets => "sheets",
        }
    }
}

/// Something that is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Its name in the texts.
    pub id: String,
    /// What it is called.
    pub label: LocalText,
    /// What to write.
    #[serde(default)]
    pub hint: Option<LocalText>,
    /// What can be written.
    #[serde(default)]
    pub kind: ValueKind,
    /// What there is to choose from.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Where the program may take it from.
    #[serde(default)]
    pub from: Option<ValueFrom>,
    /// A usual value that the company may change; shown as a proposal, not as a fact.
    #[serde(default)]
    pub default: Option<LocalText>,
    /// Whether the document cannot be approved without it.
    #[serde(default)]
    pub required: bool,
}

/// What can be written for a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Text,
    /// A day, kept as YYYY-MM-DD.
    Day,
    /// A whole number.
    Number,
    /// One of the choices, kept by its id.
    Choice,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Kept in the document.
    pub id: String,
    /// Shown.
    pub label: LocalText,
}

/// Where the program may take a value from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueFrom {
    /// The company's name.
    CompanyName,
    /// Its address.
    CompanyAddress,
    /// Its telephone.
    CompanyPhone,
    /// Its president.
    President,
    /// Its officer for information security.
    Officer,
    /// Its system administrator.
    Staff,
    /// Its provider's name.
    ProviderName,
    /// Its provider's telephone.
    ProviderPhone,
    /// The day on which the document is begun.
    Today,
}

/// A section of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    /// Stable within the template.
    pub id: String,
    /// Its heading; empty for what stands without one.
    #[serde(default)]
    pub title: LocalText,
    /// Whether it carries a number.
    #[serde(default = "yes")]
    pub numbered: bool,
    /// What stands first.
    #[serde(default)]
    pub lead: Option<LocalText>,
    /// A list that the program fills from what the company entered.
    #[serde(default)]
    pub list: Option<List>,
    /// A table of its own.
    #[serde(default)]
    pub table: Option<TableFile>,
    /// What is laid down.
    #[serde(default)]
    pub clauses: Vec<ClauseFile>,
}

fn yes() -> bool {
    true
}

/// A clause of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseFile {
    /// Stable within the section.
    pub id: String,
    /// What it says.
    pub text: LocalText,
    /// The variable without which it is left out.
    #[serde(default)]
    pub only_with: Option<String>,
    /// Whether figures or terms in it are to be checked before use.
    #[serde(default)]
    pub to_check: bool,
}

/// A table of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableFile {
    /// Heads of the columns.
    pub head: Vec<LocalText>,
    /// Cells.
    pub rows: Vec<Vec<LocalText>>,
}

/// A list that the program fills from what the company entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// Who holds which role when something happens.
    Roles,
    /// The damage levels and who answers for each.
    Levels,
    /// The contact tree.
    Contacts,
    /// Provider, insurer, bank, maintenance firm.
    OwnDesks,
    /// Offices that anybody may ask.
    Desks,
    /// The procedures that the company starts, each with its first steps.
    Procedures,
}
