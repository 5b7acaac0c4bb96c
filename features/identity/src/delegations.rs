//! A company lets a provider act for it, and withdraws that.

use hikeshi_db::Tx;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::Platform;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};

use crate::{AccountId, CompanyId, ProviderId, model::delegation};

/// Lets a provider act for a company.
///
/// # Errors
/// The database's error.
pub async fn delegate(
    tx: &Tx,
    platform: &Platform,
    company: CompanyId,
    provider: ProviderId,
    granted_by: Option<AccountId>,
) -> Result<(), DbErr> {
    let (clock, rng) = platform.chance();
    let row = delegation::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        provider_id: Set(provider.0),
        company_id: Set(company.0),
        granted_by: Set(granted_by.map(Into::into)),
        granted_at: Set(to_millis(clock.now())),
        withdrawn_by: Set(None),
        withdrawn_at: Set(None),
        may_file: Set(false),
    };
    delegation::Entity::insert(row).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Ends the delegation at once: the next request of the provider finds nothing. `now` is in
/// milliseconds UTC; the answer says whether there was a delegation to end.
///
/// # Errors
/// The database's error.
pub async fn withdraw(
    tx: &Tx,
    company: CompanyId,
    provider: ProviderId,
    by: Option<AccountId>,
    now: i64,
) -> Result<bool, DbErr> {
    let changed = delegation::Entity::update_many()
        .set(delegation::ActiveModel {
            withdrawn_at: Set(Some(now)),
            withdrawn_by: Set(by.map(Into::into)),
            ..Default::default()
        })
        .filter(delegation::Column::CompanyId.eq(company.0))
        .filter(delegation::Column::ProviderId.eq(provider.0))
        .filter(delegation::Column::WithdrawnAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Allows the provider to approve papers and to give them out in the company's name, or takes that
/// back: its next request knows. The answer says whether anything changed.
///
/// # Errors
/// The database's error.
pub async fn let_file(
    tx: &Tx,
    company: CompanyId,
    provider: ProviderId,
    may_file: bool,
) -> Result<bool, DbErr> {
    let changed = delegation::Entity::update_many()
        .set(delegation::ActiveModel { may_file: Set(may_file), ..Default::default() })
        .filter(delegation::Column::CompanyId.eq(company.0))
        .filter(delegation::Column::ProviderId.eq(provider.0))
        .filter(delegation::Column::WithdrawnAt.is_null())
        .filter(delegation::Column::MayFile.ne(may_file))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// The delegations of a company that nobody has withdrawn, the latest first: who may act for
/// it now. The pages let a company have one at a time.
///
/// # Errors
/// The database's error.
pub async fn living_delegations(
    tx: &Tx,
    company: CompanyId,
) -> Result<Vec<delegation::Model>, DbErr> {
    delegation::Entity::find()
        .filter(delegation::Column::CompanyId.eq(company.0))
        .filter(delegation::Column::WithdrawnAt.is_null())
        .order_by_desc(delegation::Column::GrantedAt)
        .limit(100)
        .all(tx.conn())
        .await
}
