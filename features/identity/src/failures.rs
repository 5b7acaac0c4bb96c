//! Wrong passwords, counted by address, whether or not it has an account: the pauses that follow
//! tell nobody which addresses have one. The table holds hashes of the addresses.

use hikeshi_db::Tx;
use hikeshi_kernel::to_millis;
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::OnConflict,
};

use crate::{accounts::normal_email, model::sign_in_failure as row, token::hash_token};

/// Failures that are free before the pauses begin.
const FREE_FAILURES: i64 = 5;

/// Under which an address is counted.
pub(crate) fn key(email: &str) -> String {
    hash_token(&normal_email(email))
}

/// The seconds for which the address is still locked.
///
/// # Errors
/// The database's error.
pub(crate) async fn pause(tx: &Tx, key: &str, now: i64) -> Result<Option<u64>, DbErr> {
    let found = row::Entity::find_by_id(key.to_owned()).one(tx.conn()).await?;
    Ok(found.and_then(|row| pause_left(&row, now)))
}

/// As [`pause`], and lets nobody else count for the address until the transaction ends: of attempts
/// at the same time each one counts, and none passes a lock that another has brought about.
///
/// # Errors
/// The database's error.
pub(crate) async fn pause_alone(tx: &Tx, key: &str, now: i64) -> Result<Option<u64>, DbErr> {
    let first = row::ActiveModel {
        address_hash: Set(key.to_owned()),
        failed_count: Set(0),
        locked_until: Set(0),
        last_at: Set(now),
    };
    let known = OnConflict::column(row::Column::AddressHash).do_nothing().to_owned();
    row::Entity::insert(first).on_conflict(known).exec_without_returning(tx.conn()).await?;
    let found = row::Entity::find_by_id(key.to_owned()).lock_exclusive().one(tx.conn()).await?;
    Ok(found.and_then(|row| pause_left(&row, now)))
}

/// Counts one more failure and locks with growing pauses (30 s, 1 min, 2 min … 1 hour).
///
/// # Errors
/// The database's error.
pub(crate) async fn count(tx: &Tx, key: &str, now: i64) -> Result<(), DbErr> {
    let found = row::Entity::find_by_id(key.to_owned()).one(tx.conn()).await?;
    let failed = found.map_or(0, |row| row.failed_count) + 1;
    set(tx, key, (failed, now + pause_millis(failed)), now).await
}

/// Forgets the failures of an address: somebody signed in, or chose a new password.
///
/// # Errors
/// The database's error.
pub(crate) async fn clear(tx: &Tx, key: &str, now: i64) -> Result<(), DbErr> {
    set(tx, key, (0, 0), now).await
}

/// Deletes what was counted for addresses of which nobody tried one since `until`.
///
/// # Errors
/// The database's error.
pub async fn forget_failures(tx: &Tx, until: Timestamp) -> Result<(), DbErr> {
    let old = row::Column::LastAt.lt(to_millis(until));
    row::Entity::delete_many().filter(old).exec(tx.conn()).await.map(|_| ())
}

async fn set(
    tx: &Tx,
    key: &str,
    (failed, locked_until): (i64, i64),
    now: i64,
) -> Result<(), DbErr> {
    let change = row::ActiveModel {
        failed_count: Set(failed),
        locked_until: Set(locked_until),
        last_at: Set(now),
        ..Default::default()
    };
    let here = row::Column::AddressHash.eq(key);
    row::Entity::update_many().set(change).filter(here).exec(tx.conn()).await.map(|_| ())
}

fn pause_left(row: &row::Model, now: i64) -> Option<u64> {
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

    #[test]
    fn an_address_is_counted_once_however_it_is_written() {
        assert_eq!(key(" SATO@minato.example"), key("sato@minato.example"));
    }
}
