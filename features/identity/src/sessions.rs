//! Signing in and out, and the sessions of a person.

use std::time::Duration;

use hikeshi_db::{DbError, Fence, Tx};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::Platform;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    AccountId, Person,
    model::{account, session},
    token::hash_token,
};

/// A session as its owner sees it.
#[derive(Debug, Clone)]
pub struct SessionSummary {
    /// Its id, for revoking it.
    pub id: Uuid,
    /// The browser, as it named itself.
    pub browser: String,
    /// When it began (milliseconds).
    pub created_at: i64,
    /// The last click (milliseconds).
    pub last_seen_at: i64,
}

/// Begins a session inside the caller's transaction and returns the secret for the cookie.
///
/// # Errors
/// The database's error.
pub async fn begin_session(
    tx: &Tx,
    platform: &Platform,
    account: AccountId,
    browser: &str,
) -> Result<String, DbErr> {
    let (clock, rng) = platform.chance();
    let token = rng.secret();
    let now = to_millis(clock.now());
    let life = i64::from(platform.config.session.absolute_hours) * 3_600_000;
    let row = session::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        token_hash: Set(hash_token(&token)),
        account_id: Set(account.0),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + life),
        revoked_at: Set(None),
        browser: Set(browser.chars().take(200).collect()),
    };
    session::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(token)
}

/// The person of a session secret: `None` when it is unknown, revoked or expired.
/// Counts the click at most once a minute.
///
/// # Errors
/// The database's error.
pub async fn person_of_token(platform: &Platform, token: &str) -> Result<Option<Person>, DbError> {
    let now = to_millis(platform.clock.now());
    let idle = i64::from(platform.config.session.idle_minutes) * 60_000;
    let tx = platform.db.read(Fence::Open).await?;
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(hash_token(token)))
        .one(tx.conn())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let alive = row.revoked_at.is_none() && row.expires_at > now && row.last_seen_at + idle > now;
    if !alive {
        return Ok(None);
    }
    let account = account::Entity::find_by_id(row.account_id).one(tx.conn()).await?;
    drop(tx);
    if row.last_seen_at + 60_000 < now {
        // Nobody is kept from reading because somebody else writes for long: the click is then
        // not counted, and the next one will be.
        tokio::time::timeout(COUNTING, count_click(platform, row.id, now)).await.ok();
    }
    Ok(account.filter(|account| !account.disabled).map(|account| Person {
        account: AccountId(account.id),
        name: account.name,
        email: account.email,
        session: row.id,
        installation_admin: account.installation_admin,
    }))
}

/// How long a request waits for its click to be counted.
const COUNTING: Duration = Duration::from_millis(500);

async fn count_click(platform: &Platform, session: Uuid, now: i64) -> Result<(), DbError> {
    let tx = platform.db.write(Fence::Open).await?;
    let seen = session::ActiveModel {
        id: Set(session),
        last_seen_at: Set(now),
        ..session::ActiveModel::default()
    };
    session::Entity::update(seen).exec_without_returning(tx.conn()).await?;
    Ok(tx.commit().await?)
}

/// The live sessions of a person, the latest first.
///
/// # Errors
/// The database's error.
pub async fn sessions_of(
    tx: &Tx,
    platform: &Platform,
    person: &Person,
) -> Result<Vec<SessionSummary>, DbErr> {
    let now = to_millis(platform.clock.now());
    let idle = i64::from(platform.config.session.idle_minutes) * 60_000;
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(person.account.0))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::LastSeenAt.gt(now - idle))
        .order_by_desc(session::Column::LastSeenAt)
        .limit(100)
        .all(tx.conn())
        .await?;
    let sessions = rows.into_iter().map(|row| SessionSummary {
        id: row.id,
        browser: row.browser,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
    });
    Ok(sessions.collect())
}

/// Ends one session of the person; another person's is left alone.
///
/// # Errors
/// The database's error.
pub async fn end_session(tx: &Tx, person: &Person, id: Uuid, now: i64) -> Result<bool, DbErr> {
    let changed = session::Entity::update_many()
        .set(session::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::AccountId.eq(person.account.0))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Ends all sessions of an account, for a new password or an ended role.
///
/// # Errors
/// The database's error.
pub async fn end_all_sessions(tx: &Tx, account: AccountId, now: i64) -> Result<(), DbErr> {
    session::Entity::update_many()
        .set(session::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Ends all sessions of a person but the one in use.
///
/// # Errors
/// The database's error.
pub async fn end_other_sessions(tx: &Tx, person: &Person, now: i64) -> Result<(), DbErr> {
    session::Entity::update_many()
        .set(session::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(session::Column::AccountId.eq(person.account.0))
        .filter(session::Column::Id.ne(person.session))
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Ends the session of a secret, for the sign-in that replaces it in the same browser.
pub(crate) async fn end_session_of_token(tx: &Tx, token: &str, now: i64) -> Result<(), DbErr> {
    session::Entity::update_many()
        .set(session::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(session::Column::TokenHash.eq(hash_token(token)))
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}
