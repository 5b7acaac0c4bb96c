//! The playbook object (section 3 of the standard).

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::cacao::definitions::{AgentTarget, ExtensionDefinition, ExternalReference, Variable};
use crate::cacao::steps::CacaoStep;

/// A CACAO 2.0 playbook. Properties that the standard does not know are kept in `rest`, so that a
/// playbook that was read is written with nothing lost.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct CacaoPlaybook {
    /// Always `playbook`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Always `cacao-2.0`.
    pub spec_version: String,
    /// `playbook--` and a UUID; the same for all versions of a playbook.
    pub id: String,
    /// The name that people choose by.
    pub name: String,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Such as `mitigation` (section 3.1.1).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub playbook_types: Vec<String>,
    /// Such as `restore-data` (section 3.1.2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub playbook_activities: Vec<String>,
    /// Which features the playbook uses (section 10.14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub playbook_processing_summary: Option<Value>,
    /// Id of a STIX identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    /// When it was first made (RFC 3339, UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When this version was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// True if its author withdrew it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<bool>,
    /// From when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// Ids of the playbooks that it was made from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<String>,
    /// Ids of related objects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_to: Vec<String>,
    /// 1 (first) to 100 (last).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u64>,
    /// 1 (slight) to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u64>,
    /// What carrying it out does to the organisation, 1 (little) to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<u64>,
    /// Branches of industry.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub industry_sectors: Vec<String>,
    /// Free labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Where more can be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_references: Vec<ExternalReference>,
    /// Ids of data markings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub markings: Vec<String>,
    /// Variables of the whole playbook (section 10.18).
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub playbook_variables: IndexMap<String, Variable>,
    /// Id of the start step.
    pub workflow_start: String,
    /// Id of the step that is gone to when something fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow_exception: Option<String>,
    /// The steps by id (section 4).
    pub workflow: IndexMap<String, CacaoStep>,
    /// What extensions say about the playbook, by the id of their definition.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub playbook_extensions: Map<String, Value>,
    /// Passwords and tokens (section 6); kept, never shown.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub authentication_info_definitions: Map<String, Value>,
    /// Who carries out commands (section 7).
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub agent_definitions: IndexMap<String, AgentTarget>,
    /// On what commands are carried out (section 7).
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub target_definitions: IndexMap<String, AgentTarget>,
    /// The extensions in use (section 8).
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub extension_definitions: IndexMap<String, ExtensionDefinition>,
    /// Markings such as the traffic light protocol (section 9).
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub data_marking_definitions: Map<String, Value>,
    /// Digital signatures (section 10.15); a changed playbook does not carry them on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Value>,
    /// Properties that the standard does not know.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl CacaoPlaybook {
    /// The playbook as a JSON value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The playbook as a JSON file, indented, with a line end at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
