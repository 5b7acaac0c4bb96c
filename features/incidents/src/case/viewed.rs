//! What a provider's people look at stands in the company's log.

use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use serde_json::json;

use crate::model::{incident, viewed};

const HOUR: i64 = 3_600_000;

/// Logs that a provider's person opened an incident: once for each person, incident and hour.
/// The company's own people are not logged. Opens its own transaction; call it outside of one.
///
/// # Errors
/// A problem of the database.
pub async fn note_view(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let (Some(_), Some(account)) = (scope.provider(), scope.account()) else { return Ok(()) };
    let (clock, rng) = platform.chance();
    let now = to_millis(clock.now());
    let once_key = format!("incident/{}/{account}/{}", incident.id, now.div_euclid(HOUR));
    let look = platform.db.read(scope.fence()).await?;
    let known = viewed::Entity::find().filter(viewed::Column::OnceKey.eq(&once_key));
    if known.count(look.conn()).await? > 0 {
        return Ok(());
    }
    drop(look);
    let tx = platform.db.write(scope.fence()).await?;
    let row = viewed::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(scope.company().0),
        once_key: Set(once_key),
        at: Set(now),
    };
    let written = viewed::Entity::insert(row)
        .on_conflict(OnConflict::column(viewed::Column::OnceKey).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        audit(&tx, platform, scope, "incident.viewed", ("incident", incident.id), json!({}))
            .await?;
        tx.commit().await?;
    }
    Ok(())
}
