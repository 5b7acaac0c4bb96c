//! The traces that people noted for an incident.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{
    case::{hold_open, touch},
    model::{OfIncident as _, incident},
};
use hikeshi_indicators::{Kind, Trace};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::model::indicator;

/// More bytes has no trace that is worth sharing.
pub const LONGEST_VALUE: usize = 2_000;

/// The traces of an incident, by kind and value.
///
/// # Errors
/// A problem of the database.
pub async fn indicators_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<indicator::Model>, Problem> {
    let mut rows = indicator::Entity::find()
        .of_incident(incident)
        .filter(indicator::Column::RemovedAt.is_null())
        .order_by_asc(indicator::Column::Value)
        .all(tx.conn())
        .await?;
    rows.sort_by_key(|row| Kind::from_name(&row.kind));
    Ok(rows)
}

/// The trace of a row; `None` for a kind that this program does not know.
#[must_use]
pub fn trace_of(row: &indicator::Model) -> Option<Trace> {
    Some(Trace { kind: Kind::from_name(&row.kind)?, value: row.value.clone() })
}

/// Notes traces; one that stands there already stays as it is, one that was removed comes back.
/// Answers how many are new.
///
/// # Errors
/// The incident is closed; a problem of the database.
pub async fn note_indicators(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    traces: &[Trace],
) -> Result<usize, Problem> {
    hold_open(tx, platform, incident).await?;
    let now = to_millis(platform.clock.now());
    let known = indicators_of(tx, incident).await?;
    let mut new = 0;
    for trace in traces.iter().filter(|trace| trace.value.len() <= LONGEST_VALUE) {
        let id = id_of(incident, trace);
        if known.iter().any(|row| row.id == id) {
            continue;
        }
        let row = indicator::ActiveModel {
            id: Set(id),
            company_id: Set(scope.company().0),
            incident_id: Set(incident.id),
            kind: Set(trace.kind.name().to_owned()),
            value: Set(trace.value.clone()),
            noted_at: Set(now),
            by_id: Set(scope.account().map(Into::into)),
            by_name: Set(scope.actor_name().to_owned()),
            removed_at: Set(None),
        };
        let again = OnConflict::column(indicator::Column::Id)
            .update_column(indicator::Column::RemovedAt)
            .to_owned();
        indicator::Entity::insert(row).on_conflict(again).exec_without_returning(tx.conn()).await?;
        new += 1;
    }
    if new > 0 {
        touch(tx, incident.id, now).await?;
        let detail = json!({ "count": new });
        audit(tx, platform, scope, "indicators.noted", ("incident", incident.id), detail).await?;
    }
    Ok(new)
}

/// Takes a trace off the list; the row stays.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn remove_indicator(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    id: Uuid,
) -> Result<(), Problem> {
    hold_open(tx, platform, incident).await?;
    let row = indicator::Entity::find_by_id(id).of_incident(incident).one(tx.conn()).await?;
    let row = row.ok_or_else(Problem::not_found)?;
    if row.removed_at.is_some() {
        return Ok(());
    }
    let change = indicator::ActiveModel {
        id: Set(row.id),
        removed_at: Set(Some(to_millis(platform.clock.now()))),
        ..Default::default()
    };
    indicator::Entity::update(change).exec_without_returning(tx.conn()).await?;
    audit(tx, platform, scope, "indicator.removed", ("indicator", row.id), json!({})).await?;
    Ok(())
}

/// The same trace of the same incident has the same id.
fn id_of(incident: &incident::Model, trace: &Trace) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(incident.id);
    hash.update(trace.kind.name());
    hash.update([0]);
    hash.update(&trace.value);
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
