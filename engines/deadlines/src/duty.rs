//! A duty to tell somebody, and the named rules that its condition is made of.

use hikeshi_kernel::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Condition, Confidence};

/// A duty, as it stands in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Kebab-case id, stable for ever and the same in all editions.
    pub id: String,
    /// How strongly it binds.
    pub binding: Binding,
    /// What is to be done.
    pub title: LocalText,
    /// To whom.
    pub to: LocalText,
    /// Addressees that take the place of `to`: the first whose rule holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_if: Vec<Addressee>,
    /// In which way.
    pub how: LocalText,
    /// Article, guideline or contract that it rests on.
    pub law: LocalText,
    /// When it applies.
    pub when: Condition,
    /// Rules that release from it. Each counts only once it is established: while unknown, the
    /// duty stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// The limits; the first whose condition holds counts.
    pub limits: Vec<DutyLimit>,
    /// Sentences for conditions that stand in no rule with sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Says>,
    /// One answer for each listed contract.
    #[serde(default)]
    pub each_contract: bool,
    /// The first edition of something new: before it, the answer is no, in these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nothing_before: Option<LocalText>,
    /// How far this has been checked; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// First day of knowing for which this edition holds; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last such day; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// How strongly a duty binds, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// By law.
    Law,
    /// By a contract of the company.
    Contract,
    /// Promised to the company by its provider: not the company's to do.
    Provider,
    /// Offered or asked for; nobody must.
    Voluntary,
    /// A form or flag that other duties use.
    Support,
}

impl Binding {
    /// The name in files and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Contract => "contract",
            Self::Provider => "provider",
            Self::Voluntary => "voluntary",
            Self::Support => "support",
        }
    }
}

/// To whom under a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// The rule's id.
    #[serde(rename = "if")]
    pub only_if: String,
    /// To whom.
    pub to: LocalText,
}

/// A limit and when it is the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyLimit {
    /// The rule under which it counts; always if absent.
    #[serde(rename = "if", default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<String>,
    /// The limit's id.
    pub limit: String,
}

/// A named condition with the sentences that explain it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Kebab-case id, the same in all editions.
    pub id: String,
    /// What it asks for.
    pub when: Condition,
    /// Sentences; a rule without any leaves the explaining to the rules that use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Says>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<LocalText>,
    /// How far this has been checked; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// First day of knowing for which this edition holds; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last such day; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// A sentence for each outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// It holds.
    pub yes: LocalText,
    /// It does not hold.
    pub no: LocalText,
    /// It depends on something not known yet.
    pub unknown: LocalText,
}
