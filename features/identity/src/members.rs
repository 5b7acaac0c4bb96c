//! Roles of people in companies and at providers.

use hikeshi_db::Tx;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::Platform;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    AccountId, CompanyId, Person, ProviderId, Role,
    model::{account, membership},
};

/// Where a person may go after signing in.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Companies with a role of their own.
    pub companies: Vec<(CompanyId, Role)>,
    /// Providers.
    pub providers: Vec<(ProviderId, Role)>,
}

/// A member as shown in lists.
#[derive(Debug, Clone)]
pub struct Member {
    /// The membership, for ending it.
    pub membership: Uuid,
    /// The account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Role.
    pub role: Role,
}

/// Gives a role in a company.
///
/// # Errors
/// The database's error.
pub async fn join_company(
    tx: &Tx,
    platform: &Platform,
    account: AccountId,
    company: CompanyId,
    role: Role,
    only_incident: Option<Uuid>,
) -> Result<(), DbErr> {
    join(tx, platform, account, (Some(company.0), None), role, only_incident).await
}

/// Gives a role at a provider.
///
/// # Errors
/// The database's error.
pub async fn join_provider(
    tx: &Tx,
    platform: &Platform,
    account: AccountId,
    provider: ProviderId,
    role: Role,
) -> Result<(), DbErr> {
    join(tx, platform, account, (None, Some(provider.0)), role, None).await
}

async fn join(
    tx: &Tx,
    platform: &Platform,
    account: AccountId,
    (company_id, provider_id): (Option<Uuid>, Option<Uuid>),
    role: Role,
    incident_id: Option<Uuid>,
) -> Result<(), DbErr> {
    let (clock, rng) = platform.chance();
    let row = membership::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        account_id: Set(account.0),
        company_id: Set(company_id),
        provider_id: Set(provider_id),
        role: Set(role.name().to_owned()),
        incident_id: Set(incident_id),
        created_at: Set(to_millis(clock.now())),
        ended_at: Set(None),
    };
    membership::Entity::insert(row).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// The companies and providers of a person.
///
/// # Errors
/// The database's error.
pub async fn places_of(tx: &Tx, person: &Person) -> Result<Places, DbErr> {
    places_of_account(tx, person.account).await
}

/// The companies and providers of an account, for programs that act for it (a calendar feed).
///
/// # Errors
/// The database's error.
pub async fn places_of_account(tx: &Tx, account: AccountId) -> Result<Places, DbErr> {
    let mut places = Places::default();
    for row in roles_of(tx, account).await? {
        let Some(role) = Role::from_name(&row.role) else { continue };
        match (row.company_id, row.provider_id) {
            (Some(company), _) => places.companies.push((CompanyId(company), role)),
            (None, Some(provider)) => places.providers.push((ProviderId(provider), role)),
            (None, None) => {}
        }
    }
    Ok(places)
}

/// The living memberships of an account.
pub(crate) async fn roles_of(tx: &Tx, account: AccountId) -> Result<Vec<membership::Model>, DbErr> {
    membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account.0))
        .filter(membership::Column::EndedAt.is_null())
        .order_by_asc(membership::Column::CreatedAt)
        .all(tx.conn())
        .await
}

/// The people with a role in a company, at most 500.
///
/// # Errors
/// The database's error.
pub async fn members_of_company(tx: &Tx, company: CompanyId) -> Result<Vec<Member>, DbErr> {
    members(tx, membership::Column::CompanyId.eq(company.0)).await
}

/// The people of a provider, at most 500.
///
/// # Errors
/// The database's error.
pub async fn members_of_provider(tx: &Tx, provider: ProviderId) -> Result<Vec<Member>, DbErr> {
    members(tx, membership::Column::ProviderId.eq(provider.0)).await
}

async fn members(tx: &Tx, which: sea_orm::sea_query::SimpleExpr) -> Result<Vec<Member>, DbErr> {
    let rows = membership::Entity::find()
        .filter(which)
        .filter(membership::Column::EndedAt.is_null())
        .order_by_asc(membership::Column::CreatedAt)
        .order_by_asc(membership::Column::Id)
        .limit(500)
        .all(tx.conn())
        .await?;
    let ids = rows.iter().map(|row| row.account_id);
    let accounts =
        account::Entity::find().filter(account::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let members = rows.iter().filter_map(|row| {
        let account = accounts.iter().find(|account| account.id == row.account_id)?;
        Some(Member {
            membership: row.id,
            account: AccountId(account.id),
            name: account.name.clone(),
            email: account.email.clone(),
            role: Role::from_name(&row.role)?,
        })
    });
    Ok(members.collect())
}

/// What became of the wish to end a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndRole {
    /// It has ended; the person's next request finds nothing.
    Ended,
    /// There is no such role here.
    Unknown,
    /// It is the last role of the kind that the organisation cannot be without.
    Last,
}

/// Ends a role in a company, but never the last officer's.
///
/// # Errors
/// The database's error.
pub async fn end_company_role(
    tx: &Tx,
    company: CompanyId,
    membership: Uuid,
    now: i64,
) -> Result<EndRole, DbErr> {
    end_role(tx, membership::Column::CompanyId.eq(company.0), Role::Officer, membership, now).await
}

/// Ends a role at a provider, but never the last administrator's.
///
/// # Errors
/// The database's error.
pub async fn end_provider_role(
    tx: &Tx,
    provider: ProviderId,
    membership: Uuid,
    now: i64,
) -> Result<EndRole, DbErr> {
    end_role(tx, membership::Column::ProviderId.eq(provider.0), Role::Admin, membership, now).await
}

async fn end_role(
    tx: &Tx,
    place: sea_orm::sea_query::SimpleExpr,
    needed: Role,
    id: Uuid,
    now: i64,
) -> Result<EndRole, DbErr> {
    // Locked, so that two people who end the last two roles at once do not both succeed.
    let rows = membership::Entity::find()
        .filter(place)
        .filter(membership::Column::EndedAt.is_null())
        .lock_exclusive()
        .all(tx.conn())
        .await?;
    let Some(row) = rows.iter().find(|row| row.id == id) else { return Ok(EndRole::Unknown) };
    let holders = rows.iter().filter(|row| row.role == needed.name()).count();
    if row.role == needed.name() && holders < 2 {
        return Ok(EndRole::Last);
    }
    let change =
        membership::ActiveModel { id: Set(id), ended_at: Set(Some(now)), ..Default::default() };
    membership::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(EndRole::Ended)
}
