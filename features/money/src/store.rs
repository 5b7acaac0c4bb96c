//! Figures, groups of persons and insurances of a company.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_loss::{Group, HeadCover, Policy, Yen};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    figures::Figures,
    model::{money_figures, money_group, money_policy},
};

/// The most groups, and the most insurances.
pub(crate) const MOST: usize = 100;

/// Whether a change was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was.
    Yes,
    /// Somebody else changed it meanwhile.
    Stale,
    /// There are as many as there may be.
    Full,
}

/// The figures with their revision; the usual ones with revision 0 where nobody entered any.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn figures(tx: &Tx, scope: &CompanyScope) -> Result<(Figures, i64), Problem> {
    let row = figures_row(tx, scope).await?;
    Ok(match row {
        Some(row) => (serde_json::from_str(&row.figures)?, row.revision),
        None => (Figures::default(), 0),
    })
}

async fn figures_row(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Option<money_figures::Model>, Problem> {
    Ok(money_figures::Entity::find()
        .filter(money_figures::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?)
}

/// Writes the figures over revision `seen`.
///
/// # Errors
/// A problem of the database.
pub async fn save_figures(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (figures, seen): (&Figures, i64),
) -> Result<Changed, Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    let old = figures_row(tx, scope).await?;
    if old.as_ref().map_or(0, |row| row.revision) != seen {
        return Ok(Changed::Stale);
    }
    let (clock, rng) = platform.chance();
    let row = money_figures::Model {
        id: old.as_ref().map_or_else(|| new_uuid(clock, rng), |row| row.id),
        company_id: scope.company().0,
        figures: serde_json::to_string(figures)?,
        changed_at: to_millis(platform.clock.now()),
        changed_by: scope.actor_name().to_owned(),
        revision: seen + 1,
    };
    let id = row.id;
    let row = row.into_active_model().reset_all();
    if old.is_some() {
        money_figures::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        money_figures::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    let detail = json!({ "revision": seen + 1 });
    audit(tx, platform, scope, "money.figures-changed", ("money-figures", id), detail).await?;
    Ok(Changed::Yes)
}

/// The groups of persons, in the order in which they were entered.
///
/// # Errors
/// A problem of the database.
pub async fn groups(tx: &Tx, scope: &CompanyScope) -> Result<Vec<money_group::Model>, Problem> {
    Ok(money_group::Entity::find()
        .filter(money_group::Column::CompanyId.eq(scope.company().0))
        .filter(money_group::Column::RemovedAt.is_null())
        .order_by_asc(money_group::Column::MadeAt)
        .all(tx.conn())
        .await?)
}

/// A group of the company.
///
/// # Errors
/// Not found: unreadable, unknown, removed, of another company; a problem of the database.
pub(crate) async fn find_group(
    tx: &Tx,
    scope: &CompanyScope,
    id: &str,
) -> Result<money_group::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let all = groups(tx, scope).await?;
    all.into_iter().find(|row| row.id == id).ok_or_else(Problem::not_found)
}

/// As the model takes it.
pub(crate) fn group_of(row: &money_group::Model) -> Group {
    Group {
        persons: u64::try_from(row.persons).unwrap_or_default(),
        kinds: serde_json::from_str(&row.kinds).unwrap_or_default(),
    }
}

/// A group as a person enters it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewGroup {
    /// Its name.
    pub name: String,
    /// How many persons.
    pub persons: i64,
    /// Ids of kinds of data.
    pub kinds: Vec<String>,
    /// It is kept no longer.
    pub removed: bool,
}

/// Writes a group: a new one with revision 0, or over revision `seen`.
///
/// # Errors
/// A problem of the database.
pub async fn save_group(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, seen, new): (Uuid, i64, &NewGroup),
) -> Result<Changed, Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    let all = groups(tx, scope).await?;
    let old = all.iter().find(|row| row.id == id);
    match old {
        // A new form that comes twice.
        Some(_) if seen == 0 => return Ok(Changed::Yes),
        Some(old) if old.revision != seen => return Ok(Changed::Stale),
        None if seen > 0 => return Ok(Changed::Stale),
        None if all.len() >= MOST => return Ok(Changed::Full),
        _ => {}
    }
    let now = to_millis(platform.clock.now());
    let row = money_group::Model {
        id,
        company_id: scope.company().0,
        name: new.name.clone(),
        persons: new.persons,
        kinds: serde_json::to_string(&new.kinds)?,
        removed_at: new.removed.then_some(now),
        made_at: old.map_or(now, |old| old.made_at),
        changed_by: scope.actor_name().to_owned(),
        revision: seen + 1,
    };
    let row = row.into_active_model().reset_all();
    if old.is_some() {
        money_group::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        money_group::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    let detail = json!({ "revision": seen + 1, "removed": new.removed });
    audit(tx, platform, scope, "money.group-changed", ("money-group", id), detail).await?;
    Ok(Changed::Yes)
}

