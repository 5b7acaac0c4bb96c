//! Opening an incident.

use hikeshi_db::Tx;
use hikeshi_directory::model::company;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Moment, japan, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;

use super::{Purpose, Status, renew_notice};
use crate::{model::incident, record::Written};

/// What an incident is opened with.
#[derive(Debug, Clone)]
pub struct NewIncident {
    /// One line that tells it from others.
    pub title: String,
    /// Real, drill or history.
    pub purpose: Purpose,
    /// Kinds as proposed, the main one first.
    pub kinds: Vec<String>,
    /// The level that the answers propose; a person decides it.
    pub proposed_level: Option<u8>,
    /// The reasons of the proposal as stored JSON (`[]` for none).
    pub proposed_json: String,
    /// When somebody noticed it.
    pub noticed: Moment,
}

/// Opens an incident, numbers it within the company and year, and raises the
/// company's emergency band if it is real. Two that are opened at once come one after the other.
///
/// # Errors
/// A problem of the database.
pub async fn open_incident(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: NewIncident,
) -> Result<incident::Model, Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let noticed = new.noticed.sort_key().unwrap_or(now);
    // A drill on an old case is an exercise of this year.
    let counted = if new.purpose == Purpose::Drill { now } else { noticed };
    let year = i64::from(counted.to_zoned(japan()).year());
    hold_company(tx, scope).await?;
    let serial = next_serial(tx, scope, year).await?;
    let row = incident::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        number: format!("{year}-{serial:03}"),
        year,
        serial,
        title: new.title,
        purpose: new.purpose.name().to_owned(),
        status: Status::Open.name().to_owned(),
        kinds_json: serde_json::to_string(&new.kinds)?,
        level: None,
        proposed_level: new.proposed_level.map(i64::from),
        proposed_json: new.proposed_json,
        commander_id: None,
        commander_name: String::new(),
        noticed_json: serde_json::to_string(&new.noticed)?,
        noticed_sort: to_millis(noticed),
        opened_at: to_millis(now),
        opened_by: scope.actor_name().to_owned(),
        changed_at: to_millis(now),
        closed_at: None,
        version: 1,
    };
    incident::Entity::insert(incident::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    if new.purpose == Purpose::Real {
        renew_notice(tx, scope).await?;
    }
    let detail = json!({
        "number": row.number, "purpose": row.purpose, "rows": Written::of(&row)?,
    });
    audit(tx, platform, scope, "incident.opened", ("incident", row.id), detail).await?;
    Ok(row)
}

/// Lets others who number or count something of the whole company wait until the transaction
/// ends. (On SQLite there is only one writer anyway.)
///
/// # Errors
/// A problem of the database.
pub async fn hold_company(tx: &Tx, scope: &CompanyScope) -> Result<(), Problem> {
    company::Entity::find_by_id(scope.company().0).lock_exclusive().one(tx.conn()).await?;
    Ok(())
}

async fn next_serial(tx: &Tx, scope: &CompanyScope, year: i64) -> Result<i64, Problem> {
    let last = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Year.eq(year))
        .order_by_desc(incident::Column::Serial)
        .one(tx.conn())
        .await?;
    Ok(last.map_or(1, |row| row.serial + 1))
}
