//! One content file: a head and some of the parts of the pack.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{Group, IncidentKind, Question, Rule, Symptom};

/// A file of `content/triage`, as `content/schema/triage.schema.json` describes it. Any part
/// may be absent; [`crate::TriagePack::join`] puts the files together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageFile {
    /// Kebab-case id of the file.
    pub id: String,
    /// Version of the file; grows with every change.
    pub version: String,
    /// Edition of the method that the file follows.
    pub edition: String,
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// How sure the content is.
    pub confidence: Confidence,
    /// Who wrote it.
    pub author: String,
    /// Who read it.
    pub reviewer: String,
    /// When it was read, as YYYY-MM-DD.
    pub reviewed_on: String,
    /// First day of use, as YYYY-MM-DD.
    pub valid_from: String,
    /// Last day of use, as YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// The words for "I do not know"; in exactly one file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<LocalText>,
    /// Groups of the start page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Symptoms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symptoms: Vec<Symptom>,
    /// Questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Kinds of incident.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<IncidentKind>,
    /// Rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}
