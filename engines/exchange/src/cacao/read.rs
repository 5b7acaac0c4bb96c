//! Reads a playbook object (section 3): bounded, with every fault at its place.

use indexmap::IndexMap;

use crate::cacao::check;
use crate::cacao::definitions::{AgentTarget, ExtensionDefinition, ExternalReference, Variable};
use crate::cacao::playbook::CacaoPlaybook;
use crate::cacao::read_step::step;
use crate::cacao::steps::CacaoStep;
use crate::json;
use crate::limits::MAX_STEPS;
use crate::object::Object;
use crate::refusal::{Reason, Refusal, Refusals};
use crate::remark::Remark;

/// A playbook that was read, and what is to be known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadCacao {
    /// The playbook; written again, it is the same JSON.
    pub playbook: CacaoPlaybook,
    /// What is odd without being wrong.
    pub remarks: Vec<Remark>,
}

/// Reads a CACAO 2.0 playbook from the bytes of a JSON file.
///
/// What cannot be carried out as written is refused: a step that is named but does not exist, two
/// steps of one id, steps that go round for ever, unknown types of step, a file beyond the limits.
/// Types of commands, agents and targets are open in the standard and are taken as they are.
///
/// # Errors
/// All refusals that were found, at most a hundred.
pub fn read(bytes: &[u8]) -> Result<ReadCacao, Vec<Refusal>> {
    let refusals = Refusals::default();
    let playbook = json::parse(bytes, &refusals)
        .and_then(|value| Object::open(String::new(), value, &refusals))
        .and_then(playbook);
    if let Some(playbook) = playbook.filter(|_| refusals.is_empty()) {
        let remarks = check::check(&playbook, &refusals);
        if refusals.is_empty() {
            return Ok(ReadCacao { playbook, remarks });
        }
    }
    Err(refusals.into_vec())
}

fn playbook(mut from: Object<'_>) -> Option<CacaoPlaybook> {
    let kind = from.required("type");
    if kind != "playbook" {
        from.refuse("type", Reason::NotAPlaybook { found: kind });
        return None;
    }
    let spec_version = from.required("spec_version");
    if spec_version != "cacao-2.0" {
        from.refuse("spec_version", Reason::UnknownVersion { found: spec_version });
        return None;
    }
    Some(CacaoPlaybook {
        kind,
        spec_version,
        id: from.required("id"),
        name: from.required("name"),
        description: from.text("description"),
        playbook_types: from.names("playbook_types"),
        playbook_activities: from.names("playbook_activities"),
        playbook_processing_summary: from.any("playbook_processing_summary"),
        created_by: from.name("created_by"),
        created: from.name("created"),
        modified: from.name("modified"),
        revoked: from.flag("revoked"),
        valid_from: from.name("valid_from"),
        valid_until: from.name("valid_until"),
        derived_from: from.names("derived_from"),
        related_to: from.names("related_to"),
        priority: from.whole("priority"),
        severity: from.whole("severity"),
        impact: from.whole("impact"),
        industry_sectors: from.names("industry_sectors"),
        labels: from.names("labels"),
        external_references: from.objects("external_references", reference),
        markings: from.names("markings"),
        playbook_variables: from.entries("playbook_variables", variable),
        workflow_start: from.required("workflow_start"),
        workflow_exception: from.name("workflow_exception"),
        workflow: workflow(&mut from),
        playbook_extensions: from.map_of("playbook_extensions"),
        authentication_info_definitions: from.map_of("authentication_info_definitions"),
        agent_definitions: from.entries("agent_definitions", agent),
        target_definitions: from.entries("target_definitions", agent),
        extension_definitions: from.entries("extension_definitions", extension),
        data_marking_definitions: from.map_of("data_marking_definitions"),
        signatures: from.values("signatures"),
        rest: from.rest(),
    })
}

fn workflow(from: &mut Object<'_>) -> IndexMap<String, CacaoStep> {
    let count = from.size("workflow");
    match count {
        None => {
            from.refuse("", Reason::MissingProperty { property: "workflow".into() });
            IndexMap::new()
        }
        Some(count) if count > MAX_STEPS => {
            from.refuse("workflow", Reason::TooManySteps { count, limit: MAX_STEPS });
            IndexMap::new()
        }
        Some(_) => from.entries("workflow", step),
    }
}

pub(super) fn reference(mut from: Object<'_>) -> ExternalReference {
    ExternalReference {
        name: from.required("name"),
        source: from.text("source"),
        url: from.text("url"),
        external_id: from.text("external_id"),
        rest: from.rest(),
    }
}

pub(super) fn variable(mut from: Object<'_>) -> Option<Variable> {
    Some(Variable {
        kind: from.required("type"),
        description: from.text("description"),
        value: from.any("value"),
        rest: from.rest(),
    })
}

fn agent(mut from: Object<'_>) -> Option<AgentTarget> {
    Some(AgentTarget {
        kind: from.required("type"),
        name: from.name("name"),
        description: from.text("description"),
        rest: from.rest(),
    })
}

fn extension(mut from: Object<'_>) -> Option<ExtensionDefinition> {
    Some(ExtensionDefinition {
        kind: from.required("type"),
        name: from.required("name"),
        rest: from.rest(),
    })
}
