//! How often a company started a playbook.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::model::playbook_use;

/// Counts a start, in the transaction of the run.
///
/// # Errors
/// A problem of the database.
pub async fn note_use(
    tx: &Tx,
    scope: &CompanyScope,
    playbook_id: &str,
    now: i64,
) -> Result<(), Problem> {
    let row = playbook_use::Model {
        company_id: scope.company().0,
        playbook_id: playbook_id.to_owned(),
        runs: 1,
        last_at: now,
    };
    let counted = Expr::col((playbook_use::Entity, playbook_use::Column::Runs)).add(1);
    let again =
        OnConflict::columns([playbook_use::Column::CompanyId, playbook_use::Column::PlaybookId])
            .update_column(playbook_use::Column::LastAt)
            .value(playbook_use::Column::Runs, counted)
            .to_owned();
    playbook_use::Entity::insert(playbook_use::ActiveModel::from(row))
        .on_conflict(again)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// The counts of a company, by the playbook's id.
///
/// # Errors
/// A problem of the database.
pub async fn uses_of(tx: &Tx, company: Uuid) -> Result<HashMap<String, i64>, Problem> {
    let rows = playbook_use::Entity::find()
        .filter(playbook_use::Column::CompanyId.eq(company))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.playbook_id, row.runs)).collect())
}
