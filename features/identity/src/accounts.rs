//! Accounts: making them, checking a password with lock-out, changing it.

use std::collections::HashMap;

use hikeshi_db::{DbError, Fence, Tx};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::QuerySelect as _;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{AccountId, model::account, password};

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

/// Failures that are free before the pauses begin.
const FREE_FAILURES: i64 = 5;

/// The address in the form in which it is stored and compared.
#[must_use]
pub fn normal_email(email: &str) -> String {
    hikeshi_kernel::fold_width(email.trim()).to_lowercase()
}

/// Checks a password, counts failures and locks with growing pauses
/// (30 s, 1 min, 2 min … 1 hour).
///
/// # Errors
/// A problem of the database.
pub async fn try_sign_in(platform: &Platform, email: &str, given: &str) -> Result<SignIn, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let found = find(&tx, email).await?;
    drop(tx);
    let now = to_millis(platform.clock.now());
    if let Some(seconds) = found.as_ref().and_then(|row| pause_left(row, now)) {
        return Ok(SignIn::Locked(seconds));
    }
    let stored = found.as_ref().filter(|row| !row.disabled).and_then(|r| r.password_hash.clone());
    let given: String = given.chars().take(200).collect();
    let right =
        tokio::task::spawn_blocking(move || password::matches(&given, stored.as_deref())).await?;
    let Some(seen) = found else { return Ok(SignIn::Refused) };
    let tx = platform.db.write(Fence::Open).await?;
    // Judged and counted from the row as it is now: of attempts at the same time each one counts,
    // and none passes a lock that another has brought about.
    let row = account::Entity::find_by_id(seen.id).lock_exclusive().one(tx.conn()).await?;
    let Some(row) = row else { return Ok(SignIn::Refused) };
    if let Some(seconds) = pause_left(&row, now) {
        return Ok(SignIn::Locked(seconds));
    }
    let right = right && !row.disabled && row.password_hash == seen.password_hash;
    let failed = if right { 0 } else { row.failed_count + 1 };
    let change = account::ActiveModel {
        id: Set(row.id),
        failed_count: Set(failed),
        locked_until: Set(if right { 0 } else { now + pause_millis(failed) }),
        ..Default::default()
    };
    account::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit().await?;
    Ok(if right { SignIn::Accepted(AccountId(row.id)) } else { SignIn::Refused })
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
        failed_count: Set(0),
        locked_until: Set(0),
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

/// Sets a new password; the caller ends the sessions.
///
/// # Errors
/// The database's error.
pub async fn set_password(tx: &Tx, account: AccountId, hash: String) -> Result<(), DbErr> {
    let change = account::ActiveModel {
        id: Set(account.0),
        password_hash: Set(Some(hash)),
        failed_count: Set(0),
        locked_until: Set(0),
        ..Default::default()
    };
    account::Entity::update(change).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// The seconds for which an account is still locked.
fn pause_left(row: &account::Model, now: i64) -> Option<u64> {
    let left = row.locked_until - now;
    (left > 0).then(|| u64::try_from(left / 1000 + 1).unwrap_or(1))
}

fn pause_millis(failed: i64) -> i64 {
    if failed < FREE_FAILURES {
        return 0;
    }
    let doublings = u32::try_from((failed - FREE_FAILURES).min(7)).unwrap_or(7);
    (30_000 * 2_i64.pow(doublings)).min(3_600_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_begins_at_the_fifth_failure_and_ends_growing_at_one_hour() {
        assert_eq!(pause_millis(4), 0);
        assert_eq!(pause_millis(5), 30_000);
        assert_eq!(pause_millis(6), 60_000);
        assert_eq!(pause_millis(50), 3_600_000);
    }
}
