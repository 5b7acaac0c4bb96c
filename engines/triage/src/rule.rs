//! The kinds of incident, and the rules that propose kinds and levels.

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

use crate::Condition;

/// A kind of incident with the playbook that fits it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentKind {
    /// Kebab-case id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The playbook to propose; none for the unclassified kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub playbook: Option<String>,
    /// The kind that is proposed when nothing else fits, and leaves when something does.
    #[serde(default)]
    pub otherwise: bool,
}

/// What follows from a condition. Rules only add: the level is the highest that applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Kebab-case id, kept with the reason.
    pub id: String,
    /// When it applies.
    #[serde(default)]
    pub when: Condition,
    /// Applies only if no other rule gave a level.
    #[serde(default)]
    pub otherwise: bool,
    /// Kinds to propose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The damage level, 0 to 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The level that is possible as long as something is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub could_become: Option<u8>,
    /// The reason in plain words.
    pub text: LocalText,
}
