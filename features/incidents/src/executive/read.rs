//! Reading decisions.

use hikeshi_db::Tx;
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use super::DecisionOption;
use crate::model::{OfIncident as _, executive_decision, incident};

/// All questions of an incident, the earliest first; also decided and undone ones.
///
/// # Errors
/// A problem of the database.
pub async fn decisions_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<executive_decision::Model>, Problem> {
    Ok(executive_decision::Entity::find()
        .of_incident(incident)
        .order_by_asc(executive_decision::Column::AskedAt)
        .order_by_asc(executive_decision::Column::Id)
        .all(tx.conn())
        .await?)
}

/// The question of that id in this incident.
///
/// # Errors
/// Not found: unknown or of another incident.
pub async fn find_decision(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<executive_decision::Model, Problem> {
    executive_decision::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// The ways to answer a question.
#[must_use]
pub fn options_of(decision: &executive_decision::Model) -> Vec<DecisionOption> {
    serde_json::from_str(&decision.options_json).unwrap_or_default()
}
