//! What steps refer to: agents and targets, variables, extensions, references.

use serde::Serialize;
use serde_json::{Map, Value};

/// Who carries out commands, or what they are carried out on (section 7).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct AgentTarget {
    /// Such as `individual`, `organization`, `linux`; the list is open.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Everything else, such as addresses.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A variable (section 10.18).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Variable {
    /// Such as `string` or `ipv4-addr`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its value as a text; `null` and nothing differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Everything else: whether it is constant, whether it comes from outside.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Where more can be read (section 10.7).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ExternalReference {
    /// The title.
    pub name: String,
    /// A citation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The name in a catalogue, such as `T1105`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// An extension of the standard (section 8).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ExtensionDefinition {
    /// Always `extension-definition`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name.
    pub name: String,
    /// Everything else: author, schema, version.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}
