//! Reading measures.

use hikeshi_db::Tx;
use hikeshi_web::Problem;
use jiff::civil::Date;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use crate::model::{OfIncident as _, incident, measure};

/// The measures of an incident in the order in which they were added.
///
/// # Errors
/// A problem of the database.
pub async fn measures_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<measure::Model>, Problem> {
    Ok(measure::Entity::find()
        .of_incident(incident)
        .order_by_asc(measure::Column::AddedAt)
        .order_by_asc(measure::Column::Id)
        .all(tx.conn())
        .await?)
}

/// The measure of that id, if it belongs to this incident.
///
/// # Errors
/// Not found: unknown or of another incident; a problem of the database.
pub async fn find_measure(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<measure::Model, Problem> {
    measure::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// By when it should be done, if somebody said so.
#[must_use]
pub fn due_of(measure: &measure::Model) -> Option<Date> {
    measure.due_day.parse().ok()
}
