//! Clauses of contracts that ask the company to tell somebody within so many hours.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::case::hold_company;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::{duties::count_again, model::contract_clause};

/// A clause as entered.
#[derive(Debug, Clone, Default)]
pub struct NewClause {
    /// With whom.
    pub counterpart: String,
    /// Within so many hours of knowing; `None` where the clause names none.
    pub hours: Option<u32>,
    /// Where it stands, in the company's words.
    pub source: String,
}

/// The clauses in force, the oldest first.
///
/// # Errors
/// A problem of the database.
pub async fn clauses(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Vec<contract_clause::Model>, Problem> {
    Ok(contract_clause::Entity::find()
        .filter(contract_clause::Column::CompanyId.eq(scope.company().0))
        .filter(contract_clause::Column::WithdrawnAt.is_null())
        .order_by_asc(contract_clause::Column::Id)
        .all(tx.conn())
        .await?)
}

/// The clauses that were taken out of force, the oldest first.
///
/// # Errors
/// A problem of the database.
pub async fn withdrawn_clauses(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Vec<contract_clause::Model>, Problem> {
    Ok(contract_clause::Entity::find()
        .filter(contract_clause::Column::CompanyId.eq(scope.company().0))
        .filter(contract_clause::Column::WithdrawnAt.is_not_null())
        .order_by_asc(contract_clause::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Writes a clause.
///
/// # Errors
/// A problem of the database.
pub async fn add_clause(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: NewClause,
) -> Result<Uuid, Problem> {
    let (clock, rng) = platform.chance();
    add_clause_once(tx, platform, scope, (new_uuid(clock, rng), new)).await
}

/// As [`add_clause`], for a form that may be sent twice: `id` is made of the form
/// (`hikeshi_web::row_of_form`), and the second time nothing is written.
///
/// # Errors
/// A problem of the database.
pub async fn add_clause_once(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, new): (Uuid, NewClause),
) -> Result<Uuid, Problem> {
    hold_company(tx, scope).await?;
    if contract_clause::Entity::find_by_id(id).one(tx.conn()).await?.is_some() {
        return Ok(id);
    }
    let row = contract_clause::ActiveModel {
        id: Set(id),
        company_id: Set(scope.company().0),
        counterpart: Set(new.counterpart),
        hours: Set(new.hours.map(i64::from)),
        source: Set(new.source),
        added_at: Set(to_millis(platform.clock.now())),
        added_by: Set(scope.actor_name().to_owned()),
        withdrawn_at: Set(None),
        withdrawn_by: Set(String::new()),
        version: Set(1),
    };
    contract_clause::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    count_again(tx, scope).await?;
    audit(tx, platform, scope, "clause.added", ("clause", id), json!({ "hours": new.hours }))
        .await?;
    Ok(id)
}

/// Takes a clause out of force; decisions that name it stay. `false` if there is none of that id.
///
/// # Errors
/// A problem of the database.
pub async fn withdraw_clause(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<bool, Problem> {
    let change = contract_clause::ActiveModel {
        withdrawn_at: Set(Some(to_millis(platform.clock.now()))),
        withdrawn_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    let changed = contract_clause::Entity::update_many()
        .set(change)
        .filter(contract_clause::Column::Id.eq(id))
        .filter(contract_clause::Column::CompanyId.eq(scope.company().0))
        .filter(contract_clause::Column::WithdrawnAt.is_null())
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 0 {
        return Ok(false);
    }
    count_again(tx, scope).await?;
    audit(tx, platform, scope, "clause.withdrawn", ("clause", id), json!({})).await?;
    Ok(true)
}
