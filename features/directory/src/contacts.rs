//! The contact tree: per damage level, whom to call, in order, and how long to wait.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::Platform;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, sea_query::OnConflict};
use uuid::Uuid;

use crate::model::contact;

/// A line of the tree as entered.
#[derive(Debug, Clone, Default)]
pub struct NewContact {
    /// Damage level 0–3 from which this person is called.
    pub level: i64,
    /// Name.
    pub name: String,
    /// Role in plain words.
    pub title: String,
    /// Telephone that is answered at night.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Minutes without acknowledgement after which the next person is called.
    pub wait_minutes: i64,
}

/// The whole tree, by level and order.
///
/// # Errors
/// The database's error.
pub async fn contact_tree(tx: &Tx, scope: &CompanyScope) -> Result<Vec<contact::Model>, DbErr> {
    contact::Entity::find()
        .filter(contact::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(contact::Column::Level)
        .order_by_asc(contact::Column::Position)
        .all(tx.conn())
        .await
}

/// Adds a person at the end of a level.
///
/// # Errors
/// The database's error.
pub async fn add_contact(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: &NewContact,
) -> Result<Uuid, DbErr> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    add_contact_once(tx, platform, scope, (id, new)).await.map(|_| id)
}

/// As [`add_contact`], under an id that was made of the form; `false` if the form came before and
/// the person stands there already.
///
/// # Errors
/// The database's error.
pub(crate) async fn add_contact_once(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, new): (Uuid, &NewContact),
) -> Result<bool, DbErr> {
    let tree = contact_tree(tx, scope).await?;
    let last = tree.iter().filter(|c| c.level == new.level).map(|c| c.position).max();
    let row = contact::ActiveModel {
        id: Set(id),
        company_id: Set(scope.company().0),
        level: Set(new.level),
        position: Set(last.unwrap_or(0) + 1),
        name: Set(new.name.clone()),
        title: Set(new.title.clone()),
        phone: Set(new.phone.clone()),
        email: Set(new.email.clone()),
        wait_minutes: Set(new.wait_minutes),
        created_at: Set(to_millis(platform.clock.now())),
    };
    let same = OnConflict::column(contact::Column::Id).do_nothing().to_owned();
    let rows =
        contact::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await?;
    Ok(rows > 0)
}

/// Takes a person out of the tree; `false` if it is not one of this company.
///
/// # Errors
/// The database's error.
pub async fn remove_contact(tx: &Tx, scope: &CompanyScope, id: Uuid) -> Result<bool, DbErr> {
    let gone = contact::Entity::delete_many()
        .filter(contact::Column::Id.eq(id))
        .filter(contact::Column::CompanyId.eq(scope.company().0))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected > 0)
}

/// A person of this company's tree.
///
/// # Errors
/// The database's error.
pub(crate) async fn contact_of(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<Option<contact::Model>, DbErr> {
    contact::Entity::find_by_id(id)
        .filter(contact::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await
}

/// Changes a person of the tree; on another level, the person goes to its end.
///
/// # Errors
/// The database's error.
pub(crate) async fn change_contact(
    tx: &Tx,
    scope: &CompanyScope,
    row: &contact::Model,
    new: &NewContact,
) -> Result<(), DbErr> {
    let position = if row.level == new.level {
        row.position
    } else {
        let tree = contact_tree(tx, scope).await?;
        tree.iter().filter(|c| c.level == new.level).map(|c| c.position).max().unwrap_or(0) + 1
    };
    let change = contact::ActiveModel {
        id: Set(row.id),
        level: Set(new.level),
        position: Set(position),
        name: Set(new.name.clone()),
        title: Set(new.title.clone()),
        phone: Set(new.phone.clone()),
        email: Set(new.email.clone()),
        wait_minutes: Set(new.wait_minutes),
        ..Default::default()
    };
    contact::Entity::update(change).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Which way a person moves within a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Called earlier.
    Up,
    /// Called later.
    Down,
}

/// Exchanges a person with the neighbour on the same level; `false` for one of another company.
/// The first cannot go up and the last cannot go down: then nothing happens.
///
/// # Errors
/// The database's error.
pub(crate) async fn move_contact(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
    way: Move,
) -> Result<bool, DbErr> {
    let tree = contact_tree(tx, scope).await?;
    let Some(level) = tree.iter().find(|row| row.id == id).map(|row| row.level) else {
        return Ok(false);
    };
    let mut order: Vec<Uuid> =
        tree.iter().filter(|row| row.level == level).map(|row| row.id).collect();
    let Some(at) = order.iter().position(|other| *other == id) else { return Ok(false) };
    let neighbour = match way {
        Move::Up => at.checked_sub(1),
        Move::Down => Some(at + 1).filter(|next| *next < order.len()),
    };
    let Some(neighbour) = neighbour else { return Ok(true) };
    order.swap(at, neighbour);
    for (position, id) in (1..).zip(order) {
        let change =
            contact::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
        contact::Entity::update(change).exec_without_returning(tx.conn()).await?;
    }
    Ok(true)
}
