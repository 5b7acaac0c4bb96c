//! The help address of a company: replacing it, and what remains of a replaced one.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, hash_token};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_web::Platform;
use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait as _, QuerySelect as _};

use crate::{
    help_token::new_help_token,
    model::{company, retired_help_address},
};

/// What a form carries to tell which help address its reader saw, without the address itself.
#[must_use]
pub(crate) fn seen_of(row: &company::Model) -> String {
    hash_token(&row.help_token)
}

/// Replaces the help address; the old one takes no new reports from now on.
///
/// # Errors
/// The database's error.
pub async fn replace_help_token(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<(), DbErr> {
    replace(tx, platform, scope, None).await.map(|_| ())
}

/// As [`replace_help_token`], if the address is still the one that the person saw ([`seen_of`]);
/// `false` if it was replaced meanwhile: a form sent twice replaces once.
///
/// # Errors
/// The database's error.
pub(crate) async fn replace_seen_help_token(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    seen: &str,
) -> Result<bool, DbErr> {
    replace(tx, platform, scope, Some(seen)).await
}

async fn replace(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    seen: Option<&str>,
) -> Result<bool, DbErr> {
    // Whoever replaces it at the same time waits here and then sees the new one.
    let find = company::Entity::find_by_id(scope.company().0).lock_exclusive();
    let Some(row) = find.one(tx.conn()).await? else { return Ok(false) };
    if seen.is_some_and(|seen| seen != seen_of(&row)) {
        return Ok(false);
    }
    let now = to_millis(platform.clock.now());
    let retired = retired_help_address::ActiveModel {
        token_hash: Set(hash_token(&row.help_token)),
        company_id: Set(row.id),
        retired_at: Set(now),
    };
    retired_help_address::Entity::insert(retired).exec_without_returning(tx.conn()).await?;
    let change = company::ActiveModel {
        id: Set(row.id),
        help_token: Set(new_help_token(&*platform.rng)),
        help_token_at: Set(now),
        poster_at: Set(None),
        ..Default::default()
    };
    company::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(true)
}

/// The company that a replaced help address led to, and when it was replaced.
///
/// # Errors
/// The database's error.
pub async fn by_retired_help_token(
    tx: &Tx,
    token: &str,
) -> Result<Option<(company::Model, Timestamp)>, DbErr> {
    let retired = retired_help_address::Entity::find_by_id(hash_token(token));
    let Some(retired) = retired.one(tx.conn()).await? else { return Ok(None) };
    let row = company::Entity::find_by_id(retired.company_id).one(tx.conn()).await?;
    Ok(row.map(|row| (row, from_millis(retired.retired_at))))
}
