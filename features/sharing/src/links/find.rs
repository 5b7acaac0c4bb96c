//! Finding links: for the company by id, for the outsider by the secret.

use hikeshi_db::Tx;
use hikeshi_identity::hash_token;
use hikeshi_incidents::model::{OfIncident as _, incident};
use hikeshi_kernel::to_millis;
use hikeshi_web::Problem;
use jiff::Timestamp;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::model::share_link;

/// The links of an incident, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn links_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<share_link::Model>, Problem> {
    Ok(share_link::Entity::find()
        .of_incident(incident)
        .order_by_desc(share_link::Column::MadeAt)
        .order_by_desc(share_link::Column::Id)
        .all(tx.conn())
        .await?)
}

/// One link of an incident.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn find_link(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<share_link::Model, Problem> {
    let row = share_link::Entity::find_by_id(id).of_incident(incident).one(tx.conn()).await?;
    row.ok_or_else(Problem::not_found)
}

/// Whether a link opens anything now. A visit that has begun may go on when no more may begin.
#[must_use]
pub fn is_living(row: &share_link::Model, now: Timestamp) -> bool {
    row.revoked_at.is_none() && to_millis(now) < row.expires_at
}

/// The link of that secret, if it is neither revoked nor expired. Whoever has a wrong one learns
/// no more than whoever has an old one.
///
/// # Errors
/// A problem of the database.
pub async fn living_link(
    tx: &Tx,
    token: &str,
    now: Timestamp,
) -> Result<Option<share_link::Model>, Problem> {
    let found = share_link::Entity::find()
        .filter(share_link::Column::TokenHash.eq(hash_token(token)))
        .one(tx.conn())
        .await?;
    Ok(found.filter(|row| is_living(row, now)))
}
