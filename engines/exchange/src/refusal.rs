//! Why a file from outside was refused: the place, a stable code, and its parameters.

use std::cell::RefCell;
use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::limits::MAX_REFUSALS;

/// One reason why a file was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The place as a JSON Pointer (RFC 6901); empty for the whole file.
    pub at: String,
    /// Id of the workflow step concerned, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub reason: Reason,
}

/// What is wrong. Serialised, `reason` is the code and the rest its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the message of each variant says what its fields are")]
pub enum Reason {
    #[error("the file has {bytes} bytes; {limit} are allowed")]
    TooLarge { bytes: usize, limit: usize },
    #[error("this is not JSON (line {line}, column {column})")]
    NotJson { line: usize, column: usize },
    #[error("objects or lists are nested more than {limit} deep")]
    TooDeep { limit: usize },
    #[error("the file has more than {limit} values")]
    TooManyValues { limit: usize },
    #[error("the text is longer than {limit} bytes")]
    TextTooLong { limit: usize },
    #[error("the number is larger than other programs can read")]
    NumberOutOfRange,
    #[error("the property {key} stands twice")]
    DuplicateKey { key: String },
    #[error("two steps have the id {id}")]
    DuplicateStep { id: String },
    #[error("{wanted} is expected here")]
    WrongType { wanted: Wanted },
    #[error("the property {property} is missing")]
    MissingProperty { property: String },
    #[error("this is {found}, not a playbook")]
    NotAPlaybook { found: String },
    #[error("the version {found} is not cacao-2.0")]
    UnknownVersion { found: String },
    #[error("there is no type of step called {found}")]
    UnknownStepType { found: String },
    #[error("the file has {count} steps; {limit} are allowed")]
    TooManySteps { count: usize, limit: usize },
    #[error("the step {id} does not exist")]
    MissingStep { id: String },
    #[error("{id} is not a start step")]
    NotAStart { id: String },
    #[error("the workflow has no start step")]
    NoStart,
    #[error("the workflow has no end step")]
    NoEnd,
    #[error("no end step can be reached: nothing follows here")]
    EndOutOfReach,
    #[error("{found} is not a time")]
    NotATime { found: String },
    #[error("the playbook stops being valid ({until}) before it becomes so ({from})")]
    NeverValid { from: String, until: String },
    #[error("nothing is to be done in this playbook")]
    NothingToDo,
    #[error("these steps go round without a way out: {}", steps.join(", "))]
    CycleWithoutExit { steps: Vec<String> },
    #[error("branches are nested more than {limit} deep")]
    BranchesTooDeep { limit: usize },
    #[error("the steps wait for each other in more than {limit} ways")]
    TooTangled { limit: usize },
    #[error("this is not a case template of TheHive")]
    NotACaseTemplate,
    #[error("the playbook has faults of its own: {}", faults.join("; "))]
    FaultyPlaybook { faults: Vec<String> },
}

/// What form of value is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Wanted {
    Text,
    WholeNumber,
    YesOrNo,
    List,
    Object,
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::WholeNumber => "a whole number from 0",
            Self::YesOrNo => "true or false",
            Self::List => "a list",
            Self::Object => "an object",
        })
    }
}

impl Refusal {
    /// A refusal at a JSON Pointer; one below `/workflow/<id>` names that step.
    #[must_use]
    pub fn new(at: impl Into<String>, reason: Reason) -> Self {
        let at = at.into();
        let step = at.strip_prefix("/workflow/").and_then(|rest| rest.split('/').next());
        let step = step.map(|id| id.replace("~1", "/").replace("~0", "~"));
        Self { at, step, reason }
    }

    /// The stable code, such as `missing-step`; words for people are found by it.
    #[must_use]
    pub fn code(&self) -> String {
        let value = serde_json::to_value(&self.reason).unwrap_or_default();
        value.get("reason").and_then(|code| code.as_str()).unwrap_or_default().to_owned()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.is_empty() { "the file" } else { &self.at };
        write!(f, "{place}: {}", self.reason)
    }
}

impl std::error::Error for Refusal {}

/// Collects refusals while a file is read, so that its author sees all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Refusals(RefCell<Vec<Refusal>>);

impl Refusals {
    pub(crate) fn add(&self, at: impl Into<String>, reason: Reason) {
        let mut list = self.0.borrow_mut();
        if list.len() < MAX_REFUSALS {
            list.push(Refusal::new(at, reason));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    pub(crate) fn into_vec(self) -> Vec<Refusal> {
        self.0.into_inner()
    }
}

/// One part of a JSON Pointer, escaped (RFC 6901, section 3).
pub(crate) fn pointer(parent: &str, part: impl fmt::Display) -> String {
    format!("{parent}/{}", part.to_string().replace('~', "~0").replace('/', "~1"))
}
