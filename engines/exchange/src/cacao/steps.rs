//! Workflow steps (section 4).

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::cacao::commands::Command;
use crate::cacao::definitions::{ExternalReference, Variable};

/// One step of the workflow: what every step has (section 4.1), and what its type adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CacaoStep {
    /// The type, and what it adds.
    #[serde(flatten)]
    pub body: StepBody,
    /// A name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where more can be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_references: Vec<ExternalReference>,
    /// Milliseconds to wait before it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<u64>,
    /// Milliseconds after which it counts as failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u64>,
    /// Variables of this step.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub step_variables: IndexMap<String, Variable>,
    /// Id of whoever is responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The next step, however this one went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_completion: Option<String>,
    /// The next step if this one worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_success: Option<String>,
    /// The next step if this one failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<String>,
    /// What extensions say about this step.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub step_extensions: Map<String, Value>,
    /// Properties that the standard does not know.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl CacaoStep {
    /// A step of that type with nothing else said.
    #[must_use]
    pub fn of(body: StepBody) -> Self {
        Self {
            body,
            name: None,
            description: None,
            external_references: Vec::new(),
            delay: None,
            timeout: None,
            step_variables: IndexMap::new(),
            owner: None,
            on_completion: None,
            on_success: None,
            on_failure: None,
            step_extensions: Map::new(),
            rest: Map::new(),
        }
    }
}

/// The eight types of step.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum StepBody {
    /// Where the workflow begins (section 4.3).
    Start,
    /// Where the workflow, or a branch of it, ends (section 4.4).
    End,
    /// Commands (section 4.5).
    Action {
        /// What is done, in this order.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        commands: Vec<Command>,
        /// Id of who does it.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<String>,
        /// Ids of what it is done to.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        targets: Vec<String>,
        /// Variables that go in.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        in_args: Vec<String>,
        /// Variables that come out.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        out_args: Vec<String>,
    },
    /// Another playbook (section 4.6).
    PlaybookAction {
        /// Its id.
        playbook_id: String,
        /// Its version: the time it was modified.
        #[serde(skip_serializing_if = "Option::is_none")]
        playbook_version: Option<String>,
        /// Variables that go in.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        in_args: Vec<String>,
        /// Variables that come out.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        out_args: Vec<String>,
    },
    /// Branches that are all gone, in any order (section 4.7).
    Parallel {
        /// First steps of the branches.
        next_steps: Vec<String>,
    },
    /// A branch for true and one for false (section 4.8).
    IfCondition {
        /// The condition as a pattern of STIX.
        #[serde(skip_serializing_if = "Option::is_none")]
        condition: Option<String>,
        /// First step if it holds.
        on_true: String,
        /// First step if it does not.
        #[serde(skip_serializing_if = "Option::is_none")]
        on_false: Option<String>,
    },
    /// Steps that are repeated as long as a condition holds (section 4.9).
    WhileCondition {
        /// The condition.
        #[serde(skip_serializing_if = "Option::is_none")]
        condition: Option<String>,
        /// First step of what is repeated.
        on_true: String,
    },
    /// One branch for each value of a variable (section 4.10).
    SwitchCondition {
        /// The variable.
        #[serde(skip_serializing_if = "Option::is_none")]
        switch: Option<String>,
        /// First steps by value; `default` is for all others.
        cases: IndexMap<String, String>,
    },
}

impl StepBody {
    /// The name of the type.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Action { .. } => "action",
            Self::PlaybookAction { .. } => "playbook-action",
            Self::Parallel { .. } => "parallel",
            Self::IfCondition { .. } => "if-condition",
            Self::WhileCondition { .. } => "while-condition",
            Self::SwitchCondition { .. } => "switch-condition",
        }
    }
}
