//! What shows that an item was done: files, links, records that are kept elsewhere.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::evidence::StoredFile;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use super::{Field, Item, act::note};
use crate::model::plan_proof;

/// A proof to be kept.
#[derive(Debug)]
pub struct NewProof {
    /// Made from the form, so that a form sent twice keeps one.
    pub id: Uuid,
    /// What it is.
    pub title: String,
    /// The address, or where it is kept; may be empty for a file.
    pub link: String,
    /// The day that it is from, `YYYY-MM-DD` or empty.
    pub as_of: String,
    /// The stored file.
    pub file: Option<StoredFile>,
}

impl NewProof {
    fn kind(&self) -> &'static str {
        match self {
            Self { file: Some(_), .. } => "file",
            Self { link, .. } if is_address(link) => "link",
            Self { .. } => "record",
        }
    }
}

/// Whether a text is an address that a page may link to.
pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The proofs of an item, the first one first; what was taken back too.
///
/// # Errors
/// A problem of the database.
pub async fn proofs_of(tx: &Tx, item: &Item) -> Result<Vec<plan_proof::Model>, Problem> {
    Ok(plan_proof::Entity::find()
        .filter(plan_proof::Column::ItemId.eq(item.row.id))
        .filter(plan_proof::Column::CompanyId.eq(item.row.company_id))
        .order_by_asc(plan_proof::Column::At)
        .order_by_asc(plan_proof::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Keeps a proof; false if the same form kept it before, so that its file is not named. The caller holds
/// the item.
///
/// # Errors
/// A problem of the database.
pub async fn add_proof(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    item: &Item,
    new: NewProof,
) -> Result<bool, Problem> {
    let kind = new.kind().to_owned();
    let (file_name, sha256, size, blob_id) = match new.file {
        Some(file) => {
            let size = i64::try_from(file.stored.size)?;
            (file.name, file.stored.sha256, size, Some(file.blob))
        }
        None => (String::new(), String::new(), 0, None),
    };
    let title = new.title.clone();
    let detail = json!({ "proof": new.id, "kind": kind, "sha256": sha256 });
    let row = plan_proof::Model {
        id: new.id,
        company_id: item.row.company_id,
        item_id: item.row.id,
        kind,
        title: new.title,
        link: new.link,
        as_of: new.as_of,
        file_name,
        sha256,
        size,
        blob_id,
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        withdrawn_at: None,
        withdrawn_by: None,
    };
    let same = OnConflict::column(plan_proof::Column::Id).do_nothing().to_owned();
    let written = plan_proof::Entity::insert(plan_proof::ActiveModel::from(row))
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        let changes = [(Field::Proof.name().to_owned(), String::new(), title)];
        note(tx, platform, scope, (item.row.id, "proof", &changes)).await?;
        audit(tx, platform, scope, "plan.proof-added", ("plan-item", item.row.id), detail).await?;
    }
    Ok(written > 0)
}

/// Takes a proof back; it stays to be seen, with the name of who did.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn withdraw_proof(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    item: &Item,
    id: &str,
) -> Result<(), Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let rows = proofs_of(tx, item).await?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or_else(Problem::not_found)?;
    if row.withdrawn_at.is_some() {
        return Ok(());
    }
    let change = plan_proof::ActiveModel {
        id: Set(row.id),
        withdrawn_at: Set(Some(to_millis(platform.clock.now()))),
        withdrawn_by: Set(Some(scope.actor_name().to_owned())),
        ..Default::default()
    };
    plan_proof::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let changes = [(Field::Proof.name().to_owned(), row.title, String::new())];
    note(tx, platform, scope, (item.row.id, "proof-withdrawn", &changes)).await?;
    let detail = json!({ "proof": row.id });
    audit(tx, platform, scope, "plan.proof-withdrawn", ("plan-item", item.row.id), detail).await?;
    Ok(())
}
