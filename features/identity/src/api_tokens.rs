//! Personal keys for programs: made by a person for one company, never with more rights than
//! the person has there, and with fewer if the person wishes.

use hikeshi_db::{Fence, Tx};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _, sea_query::OnConflict};
use uuid::Uuid;

use crate::{
    AccountId, CompanyId, Person, can,
    model::{account, api_token},
    token::hash_token,
};

/// How every key begins, so that people and scanners recognise a lost one.
pub const API_TOKEN_PREFIX: &str = "hk_";

/// So long after a form the same form counts as sent twice by a slip.
const SENT_TWICE: SignedDuration = SignedDuration::from_mins(1);

/// What a person asks for.
#[derive(Debug, Clone)]
pub struct NewApiToken {
    /// What it is for, in the person's words.
    pub name: String,
    /// The company that it may be used for.
    pub company: CompanyId,
    /// Names of the permission table; empty for all that the person may do.
    pub actions: Vec<String>,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// A key as its owner sees it; the secret is shown once, when it is made.
#[derive(Debug, Clone)]
pub struct ApiToken {
    /// Its id, for revoking it.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// The company.
    pub company: CompanyId,
    /// What it may do; empty for all that the person may do.
    pub actions: Vec<String>,
    /// When it was made (milliseconds).
    pub created_at: i64,
    /// When it stops working (milliseconds).
    pub expires_at: i64,
    /// When it was last used (milliseconds, exact to a minute).
    pub last_used_at: Option<i64>,
}

/// What a key allows, beside what its person may do; found in the request's extensions.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub company: CompanyId,
    pub actions: Vec<String>,
}

/// Makes a key and returns its id and secret. Names that are in no permission table are left out;
/// if nothing is left of a list that was not empty, nothing is made.
///
/// # Errors
/// Invalid for a list of unknown actions; a problem of the database.
pub async fn create_api_token(
    tx: &Tx,
    platform: &Platform,
    person: &Person,
    new: &NewApiToken,
) -> Result<(Uuid, String), Problem> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    match create_api_token_once(tx, platform, person, (id, new)).await? {
        MadeToken::New(secret) | MadeToken::Again(secret) => Ok((id, secret)),
        MadeToken::Before => Err(Problem::internal("a new id was taken")),
    }
}

/// What became of the form of a key.
#[derive(Debug, Clone)]
pub enum MadeToken {
    /// A key; here is its secret.
    New(String),
    /// The same form came a moment ago. Only the last answer reaches the person's page, so the
    /// key has this secret now and the one before is worth nothing.
    Again(String),
    /// The same form came before, and its key is older or in use: it stays as it is.
    Before,
}

/// As [`create_api_token`], under an id that was made of the form: sending it twice makes one key.
///
/// # Errors
/// As [`create_api_token`].
pub async fn create_api_token_once(
    tx: &Tx,
    platform: &Platform,
    person: &Person,
    (id, new): (Uuid, &NewApiToken),
) -> Result<MadeToken, Problem> {
    let (clock, rng) = platform.chance();
    let known = |name: &&String| can::ALL.contains(&name.as_str());
    let actions: Vec<&str> = new.actions.iter().filter(known).map(String::as_str).collect();
    if actions.is_empty() && !new.actions.is_empty() {
        return Err(Problem::invalid(new.actions.join(" ")));
    }
    let secret = format!("{API_TOKEN_PREFIX}{}", rng.secret());
    let row = api_token::ActiveModel {
        id: Set(id),
        account_id: Set(person.account.0),
        name: Set(new.name.clone()),
        token_hash: Set(hash_token(&secret)),
        company_id: Set(new.company.0),
        actions: Set(actions.join(" ")),
        created_at: Set(to_millis(clock.now())),
        expires_at: Set(to_millis(new.expires_at)),
        last_used_at: Set(None),
        revoked_at: Set(None),
    };
    let same = OnConflict::column(api_token::Column::Id).do_nothing().to_owned();
    let made =
        api_token::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await?;
    if made > 0 {
        return Ok(MadeToken::New(secret));
    }
    let change =
        api_token::ActiveModel { token_hash: Set(hash_token(&secret)), ..Default::default() };
    let renewed = api_token::Entity::update_many()
        .set(change)
        .filter(api_token::Column::Id.eq(id))
        .filter(api_token::Column::AccountId.eq(person.account.0))
        .filter(api_token::Column::LastUsedAt.is_null())
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(api_token::Column::CreatedAt.gt(to_millis(clock.now() - SENT_TWICE)))
        .exec(tx.conn())
        .await?;
    Ok(if renewed.rows_affected > 0 { MadeToken::Again(secret) } else { MadeToken::Before })
}

