//! Accounts: making them, checking a password with lock-out, changing it.

use std::collections::HashMap;

use hikeshi_db::{DbError, Fence, Tx};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{AccountId, failures, model::account, password};

/// The outcome of a sign-in attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignIn {
    /// The password is right.
    Accepted(AccountId),
    /// Unknown address or wrong password: the page says the same for both.
    Refused,
    /// Too many failures; try again after so many seconds.
    Locked(u64),
}

/// The address in the form in which it is stored and compared.
#[must_use]
pub fn normal_email(email: &str) -> String {
    hikeshi_kernel::fold_width(email.trim()).to_lowercase()
}

/// Checks a password, counts failures and locks with growing pauses. An address without an account
/// is counted, locked and answered in the same way and with the same work.
///
/// # Errors
/// A problem of the database; 429 where too many passwords wait to be checked.
pub async fn try_sign_in(platform: &Platform, email: &str, given: &str) -> Result<SignIn, Problem> {
    let (key, now) = (failures::key(email), to_millis(platform.clock.now()));
    let tx = platform.db.read(Fence::Open).await?;
    let seen = find(&tx, email).await?;
    let pause = failures::pause(&tx, &key, now).await?;
    drop(tx);
    if let Some(seconds) = pause {
        return Ok(SignIn::Locked(seconds));
    }
    let stored = seen.filter(|row| !row.disabled).and_then(|row| row.password_hash);
    let right = password::matches_aside(given, stored.clone()).await?;
    let tx = platform.db.write(Fence::Open).await?;
    if let Some(seconds) = failures::pause_alone(&tx, &key, now).await? {
        return Ok(SignIn::Locked(seconds));
    }
    // Judged from the row as it is now: the password may have been changed in the meantime.
    let row = find(&tx, email).await?;
    let accepted = row.filter(|row| right && !row.disabled && row.password_hash == stored);
    match &accepted {
        Some(_) => failures::clear(&tx, &key, now).await?,
        None => failures::count(&tx, &key, now).await?,
    }
    tx.commit().await?;
    Ok(accepted.map_or(SignIn::Refused, |row| SignIn::Accepted(AccountId(row.id))))
}

/// Makes an account in the caller's transaction; the hash comes from [`password::hash`].
///
/// # Errors
/// The database's error, also when the address has an account already.
pub async fn create_account(
    tx: &Tx,
    platform: &Platform,
    (name, email): (&str, &str),
    password_hash: Option<String>,
    installation_admin: bool,
) -> Result<AccountId, DbErr> {
    let made = try_create_account(tx, platform, (name, email), password_hash, installation_admin);
    made.await?.ok_or_else(|| DbErr::Custom("the address has an account already".to_owned()))
}

/// As [`create_account`], but `None` when the address has an account already; the transaction
/// stays usable on both databases.
///
/// # Errors
/// The database's error.
pub async fn try_create_account(
    tx: &Tx,
    platform: &Platform,
    (name, email): (&str, &str),
    password_hash: Option<String>,
    installation_admin: bool,
) -> Result<Option<AccountId>, DbErr> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let row = account::ActiveModel {
        id: Set(id),
        email: Set(normal_email(email)),
        name: Set(name.to_owned()),
        password_hash: Set(password_hash),
        installation_admin: Set(installation_admin),
        disabled: Set(false),
        created_at: Set(to_millis(clock.now())),
    };
    let taken = OnConflict::column(account::Column::Email).do_nothing().to_owned();
    let rows =
        account::Entity::insert(row).on_conflict(taken).exec_without_returning(tx.conn()).await?;
    Ok((rows > 0).then_some(AccountId(id)))
}

/// Whether somebody administers the installation already.
///
/// # Errors
/// The database's error.
pub async fn has_administrator(tx: &Tx) -> Result<bool, DbErr> {
    let found = account::Entity::find()
        .filter(account::Column::InstallationAdmin.eq(true))
        .filter(account::Column::Disabled.eq(false))
        .one(tx.conn())
        .await?;
    Ok(found.is_some())
}

/// The names of accounts, for lists of who did what.
///
/// # Errors
/// The database's error.
pub async fn names_of(tx: &Tx, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>, DbErr> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(accounts.iter().copied()))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Changes the name under which a person is shown.
///
/// # Errors
/// The database's error.
pub(crate) async fn rename(tx: &Tx, account: AccountId, name: String) -> Result<(), DbErr> {
    let change = account::ActiveModel { id: Set(account.0), name: Set(name), ..Default::default() };
    account::Entity::update(change).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// The account of an address.
///
/// # Errors
/// The database's error.
pub async fn find(tx: &Tx, email: &str) -> Result<Option<account::Model>, DbError> {
    let email = normal_email(email);
    Ok(account::Entity::find().filter(account::Column::Email.eq(email)).one(tx.conn()).await?)
}

/// Name and address of an account, which must not make its password strong.
pub(crate) async fn about(tx: &Tx, account: AccountId) -> Result<Option<(String, String)>, DbErr> {
    let row = account::Entity::find_by_id(account.0).one(tx.conn()).await?;
    Ok(row.map(|row| (row.name, row.email)))
}

/// Sets a new password and forgets the failures of the address; the caller ends the sessions.
///
/// # Errors
/// The database's error.
pub async fn set_password(
    tx: &Tx,
    account: AccountId,
    hash: String,
    now: Timestamp,
) -> Result<(), DbErr> {
    let change = account::ActiveModel {
        id: Set(account.0),
        password_hash: Set(Some(hash)),
        ..Default::default()
    };
    account::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let Some((_, email)) = about(tx, account).await? else { return Ok(()) };
    failures::clear(tx, &failures::key(&email), to_millis(now)).await
}
