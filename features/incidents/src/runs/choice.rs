//! Which playbooks suit an incident.

use std::{borrow::Cow, collections::HashSet};

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_playbook::{Edition, Playbook};
use hikeshi_playbooks::shelf::{KeptBy, Startable, startable};
use hikeshi_web::{Platform, Problem};

use crate::{case::kinds_of, model::incident, runs::Run};

/// A playbook that can be chosen.
#[derive(Debug, Clone)]
pub struct PlaybookChoice {
    /// The playbook.
    pub playbook: Cow<'static, Playbook>,
    /// Whether it is what we recommend for one of the incident's kinds.
    pub is_default: bool,
    /// Whether it suits one of the incident's kinds.
    pub suits: bool,
    /// Whether it is at work on the incident already.
    pub running: bool,
}

/// All playbooks that the company can start: the recommended ones first, then the other editions
/// that suit, then the rest. What the company wrote itself comes before what its provider wrote, and
/// both before the playbook on board that they were copied from.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub async fn playbook_choices(
    (tx, platform, scope): (&Tx, &Platform, &CompanyScope),
    incident: &incident::Model,
    runs: &[Run],
) -> Result<Vec<PlaybookChoice>, Problem> {
    let all = startable(tx, platform, scope).await?;
    let kinds = kinds_of(incident);
    let copied: HashSet<String> = all.iter().filter_map(|one| one.copy_of.clone()).collect();
    let mut choices: Vec<(KeptBy, PlaybookChoice)> = Vec::new();
    for Startable { playbook, kept_by, .. } in all {
        let suits = kinds.iter().any(|kind| suits(&playbook, kind));
        let comes_first = kept_by != KeptBy::OnBoard || is_default(&playbook);
        let choice = PlaybookChoice {
            is_default: suits && comes_first && !copied.contains(&playbook.id),
            suits,
            running: runs.iter().any(|run| run.row.playbook_id == playbook.id),
            playbook,
        };
        choices.push((kept_by, choice));
    }
    choices.sort_by_key(|(kept_by, choice)| {
        let place = kinds.iter().position(|kind| suits(&choice.playbook, kind));
        (!choice.is_default, !choice.suits, place.unwrap_or(usize::MAX), *kept_by)
    });
    Ok(choices.into_iter().map(|(_, choice)| choice).collect())
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
