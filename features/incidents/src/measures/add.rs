//! Adding a measure.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::civil::Date;
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::{MeasureKind, measures_of};
use crate::{
    case::{hold_open, touch},
    model::{incident, measure},
    record::Written,
};

/// A measure as entered: something to restore, or something that keeps it from happening again.
#[derive(Debug, Clone)]
pub struct NewMeasure {
    /// What it is for.
    pub kind: MeasureKind,
    /// What is done.
    pub title: String,
    /// Who does it; may be empty.
    pub owner: String,
    /// By when.
    pub due: Option<Date>,
    /// Remark, for instance how it is confirmed; may be empty.
    pub note: String,
}

/// Adds a measure. The same one sent twice is added once.
///
/// # Errors
/// A readable conflict when the incident is closed; a problem of the database.
pub async fn add_measure(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewMeasure,
) -> Result<measure::Model, Problem> {
    hold_open(tx, platform, incident).await?;
    let due_day = new.due.map(|day| day.to_string()).unwrap_or_default();
    let same = |known: &measure::Model| {
        known.kind == new.kind.name()
            && known.title == new.title
            && known.owner == new.owner
            && known.due_day == due_day
            && known.done_at.is_none()
    };
    if let Some(known) = measures_of(tx, incident).await?.into_iter().find(same) {
        return Ok(known);
    }
    let (clock, rng) = platform.chance();
    let now = to_millis(clock.now());
    let row = measure::Model {
        id: new_uuid(clock, rng),
        company_id: incident.company_id,
        incident_id: incident.id,
        kind: new.kind.name().to_owned(),
        title: new.title,
        owner: new.owner,
        due_day,
        state: "open".to_owned(),
        note: new.note,
        added_at: now,
        added_by: scope.actor_name().to_owned(),
        done_at: None,
        done_by: String::new(),
        version: 1,
    };
    measure::Entity::insert(measure::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    touch(tx, incident.id, now).await?;
    let detail = json!({ "measure": row.id, "kind": row.kind, "rows": Written::of(&row)? });
    audit(tx, platform, scope, "measure.added", ("incident", incident.id), detail).await?;
    Ok(row)
}
