//! Which packages were made of an incident.

use hikeshi_db::Tx;
use hikeshi_incidents::model::{OfIncident as _, incident};
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use crate::model::package_export;

/// All packages of an incident, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn exports_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<package_export::Model>, Problem> {
    Ok(package_export::Entity::find()
        .of_incident(incident)
        .order_by_desc(package_export::Column::AskedAt)
        .order_by_desc(package_export::Column::Id)
        .all(tx.conn())
        .await?)
}

/// One package of an incident.
///
/// # Errors
/// Not found: unknown, or of another incident; a problem of the database.
pub async fn find_export(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<package_export::Model, Problem> {
    package_export::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}
