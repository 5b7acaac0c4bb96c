//! Links that sign in or set up: first administrator, new password, demo.

use hikeshi_db::Tx;
use hikeshi_kernel::to_millis;
use hikeshi_web::Platform;
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _,
};

use crate::{AccountId, model::sign_in_link, token::hash_token};

/// How long a link for a new password works.
pub const NEW_PASSWORD_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// What a link in a mail or on the terminal is for; a link of one purpose does nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Sets the installation up; works once.
    FirstAdmin,
    /// Lets somebody choose a new password; works once.
    NewPassword,
    /// Signs in as a sample person; only the demo makes such links, and they work again and again.
    Demo,
}

impl LinkPurpose {
    const fn name(self) -> &'static str {
        match self {
            Self::FirstAdmin => "first-admin",
            Self::NewPassword => "new-password",
            Self::Demo => "demo",
        }
    }
}

/// Makes a link that ends at `expires` and returns its secret.
///
/// # Errors
/// The database's error.
pub async fn make_link(
    tx: &Tx,
    platform: &Platform,
    purpose: LinkPurpose,
    account: Option<AccountId>,
    expires: jiff::Timestamp,
) -> Result<String, DbErr> {
    let token = platform.rng.secret();
    let row = sign_in_link::ActiveModel {
        token_hash: Set(hash_token(&token)),
        purpose: Set(purpose.name().to_owned()),
        account_id: Set(account.map(Into::into)),
        expires_at: Set(to_millis(expires)),
        used_at: Set(None),
    };
    sign_in_link::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(token)
}

/// The account of a link that still works: `None` for a wrong, used or expired one.
/// `Some(None)` is a link without an account (first administrator).
///
/// # Errors
/// The database's error.
pub async fn read_link(
    tx: &Tx,
    platform: &Platform,
    purpose: LinkPurpose,
    token: &str,
) -> Result<Option<Option<AccountId>>, DbErr> {
    let now = to_millis(platform.clock.now());
    let found = sign_in_link::Entity::find_by_id(hash_token(token))
        .filter(sign_in_link::Column::Purpose.eq(purpose.name()))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .filter(sign_in_link::Column::ExpiresAt.gt(now))
        .one(tx.conn())
        .await?;
    Ok(found.map(|row| row.account_id.map(AccountId)))
}

/// Ends all links that set the installation up: only the newest one shall work.
///
/// # Errors
/// The database's error.
pub async fn end_first_admin_links(tx: &Tx, platform: &Platform) -> Result<(), DbErr> {
    sign_in_link::Entity::update_many()
        .set(sign_in_link::ActiveModel {
            used_at: Set(Some(to_millis(platform.clock.now()))),
            ..Default::default()
        })
        .filter(sign_in_link::Column::Purpose.eq(LinkPurpose::FirstAdmin.name()))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Ends all links of an account that choose a new password.
pub(crate) async fn end_password_links(tx: &Tx, account: AccountId, now: i64) -> Result<(), DbErr> {
    sign_in_link::Entity::update_many()
        .set(sign_in_link::ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(sign_in_link::Column::AccountId.eq(account.0))
        .filter(sign_in_link::Column::Purpose.eq(LinkPurpose::NewPassword.name()))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// How many links for a new password an account got within [`NEW_PASSWORD_LIFE`], used ones too.
///
/// # Errors
/// The database's error.
pub(crate) async fn password_links(
    tx: &Tx,
    platform: &Platform,
    account: AccountId,
) -> Result<u64, DbErr> {
    sign_in_link::Entity::find()
        .filter(sign_in_link::Column::AccountId.eq(account.0))
        .filter(sign_in_link::Column::Purpose.eq(LinkPurpose::NewPassword.name()))
        .filter(sign_in_link::Column::ExpiresAt.gt(to_millis(platform.clock.now())))
        .count(tx.conn())
        .await
}

/// Removes a link that never left.
///
/// # Errors
/// The database's error.
pub(crate) async fn remove_link(tx: &Tx, token: &str) -> Result<(), DbErr> {
    sign_in_link::Entity::delete_by_id(hash_token(token)).exec(tx.conn()).await.map(|_| ())
}

/// Uses a link up: `false` when somebody else was faster.
///
/// # Errors
/// The database's error.
pub async fn use_link(
    tx: &Tx,
    platform: &Platform,
    purpose: LinkPurpose,
    token: &str,
) -> Result<bool, DbErr> {
    let now = to_millis(platform.clock.now());
    let changed = sign_in_link::Entity::update_many()
        .set(sign_in_link::ActiveModel { used_at: Set(Some(now)), ..Default::default() })
        .filter(sign_in_link::Column::TokenHash.eq(hash_token(token)))
        .filter(sign_in_link::Column::Purpose.eq(purpose.name()))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .filter(sign_in_link::Column::ExpiresAt.gt(now))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}
