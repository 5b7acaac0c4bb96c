//! From one of our playbooks to CACAO 2.0.

mod actors;
mod sequence;
mod steps;
mod times;

pub(crate) use steps::commands;

use hikeshi_kernel::{Lang, Source};
use hikeshi_playbook::{Finding, Playbook, check};
use serde_json::{Value, json};

use crate::cacao::{CacaoPlaybook, ExternalReference, identifier};
use crate::extension;
use crate::refusal::{Reason, Refusal};
use crate::to_playbook::Imported;

/// Writes a playbook as CACAO 2.0.
///
/// One that was taken over from a file and is unchanged is given out as that file. All others are
/// written as one sequence in the order of the playbook: every step is an action for people, a
/// question or decision sets a variable, and steps on a branch stand in an if-condition on that
/// variable. Steps that need not wait for each other stand in a sequence all the same, as CACAO
/// cannot say "in any order" of more than whole branches; the extension keeps the weaker order.
///
/// # Errors
/// If the playbook has faults of its own, such as steps that wait for each other.
pub fn from_playbook(
    playbook: &Playbook,
    taken_over: Option<&Imported>,
) -> Result<CacaoPlaybook, Refusal> {
    match taken_over {
        Some(imported) if imported.playbook == *playbook => Ok(imported.original.clone()),
        Some(imported) => {
            let mut written = write(playbook)?;
            let origin = &imported.original.id;
            if identifier::is_of("playbook", origin) && *origin != written.id {
                written.derived_from = vec![origin.clone()];
            }
            Ok(written)
        }
        None => write(playbook),
    }
}

/// Writes a playbook, whatever it was made from.
pub(crate) fn write(playbook: &Playbook) -> Result<CacaoPlaybook, Refusal> {
    sound(playbook)?;
    let items = sequence::sequence(playbook);
    let written = steps::steps(playbook, &items);
    let (created, modified) = times::made(playbook);
    let (valid_from, valid_until) = times::valid(playbook);
    Ok(CacaoPlaybook {
        kind: "playbook".to_owned(),
        spec_version: "cacao-2.0".to_owned(),
        id: identifier::made("playbook", &playbook.id),
        name: playbook.title.get(Lang::En).to_owned(),
        description: Some(playbook.summary.get(Lang::En).to_owned()),
        playbook_processing_summary: Some(json!({
            "manual_playbook": true,
            "if_logic": playbook.steps.iter().any(|step| step.only_if.is_some()),
            "extensions": true,
        })),
        created_by: Some(identifier::made("identity", &playbook.author)),
        created: Some(created),
        modified: Some(modified),
        revoked: Some(false),
        valid_from,
        valid_until,
        labels: vec![playbook.kind.clone()],
        external_references: playbook.sources.iter().map(reference).collect(),
        playbook_variables: written.variables,
        workflow_start: written.start,
        workflow: written.workflow,
        playbook_extensions: extension::under_id(head(playbook)),
        agent_definitions: actors::definitions(playbook),
        extension_definitions: [(extension::ID.clone(), extension::definition())].into(),
        ..CacaoPlaybook::default()
    })
}

/// Faults with which the workflow could not be written; a missing text is none of them.
fn sound(playbook: &Playbook) -> Result<(), Refusal> {
    let breaks = |finding: &Finding| {
        matches!(
            finding,
            Finding::Duplicate { .. }
                | Finding::Dangling { .. }
                | Finding::BranchOnTask { .. }
                | Finding::Cycle { .. }
        )
    };
    let faults: Vec<String> =
        check(playbook).iter().filter(|fault| breaks(fault)).map(ToString::to_string).collect();
    if playbook.steps.is_empty() {
        return Err(Refusal::new("", Reason::NothingToDo));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new("", Reason::FaultyPlaybook { faults }))
    }
}

/// The playbook without its steps.
fn head(playbook: &Playbook) -> Value {
    let bare = Playbook { steps: Vec::new(), ..playbook.clone() };
    let mut head = serde_json::to_value(bare).unwrap_or_default();
    if let Some(head) = head.as_object_mut() {
        head.shift_remove("steps");
    }
    json!({ "type": extension::OF_PLAYBOOK, "playbook": head })
}

fn reference(source: &Source) -> ExternalReference {
    ExternalReference {
        name: source.title.clone(),
        source: Some(source.publisher.clone()),
        url: source.url.clone(),
        ..ExternalReference::default()
    }
}
