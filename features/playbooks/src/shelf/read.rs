//! Reading a shelf. Every question asks for the shelf of the keeper, and for no other.

use hikeshi_db::Tx;
use hikeshi_playbook::Playbook;
use hikeshi_web::Problem;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::Value;

use crate::{
    keeper::Keeper,
    model::{own_playbook, playbook_draft, playbook_original, playbook_version},
    take_in::Claims,
};

/// The most playbooks of one shelf that are listed.
const MOST: u64 = 500;

/// What is being written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The row.
    pub row: playbook_draft::Model,
    /// The playbook as it stands; it may have faults.
    pub playbook: Playbook,
}

/// A published version.
#[derive(Debug, Clone)]
pub struct Version {
    /// The row.
    pub row: playbook_version::Model,
    /// The playbook as it was published.
    pub playbook: Playbook,
}

/// The file that a playbook was taken over from.
#[derive(Debug, Clone)]
pub struct Original {
    /// The row.
    pub row: playbook_original::Model,
    /// What the file says about itself.
    pub claims: Claims,
    /// What a person should look at.
    pub remarks: Vec<Value>,
}

/// All playbooks of the shelf, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn all_of(tx: &Tx, keeper: &Keeper) -> Result<Vec<own_playbook::Model>, Problem> {
    Ok(own_playbook::Entity::find()
        .filter(own_playbook::Column::CompanyId.eq(keeper.shelf()))
        .order_by_desc(own_playbook::Column::MadeAt)
        .order_by_desc(own_playbook::Column::Id)
        .limit(MOST)
        .all(tx.conn())
        .await?)
}

/// The playbook of that id on the shelf.
///
/// # Errors
/// Not found: unreadable, unknown, on another shelf; a problem of the database.
pub async fn find(tx: &Tx, keeper: &Keeper, id: &str) -> Result<own_playbook::Model, Problem> {
    let id: uuid::Uuid = id.parse().map_err(|_| Problem::not_found())?;
    own_playbook::Entity::find_by_id(id)
        .filter(own_playbook::Column::CompanyId.eq(keeper.shelf()))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// As [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub async fn hold(tx: &Tx, keeper: &Keeper, id: &str) -> Result<own_playbook::Model, Problem> {
    let id: uuid::Uuid = id.parse().map_err(|_| Problem::not_found())?;
    own_playbook::Entity::find_by_id(id)
        .filter(own_playbook::Column::CompanyId.eq(keeper.shelf()))
        .lock_exclusive()
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// What is being written of it.
///
/// # Errors
/// A problem of the database.
pub async fn draft_of(tx: &Tx, row: &own_playbook::Model) -> Result<Option<Draft>, Problem> {
    let found = playbook_draft::Entity::find_by_id(row.id)
        .filter(playbook_draft::Column::CompanyId.eq(row.company_id))
        .one(tx.conn())
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Draft { playbook: serde_json::from_str(&row.json)?, row }))
}

/// Its published versions, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn versions_of(tx: &Tx, row: &own_playbook::Model) -> Result<Vec<Version>, Problem> {
    let rows = playbook_version::Entity::find()
        .filter(playbook_version::Column::PlaybookId.eq(row.id))
        .filter(playbook_version::Column::CompanyId.eq(row.company_id))
        .order_by_desc(playbook_version::Column::Number)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(version).collect()
}

/// One published version.
///
/// # Errors
/// A problem of the database.
pub async fn version_of(
    tx: &Tx,
    row: &own_playbook::Model,
    number: i64,
) -> Result<Option<Version>, Problem> {
    let found = playbook_version::Entity::find()
        .filter(playbook_version::Column::PlaybookId.eq(row.id))
        .filter(playbook_version::Column::CompanyId.eq(row.company_id))
        .filter(playbook_version::Column::Number.eq(number))
        .one(tx.conn())
        .await?;
    found.map(version).transpose()
}

/// The file that it was taken over from, if it was.
///
/// # Errors
/// A problem of the database.
pub async fn original_of(tx: &Tx, row: &own_playbook::Model) -> Result<Option<Original>, Problem> {
    let found = playbook_original::Entity::find_by_id(row.id)
        .filter(playbook_original::Column::CompanyId.eq(row.company_id))
        .one(tx.conn())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let claims = serde_json::from_str(&row.claims_json)?;
    let remarks = serde_json::from_str(&row.remarks_json)?;
    Ok(Some(Original { row, claims, remarks }))
}

/// The edition on board that it was copied from, or last compared with: what the draft was compared
/// with comes first.
///
/// # Errors
/// What is stored cannot be read.
pub fn source_of(
    row: &own_playbook::Model,
    draft: Option<&Draft>,
) -> Result<Option<Playbook>, Problem> {
    let compared = draft.and_then(|draft| draft.row.source_json.as_deref());
    Ok(compared.or(row.source_json.as_deref()).map(serde_json::from_str).transpose()?)
}

fn version(row: playbook_version::Model) -> Result<Version, Problem> {
    Ok(Version { playbook: serde_json::from_str(&row.json)?, row })
}
