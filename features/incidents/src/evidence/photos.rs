//! Photographs and scans of what happened to an exhibit: kept like exhibits, only ever given out as
//! downloads, never shown by the program (they may come from the attacker's machine).

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::StoredFile;
use crate::model::{
    custody_event,
    custody_photo::{ActiveModel, Column, Entity, Model},
    evidence,
};

/// Most photographs of one event.
pub const MOST_PHOTOS: usize = 6;
/// Most bytes of one photograph: a camera's raw file or a scan of some pages.
pub const LARGEST_PHOTO: u64 = 50 * 1024 * 1024;

/// Names the stored files as photographs of an event.
pub(super) async fn add_photos(
    tx: &Tx,
    exhibit: &evidence::Model,
    event: &custody_event::Model,
    files: Vec<StoredFile>,
) -> Result<Vec<Model>, Problem> {
    let mut rows = Vec::new();
    for (nth, file) in (0..).zip(files) {
        let row = Model {
            id: file.blob,
            company_id: exhibit.company_id,
            incident_id: exhibit.incident_id,
            evidence_id: exhibit.id,
            event_id: event.id,
            nth,
            file_name: file.name,
            size: i64::try_from(file.stored.size)?,
            sha256: file.stored.sha256,
            blake3: file.stored.blake3,
            blob_id: file.blob,
            added_at: event.at,
        };
        let insert = Entity::insert(ActiveModel::from(row.clone()));
        insert.exec_without_returning(tx.conn()).await?;
        rows.push(row);
    }
    Ok(rows)
}

/// The photographs of an exhibit by event, each list in its order.
///
/// # Errors
/// A problem of the database.
pub async fn photos_of(
    tx: &Tx,
    exhibit: &evidence::Model,
) -> Result<HashMap<Uuid, Vec<Model>>, Problem> {
    let rows = Entity::find()
        .filter(Column::EvidenceId.eq(exhibit.id))
        .filter(Column::CompanyId.eq(exhibit.company_id))
        .order_by_asc(Column::Nth)
        .all(tx.conn())
        .await?;
    let mut by_event: HashMap<Uuid, Vec<Model>> = HashMap::new();
    for row in rows {
        by_event.entry(row.event_id).or_default().push(row);
    }
    Ok(by_event)
}

/// The photograph of that id, if it is one of this exhibit.
///
/// # Errors
/// Not found: unknown, or of another exhibit or company.
pub async fn find_photo(tx: &Tx, exhibit: &evidence::Model, id: Uuid) -> Result<Model, Problem> {
    Entity::find_by_id(id)
        .filter(Column::EvidenceId.eq(exhibit.id))
        .filter(Column::CompanyId.eq(exhibit.company_id))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}
