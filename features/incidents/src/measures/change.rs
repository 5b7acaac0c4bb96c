//! Changing a measure, and marking it done or not done.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{MeasureKind, NewMeasure, find_measure};
use crate::{
    case::{EntryKind, NewEntry, add_entry, hold, hold_open, touch},
    model::{incident, measure},
    record::Written,
};

/// Somebody else changed the measure meanwhile: as it is now.
#[derive(Debug, Clone)]
pub struct MeasureConflict(pub measure::Model);

/// Changes words, owner and due day; its kind stays.
///
/// # Errors
/// Not found; a readable conflict when the incident is closed; a problem of the database.
pub async fn change_measure(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (id, seen_version): (Uuid, i64),
    new: NewMeasure,
) -> Result<Result<measure::Model, MeasureConflict>, Problem> {
    hold_open(tx, platform, incident).await?;
    let old = find_measure(tx, incident, id).await?;
    if old.version != seen_version {
        return Ok(Err(MeasureConflict(old)));
    }
    let row = measure::Model {
        title: new.title,
        owner: new.owner,
        due_day: new.due.map(|day| day.to_string()).unwrap_or_default(),
        note: new.note,
        version: old.version + 1,
        ..old
    };
    write(tx, platform, &row).await?;
    let detail = json!({
        "measure": row.id, "version": row.version, "rows": Written::of(&row)?,
    });
    audit(tx, platform, scope, "measure.changed", ("incident", incident.id), detail).await?;
    Ok(Ok(row))
}

/// Marks a measure done (or not done after all) with a line in the timeline. Marking it twice
/// changes nothing. A prevention may be marked after closing: its day often comes later.
///
/// # Errors
/// Not found; a readable conflict when the incident is closed; a problem of the database.
pub async fn finish_measure(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (id, done): (Uuid, bool),
) -> Result<measure::Model, Problem> {
    let old = find_measure(tx, incident, id).await?;
    if old.kind == MeasureKind::Prevention.name() {
        hold(tx, incident).await?;
    } else {
        hold_open(tx, platform, incident).await?;
    }
    let old = find_measure(tx, incident, old.id).await?;
    if old.done_at.is_some() == done {
        return Ok(old);
    }
    let now = platform.clock.now();
    let row = measure::Model {
        state: if done { "done" } else { "open" }.to_owned(),
        done_at: done.then(|| to_millis(now)),
        done_by: if done { scope.actor_name().to_owned() } else { String::new() },
        version: old.version + 1,
        ..old
    };
    write(tx, platform, &row).await?;
    let key = format!("lessons-line-{}-{}", row.kind, row.state);
    let text = platform.words(Lang::Ja).t1(&key, "title", &row.title);
    let line = NewEntry::automatic(EntryKind::Action, now, text);
    add_entry(tx, platform, scope, incident, line).await?;
    let detail = json!({ "measure": row.id, "state": row.state, "rows": Written::of(&row)? });
    audit(tx, platform, scope, "measure.marked", ("incident", incident.id), detail).await?;
    Ok(row)
}

async fn write(tx: &Tx, platform: &Platform, row: &measure::Model) -> Result<(), Problem> {
    let change = measure::ActiveModel {
        id: Set(row.id),
        title: Set(row.title.clone()),
        owner: Set(row.owner.clone()),
        due_day: Set(row.due_day.clone()),
        note: Set(row.note.clone()),
        state: Set(row.state.clone()),
        done_at: Set(row.done_at),
        done_by: Set(row.done_by.clone()),
        version: Set(row.version),
        ..Default::default()
    };
    measure::Entity::update(change).exec_without_returning(tx.conn()).await?;
    touch(tx, row.incident_id, to_millis(platform.clock.now())).await
}
