//! Which playbooks suit an incident.

use hikeshi_playbook::{Edition, Playbook};
use hikeshi_web::Problem;

use crate::{case::kinds_of, content::content, model::incident, runs::Run};

/// A playbook that can be chosen.
#[derive(Debug, Clone)]
pub struct PlaybookChoice {
    /// The playbook.
    pub playbook: &'static Playbook,
    /// Whether it is what we recommend for one of the incident's kinds.
    pub is_default: bool,
    /// Whether it suits one of the incident's kinds.
    pub suits: bool,
    /// Whether it is at work on the incident already.
    pub running: bool,
}

/// All playbooks: the recommended ones first, then the other editions that suit, then the rest.
///
/// # Errors
/// A fault of the content on board.
pub fn playbook_choices(
    incident: &incident::Model,
    runs: &[Run],
) -> Result<Vec<PlaybookChoice>, Problem> {
    let content = content()?;
    let kinds = kinds_of(incident);
    let mut choices: Vec<_> = content
        .playbooks
        .iter()
        .map(|playbook| {
            let suits = kinds.iter().any(|kind| suits(playbook, kind));
            PlaybookChoice {
                playbook,
                is_default: suits && is_default(playbook),
                suits,
                running: runs.iter().any(|run| run.row.playbook_id == playbook.id),
            }
        })
        .collect();
    choices.sort_by_key(|choice| {
        let place = kinds.iter().position(|kind| suits(choice.playbook, kind));
        (!choice.is_default, !choice.suits, place.unwrap_or(usize::MAX))
    });
    Ok(choices)
}

/// The older guides have one playbook for all leaks, and one for tampering, loss and outage.
fn suits(playbook: &Playbook, kind: &str) -> bool {
    playbook.kind == kind
        || (playbook.kind == "leak" && kind.starts_with("leak-"))
        || (playbook.id == "gokui-tampering-outage" && kind == "web-tampering")
}

/// The newer edition of the IPA guide, and our own procedures where no guide has one.
const fn is_default(playbook: &Playbook) -> bool {
    matches!(playbook.edition, Edition::IpaNewer | Edition::Hikeshi)
}
