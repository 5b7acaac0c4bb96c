//! What a person should know about an import that was taken over all the same.

use serde::Serialize;
use thiserror::Error;

/// One remark, with the step of the file that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Id of the step in the file, or nothing for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// What is to be known.
    #[serde(flatten)]
    pub about: About,
}

/// What is to be known. Serialised, `remark` is the stable code and the rest its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "remark", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the message of each variant says what its fields are")]
pub enum About {
    #[error("nothing leads to this step; it was left out")]
    Unreachable,
    #[error("no step follows, and it is not an end step; it was read as an end")]
    NothingFollows,
    #[error("{id} is not defined in the file")]
    Undefined { id: String },
    #[error("{id} is not an identifier of the form type--UUID")]
    IdentifierForm { id: String },
    #[error("the property {property}, which the standard requires, is missing")]
    MissingMetadata { property: String },
    #[error("a command for a program ({kind}) is shown as something to do by hand")]
    Automated { kind: String },
    #[error("several branches lead here; the conditions are written into the step")]
    JoinedBranches,
    #[error("the workflow goes back from here; the step says where to begin again")]
    GoesBack,
    #[error("the text was longer than a step can show; it was cut")]
    TextCut,
    #[error("the file contains passwords or keys; they are not shown in any step")]
    Secrets,
    #[error("this is a playbook of Hikeshi; author, reviewer and certainty are what the file says")]
    FromHikeshi,
    #[error("the file was changed by another program; only what CACAO says was taken over")]
    ChangedElsewhere,
    #[error("the tasks have no group; they stand under one heading")]
    NoGroups,
}

impl Remark {
    pub(crate) const fn whole(about: About) -> Self {
        Self { step: None, about }
    }

    pub(crate) fn step(id: &str, about: About) -> Self {
        Self { step: Some(id.to_owned()), about }
    }
}
