//! Starting a playbook on an incident.

use hikeshi_db::Tx;
use hikeshi_i18n::plain;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, new_uuid, to_millis};
use hikeshi_playbooks::shelf::{find_startable, note_use};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;

use crate::{
    case::{EntryKind, NewEntry, add_entry, hold_open},
    model::{OfIncident as _, incident, playbook_run},
    record::Written,
};

/// Starts a playbook and pins its text and version to the run: what is published afterwards does
/// not change it. A playbook on board is started as it is, even if the company has a copy of it.
///
/// # Errors
/// Not found for an unknown playbook; a readable conflict when it runs on this incident
/// already or the incident is closed; a problem of the database.
pub async fn start_run(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    playbook_id: &str,
) -> Result<playbook_run::Model, Problem> {
    let words = platform.words(Lang::Ja);
    let found = find_startable(tx, platform, scope, playbook_id).await?;
    let playbook = found.ok_or_else(Problem::not_found)?.playbook;
    let title = plain(&playbook.title.ja);
    hold_open(tx, platform, incident).await?;
    if is_running(tx, incident, playbook_id).await? {
        return Err(Problem::conflict(words.t1("run-twice", "title", &title)));
    }
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let row = playbook_run::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        playbook_id: playbook.id.clone(),
        playbook_version: playbook.version.clone(),
        playbook_json: serde_json::to_string(&playbook)?,
        state_json: serde_json::to_string(&hikeshi_playbook::start(&playbook))?,
        started_at: to_millis(now),
        started_by: scope.actor_name().to_owned(),
        ended_at: None,
        version: 1,
    };
    playbook_run::Entity::insert(playbook_run::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    note_use(tx, scope, &row.playbook_id, row.started_at).await?;
    let line =
        NewEntry::automatic(EntryKind::Action, now, words.t1("run-line-start", "title", &title));
    add_entry(tx, platform, scope, incident, line).await?;
    let detail = json!({
        "run": row.id, "playbook": row.playbook_id, "version": row.playbook_version,
        "rows": Written::of(&row)?,
    });
    audit(tx, platform, scope, "run.started", ("incident", incident.id), detail).await?;
    Ok(row)
}

async fn is_running(
    tx: &Tx,
    incident: &incident::Model,
    playbook_id: &str,
) -> Result<bool, Problem> {
    let count = playbook_run::Entity::find()
        .of_incident(incident)
        .filter(playbook_run::Column::PlaybookId.eq(playbook_id))
        .count(tx.conn())
        .await?;
    Ok(count > 0)
}
