//! What a provider's people look at stands in the company's log.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use serde_json::json;

use super::{IncidentId, find_incident};
use crate::model::{incident, viewed};

const HOUR: i64 = 3_600_000;

/// Begins reading the incident of that id, for a page or an answer of the API: every way to
/// look into one comes through here, so that a provider's reading is always logged, once for
/// each person, incident and hour. The company's own people are not logged. Call it while no
/// transaction for writing is open.
///
/// # Errors
/// Not found: unreadable, unknown, of another company, or hidden from an outsider; a problem of
/// the database.
pub async fn view_incident(
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<(Tx, incident::Model), Problem> {
    let id: IncidentId = id.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.read(scope.fence()).await?;
    let incident = find_incident(&tx, scope, id).await?;
    let Some(once_key) = unlogged(&tx, platform, scope, &incident).await? else {
        return Ok((tx, incident));
    };
    drop(tx);
    log_view(platform, scope, &incident, once_key).await?;
    let tx = platform.db.read(scope.fence()).await?;
    let incident = find_incident(&tx, scope, id).await?;
    Ok((tx, incident))
}

/// The mark of this view, if it has to be logged and was not yet.
async fn unlogged(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Option<String>, Problem> {
    let (Some(_), Some(account)) = (scope.provider(), scope.account()) else { return Ok(None) };
    let hour = to_millis(platform.clock.now()).div_euclid(HOUR);
    let once_key = format!("incident/{}/{account}/{hour}", incident.id);
    let known = viewed::Entity::find().filter(viewed::Column::OnceKey.eq(&once_key));
    Ok((known.count(tx.conn()).await? == 0).then_some(once_key))
}

async fn log_view(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    once_key: String,
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let tx = platform.db.write(scope.fence()).await?;
    let row = viewed::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(scope.company().0),
        once_key: Set(once_key),
        at: Set(to_millis(clock.now())),
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