/// The insurances, in the order in which they were entered.
///
/// # Errors
/// A problem of the database.
pub async fn policies(tx: &Tx, scope: &CompanyScope) -> Result<Vec<money_policy::Model>, Problem> {
    Ok(money_policy::Entity::find()
        .filter(money_policy::Column::CompanyId.eq(scope.company().0))
        .filter(money_policy::Column::RemovedAt.is_null())
        .order_by_asc(money_policy::Column::MadeAt)
        .all(tx.conn())
        .await?)
}

/// An insurance of the company.
///
/// # Errors
/// Not found: unreadable, unknown, removed, of another company; a problem of the database.
pub(crate) async fn find_policy(
    tx: &Tx,
    scope: &CompanyScope,
    id: &str,
) -> Result<money_policy::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let all = policies(tx, scope).await?;
    all.into_iter().find(|row| row.id == id).ok_or_else(Problem::not_found)
}

/// As the model takes it.
pub(crate) fn policy_of(row: &money_policy::Model) -> Policy {
    let yen = |sum: Option<i64>| sum.and_then(|sum| Yen::try_from(u64::try_from(sum).ok()?).ok());
    Policy {
        limit: yen(row.most),
        deductible: yen(row.deductible),
        heads: serde_json::from_str(&row.heads).unwrap_or_default(),
        waiting_hours: row.waiting_hours.and_then(|hours| u32::try_from(hours).ok()),
    }
}

/// An insurance as a person enters it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPolicy {
    /// Who insures.
    pub insurer: String,
    /// Number of the certificate.
    pub number: String,
    /// The most that it pays.
    pub most: Option<i64>,
    /// What the company bears itself.
    pub deductible: Option<i64>,
    /// What it pays.
    pub heads: Vec<HeadCover>,
    /// Hours of a stop that it does not pay.
    pub waiting_hours: Option<i64>,
    /// Until when the insurer must be told.
    pub notice: String,
    /// Whom to call.
    pub phone: String,
    /// What it does not pay.
    pub exclusions: String,
    /// Until when it runs: `YYYY-MM-DD` or empty.
    pub ends_on: String,
    /// It runs no longer.
    pub removed: bool,
}

/// Writes an insurance: a new one with revision 0, or over revision `seen`.
///
/// # Errors
/// A problem of the database.
pub async fn save_policy(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, seen, new): (Uuid, i64, &NewPolicy),
) -> Result<Changed, Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    let all = policies(tx, scope).await?;
    let old = all.iter().find(|row| row.id == id);
    match old {
        Some(_) if seen == 0 => return Ok(Changed::Yes),
        Some(old) if old.revision != seen => return Ok(Changed::Stale),
        None if seen > 0 => return Ok(Changed::Stale),
        None if all.len() >= MOST => return Ok(Changed::Full),
        _ => {}
    }
    let now = to_millis(platform.clock.now());
    let row = money_policy::Model {
        id,
        company_id: scope.company().0,
        insurer: new.insurer.clone(),
        number: new.number.clone(),
        most: new.most,
        deductible: new.deductible,
        heads: serde_json::to_string(&new.heads)?,
        waiting_hours: new.waiting_hours,
        notice: new.notice.clone(),
        phone: new.phone.clone(),
        exclusions: new.exclusions.clone(),
        ends_on: new.ends_on.clone(),
        removed_at: new.removed.then_some(now),
        made_at: old.map_or(now, |old| old.made_at),
        changed_by: scope.actor_name().to_owned(),
        revision: seen + 1,
    };
    let row = row.into_active_model().reset_all();
    if old.is_some() {
        money_policy::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        money_policy::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    let detail = json!({ "revision": seen + 1, "removed": new.removed });
    audit(tx, platform, scope, "money.insurance-changed", ("money-policy", id), detail).await?;
    Ok(Changed::Yes)
}
