//! Whether a company wants to be counted.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;

use crate::model::{peer_declined, peer_place};

/// Whether the company does not want to be counted.
///
/// # Errors
/// A problem of the database.
pub async fn has_declined(tx: &Tx, scope: &CompanyScope) -> Result<bool, Problem> {
    let found = peer_declined::Entity::find_by_id(scope.company().0);
    Ok(found.one(tx.conn()).await?.is_some())
}

/// Says whether the company wants to be counted. It leaves its group at once and sees no others; into
/// figures that were told before it stays counted until the next ones.
///
/// # Errors
/// A problem of the database.
pub async fn set_declined(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    declined: bool,
) -> Result<(), Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    if has_declined(tx, scope).await? == declined {
        return Ok(());
    }
    let company = scope.company().0;
    if declined {
        let row = peer_declined::Model {
            company_id: company,
            at: to_millis(platform.clock.now()),
            by_name: scope.actor_name().to_owned(),
        };
        let row = row.into_active_model().reset_all();
        peer_declined::Entity::insert(row).exec_without_returning(tx.conn()).await?;
        peer_place::Entity::delete_many()
            .filter(peer_place::Column::CompanyId.eq(company))
            .exec(tx.conn())
            .await?;
    } else {
        peer_declined::Entity::delete_many()
            .filter(peer_declined::Column::CompanyId.eq(company))
            .exec(tx.conn())
            .await?;
    }
    let detail = json!({ "declined": declined });
    audit(tx, platform, scope, "peers.chosen", ("company", company), detail).await?;
    Ok(())
}
