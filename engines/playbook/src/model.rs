//! A playbook as it is written in `content/playbooks/<id>.yaml`.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::parts::Step;

/// A written procedure for one kind of incident in one edition.
///
/// A run keeps the whole value it was started with, so that it reads the same for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// Stable name, the same as the file's.
    pub id: String,
    /// Version of this text, such as `2026.11`.
    pub version: String,
    /// The guide that it follows.
    pub edition: Edition,
    /// The kind of incident, such as `ransomware`; several playbooks may share one.
    pub kind: String,
    /// The name that people choose by.
    pub title: LocalText,
    /// When to use it, in one or two sentences.
    pub summary: LocalText,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// How sure we are of the whole; a step may differ.
    pub confidence: Confidence,
    /// Who wrote it.
    pub author: String,
    /// Who read it against the sources.
    pub reviewer: String,
    /// Day of that reading, `2026-11-21`.
    pub reviewed_on: String,
    /// First day on which it may be started.
    pub valid_from: String,
    /// Last day on which it may be started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// The headings of the task list, in order.
    pub phases: Vec<Phase>,
    /// All steps in the order in which they are shown.
    pub steps: Vec<Step>,
}

impl Playbook {
    /// The step of that id, if the playbook has it.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

/// The guide that a playbook follows; a run is pinned to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// The IPA incident guide in its older form.
    #[serde(rename = "ipa-older")]
    IpaOlder,
    /// The IPA incident guide in its newer form.
    #[serde(rename = "ipa-newer")]
    IpaNewer,
    /// The Tokyo guide for small companies, version 2.2.
    #[serde(rename = "gokui-2.2")]
    Gokui22,
    /// Our own procedure, where no guide has one.
    #[serde(rename = "hikeshi")]
    Hikeshi,
    /// What a company wrote or changed itself.
    #[serde(rename = "own")]
    Own,
    /// What a provider wrote for all its companies.
    #[serde(rename = "provider")]
    Provider,
}

/// One heading of the task list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Name that steps refer to.
    pub id: String,
    /// The heading.
    pub title: LocalText,
}
