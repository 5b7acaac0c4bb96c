//! Commands (section 5). Nothing in this product carries one out.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cacao::definitions::ExternalReference;

/// One command of an action step.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Command {
    /// Such as `manual`, `bash`, `ssh`, `http-api`, `openc2-http`, `powershell`; the list is open.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The command itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The command in Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command_b64: Option<String>,
    /// What is sent with it, such as the body of a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What is sent with it, in Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_b64: Option<String>,
    /// Version of the command's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The activity that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub playbook_activity: Option<String>,
    /// Where more can be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_references: Vec<ExternalReference>,
    /// Everything else, such as the headers of a request.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Command {
    /// True if a person is meant to do it.
    #[must_use]
    pub fn is_manual(&self) -> bool {
        self.kind == "manual"
    }
}
