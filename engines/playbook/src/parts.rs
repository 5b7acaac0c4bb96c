//! The parts of a step: who, when, on which branch, and what can be answered.

use hikeshi_kernel::{Confidence, LocalText};
use serde::{Deserialize, Serialize};

use crate::model::Edition;

/// The answer that every question allows besides its own options.
pub const UNKNOWN: &str = "unknown";

/// One thing to do, to find out or to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable name within the playbook.
    pub id: String,
    /// The row or rows of the guide that it stands for, such as `IPA-N-RW-02`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_id: Vec<String>,
    /// The heading under which it is shown.
    pub phase: String,
    /// Whether it is done, answered or decided.
    pub kind: StepKind,
    /// What to do, as an order; for a question the question.
    pub title: LocalText,
    /// Why it matters, in one or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<LocalText>,
    /// How to do it, one numbered line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<LocalText>,
    /// Who does it.
    pub actor: Actor,
    /// True where the guide itself names that person; otherwise it is our suggestion.
    #[serde(default)]
    pub actor_named: bool,
    /// Steps that must be settled before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The branch that it stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<Branch>,
    /// Minutes after the start of the run by which it should be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<u32>,
    /// What shows that it is done when the incident is opened: `report` (somebody told us), or the
    /// id of a first action of `content/triage` that the report has ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_by: Option<String>,
    /// Name of the picture beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Names in other catalogues, such as the NIST category `RS.MA`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How sure we are that the guide asks for it; `own` marks our addition.
    pub confidence: Confidence,
    /// A remark that the reader should see, for example what still has to be checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LocalText>,
    /// What can be chosen (questions and decisions).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The option that we recommend where no rule fits (decisions).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Recommendations that follow from earlier answers; the first that fits counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advice_rules: Vec<AdviceRule>,
    /// What each guide says, where they disagree (decisions).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<GuideView>,
    /// Facts to look at before deciding (decisions).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<LocalText>,
}

impl Step {
    /// True if `answer` is one of the options, or [`UNKNOWN`] for a question.
    #[must_use]
    pub fn allows(&self, answer: &str) -> bool {
        let unknown = self.kind == StepKind::Question && answer == UNKNOWN;
        unknown || self.options.iter().any(|option| option.id == answer)
    }
}

/// Whether a step is done, answered or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Something to do.
    Task,
    /// Something to find out; [`UNKNOWN`] is always an answer.
    Question,
    /// Something that a person decides and gives a reason for.
    Decision,
}

/// The part that a person plays; one person may play several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// Whoever noticed it, or uses the machine.
    Finder,
    /// Whoever took the call from outside.
    Receiver,
    /// Whoever works on the case.
    Staff,
    /// The person responsible for information security.
    Officer,
    /// The head of the company.
    President,
    /// Whoever looks after the computers.
    SystemAdmin,
    /// Whoever speaks for the company.
    Pr,
    /// The security-service provider.
    Provider,
}

/// The condition for a step: an earlier question or decision had one of these answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// The question or decision.
    pub step: String,
    /// Ids of its options, or [`UNKNOWN`].
    pub answer: Vec<String>,
}

/// One answer to a question, or one way to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Name that branches refer to.
    pub id: String,
    /// What is chosen.
    pub title: LocalText,
    /// What follows from this answer (questions).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_to_note: Option<LocalText>,
    /// What speaks for it (decisions).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<LocalText>,
    /// What speaks against it (decisions).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bad: Option<LocalText>,
    /// The situation that it suits (decisions).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits_when: Option<LocalText>,
}

/// A recommendation that holds when an earlier answer was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceRule {
    /// The earlier answer.
    pub when: Branch,
    /// The option that is then recommended.
    pub option: String,
    /// The reason, shown beside the recommendation.
    pub because: LocalText,
}

/// What one guide says about a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideView {
    /// The guide.
    pub edition: Edition,
    /// Its position in our words.
    pub says: LocalText,
}