/// The living keys of a person for a company, the latest first, at most 100.
///
/// # Errors
/// The database's error.
pub async fn api_tokens_of(
    tx: &Tx,
    person: &Person,
    company: CompanyId,
    now: i64,
) -> Result<Vec<ApiToken>, DbErr> {
    let rows = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(person.account.0))
        .filter(api_token::Column::CompanyId.eq(company.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(now))
        .order_by_desc(api_token::Column::CreatedAt)
        .limit(100)
        .all(tx.conn())
        .await?;
    let tokens = rows.into_iter().map(|row| ApiToken {
        actions: names(&row.actions),
        id: row.id,
        name: row.name,
        company: CompanyId(row.company_id),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
    });
    Ok(tokens.collect())
}

/// Ends a key of the person for a company at once; `false` for another person's or company's and
/// for an unknown one.
///
/// # Errors
/// The database's error.
pub async fn revoke_api_token(
    tx: &Tx,
    person: &Person,
    company: CompanyId,
    id: Uuid,
    now: i64,
) -> Result<bool, DbErr> {
    let changed = api_token::Entity::update_many()
        .set(api_token::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(api_token::Column::Id.eq(id))
        .filter(api_token::Column::AccountId.eq(person.account.0))
        .filter(api_token::Column::CompanyId.eq(company.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Ends all keys of an account at once, for a password that had to be replaced.
pub(crate) async fn revoke_all_api_tokens(
    tx: &Tx,
    account: AccountId,
    now: i64,
) -> Result<(), DbErr> {
    api_token::Entity::update_many()
        .set(api_token::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// The person behind a key and what it allows: `None` when it is unknown, revoked or expired.
/// Counts the use at most once a minute.
pub(crate) async fn person_of_api_token(
    platform: &Platform,
    secret: &str,
) -> Result<Option<(Person, Grant)>, Problem> {
    let now = to_millis(platform.clock.now());
    let tx = platform.db.read(Fence::Open).await?;
    let found = api_token::Entity::find()
        .filter(api_token::Column::TokenHash.eq(hash_token(secret)))
        .one(tx.conn())
        .await?;
    let alive = found.filter(|row| row.revoked_at.is_none() && row.expires_at > now);
    let Some(row) = alive else { return Ok(None) };
    let account = account::Entity::find_by_id(row.account_id).one(tx.conn()).await?;
    drop(tx);
    let Some(account) = account.filter(|account| !account.disabled) else { return Ok(None) };
    if row.last_used_at.is_none_or(|used| used + 60_000 < now) {
        let tx = platform.db.write(Fence::Open).await?;
        let used = api_token::ActiveModel {
            id: Set(row.id),
            last_used_at: Set(Some(now)),
            ..Default::default()
        };
        api_token::Entity::update(used).exec_without_returning(tx.conn()).await?;
        tx.commit().await?;
    }
    let person = Person {
        account: AccountId(account.id),
        name: account.name,
        email: account.email,
        session: Uuid::nil(),
        installation_admin: false,
    };
    Ok(Some((person, Grant { company: CompanyId(row.company_id), actions: names(&row.actions) })))
}

fn names(actions: &str) -> Vec<String> {
    actions.split_whitespace().map(str::to_owned).collect()
}
