//! The rows of a company's ledger.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    entry::Entry,
    history::{ChangeKind, note},
    model::risk_information as information,
    standing::publish,
};

/// The most rows of one ledger.
pub const MOST_ROWS: usize = 5000;

/// The rows that are in use, in the order of their numbers.
///
/// # Errors
/// A problem of the database.
pub async fn rows(tx: &Tx, scope: &CompanyScope) -> Result<Vec<information::Model>, Problem> {
    let live = of(scope).filter(information::Column::RetiredAt.is_null());
    Ok(live.order_by_asc(information::Column::Number).all(tx.conn()).await?)
}

/// One row of the company, also one that was put away.
///
/// # Errors
/// Not found: unreadable, unknown, of another company; a problem of the database.
pub async fn find(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<information::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let found = of(scope).filter(information::Column::Id.eq(id)).one(tx.conn()).await?;
    found.ok_or_else(Problem::not_found)
}

/// As [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub async fn hold(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<information::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let found = of(scope).filter(information::Column::Id.eq(id)).lock_exclusive();
    found.one(tx.conn()).await?.ok_or_else(Problem::not_found)
}

/// Adds a row under the next number. The same `id` again adds nothing: a form may come twice.
///
/// # Errors
/// A conflict when the ledger is full; a problem of the database.
pub async fn add(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, entry, kind): (Uuid, &Entry, ChangeKind),
) -> Result<Uuid, Problem> {
    if of(scope).filter(information::Column::Id.eq(id)).one(tx.conn()).await?.is_some() {
        return Ok(id);
    }
    hikeshi_directory::hold_company(tx, scope).await?;
    if rows(tx, scope).await?.len() >= MOST_ROWS {
        return Err(Problem::conflict(MOST_ROWS.to_string()));
    }
    let number = last_number(tx, scope).await? + 1;
    let row = insert(tx, platform, scope, (id, entry, number)).await?;
    note(tx, platform, scope, (&row, kind, &[])).await?;
    let detail = json!({ "number": row.number });
    audit(tx, platform, scope, "risk.information-added", ("risk-information", id), detail).await?;
    publish(tx, platform, scope).await?;
    Ok(id)
}

/// The number that was given last, also to a row that was put away. The caller holds the company.
pub(crate) async fn last_number(tx: &Tx, scope: &CompanyScope) -> Result<i64, Problem> {
    let last = of(scope).order_by_desc(information::Column::Number).one(tx.conn()).await?;
    Ok(last.map_or(0, |row| row.number))
}

/// Writes a new row.
pub(crate) async fn insert(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, entry, number): (Uuid, &Entry, i64),
) -> Result<information::Model, Problem> {
    let now = to_millis(platform.clock.now());
    let mut row = information::Model {
        id,
        company_id: scope.company().0,
        number,
        business: String::new(),
        name: String::new(),
        remark: String::new(),
        users: String::new(),
        department: String::new(),
        media: String::new(),
        place: String::new(),
        personal: String::new(),
        confidentiality: None,
        integrity: None,
        availability: None,
        kept_until: String::new(),
        registered_on: String::new(),
        own_threat: None,
        own_weakness: None,
        own_reason: String::new(),
        retired_at: None,
        made_at: now,
        made_by: scope.actor_name().to_owned(),
        changed_at: now,
        revision: 1,
    };
    entry.write(&mut row)?;
    information::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(row)
}

/// Writes other values into a row that the caller holds; nothing where nothing differs.
///
/// # Errors
/// A problem of the database.
pub async fn change(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (row, entry, kind): (&information::Model, &Entry, ChangeKind),
) -> Result<information::Model, Problem> {
    let differences = Entry::of(row).differences(entry);
    if differences.is_empty() {
        return Ok(row.clone());
    }
    let mut changed = row.clone();
    entry.write(&mut changed)?;
    let changed = save(tx, platform, changed).await?;
    note(tx, platform, scope, (&changed, kind, &differences)).await?;
    let fields: Vec<&str> = differences.iter().map(|(field, ..)| field.name()).collect();
    let detail = json!({ "number": row.number, "fields": fields });
    audit(tx, platform, scope, "risk.information-changed", ("risk-information", row.id), detail)
        .await?;
    publish(tx, platform, scope).await?;
    Ok(changed)
}

/// Puts a row away, or takes it back into the ledger. The caller holds it.
///
/// # Errors
/// A problem of the database.
pub async fn retire(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (row, away): (&information::Model, bool),
) -> Result<(), Problem> {
    if row.retired_at.is_some() == away {
        return Ok(());
    }
    let mut changed = row.clone();
    changed.retired_at = away.then(|| to_millis(platform.clock.now()));
    let changed = save(tx, platform, changed).await?;
    let kind = if away { ChangeKind::Retired } else { ChangeKind::Returned };
    note(tx, platform, scope, (&changed, kind, &[])).await?;
    let action = if away { "risk.information-retired" } else { "risk.information-returned" };
    let detail = json!({ "number": row.number });
    audit(tx, platform, scope, action, ("risk-information", row.id), detail).await?;
    publish(tx, platform, scope).await
}

/// Writes a row as it is now, with the next revision.
pub(crate) async fn save(
    tx: &Tx,
    platform: &Platform,
    mut row: information::Model,
) -> Result<information::Model, Problem> {
    row.revision += 1;
    row.changed_at = to_millis(platform.clock.now());
    information::Entity::update(row.clone().into_active_model().reset_all())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(row)
}

fn of(scope: &CompanyScope) -> Select<information::Entity> {
    information::Entity::find().filter(information::Column::CompanyId.eq(scope.company().0))
}
