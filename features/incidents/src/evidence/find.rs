//! Finding exhibits.

use hikeshi_db::Tx;
use hikeshi_kernel::typed_id;
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};

use crate::model::{OfIncident as _, evidence, incident};

typed_id!(
    /// An exhibit.
    EvidenceId
);

/// The exhibits of an incident in the order of their numbers.
///
/// # Errors
/// A problem of the database.
pub async fn list_exhibits(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<evidence::Model>, Problem> {
    Ok(evidence::Entity::find()
        .of_incident(incident)
        .order_by_asc(evidence::Column::Serial)
        .all(tx.conn())
        .await?)
}

/// The exhibit of that id, if it belongs to this incident.
///
/// # Errors
/// Not found: unknown, or of another incident or company.
pub async fn find_exhibit(
    tx: &Tx,
    incident: &incident::Model,
    id: EvidenceId,
) -> Result<evidence::Model, Problem> {
    evidence::Entity::find_by_id(id.0)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}
