//! What an account may do in a company at this moment: for requests, and for what somebody else did
//! a while ago and that counts only as long as they still may.

use hikeshi_db::Tx;
use sea_orm::{DbErr, EntityTrait as _};
use uuid::Uuid;

use crate::{
    AccountId, CompanyId, CompanyScope, Person, Role, living_delegations, members::roles_of,
    model::account,
};

/// The scope that a request of this account would get now; `None` for an account that is gone or
/// switched off, or that has no right in the company.
///
/// # Errors
/// The database's error.
pub async fn scope_of_account(
    tx: &Tx,
    account: AccountId,
    company: CompanyId,
) -> Result<Option<CompanyScope>, DbErr> {
    let row = account::Entity::find_by_id(account.0).one(tx.conn()).await?;
    match row.filter(|row| !row.disabled) {
        Some(row) => scope_now(tx, without_session(row), company).await,
        None => Ok(None),
    }
}

/// By the own roles, or by those at a provider that the company lets act.
pub(crate) async fn scope_now(
    tx: &Tx,
    person: Person,
    company: CompanyId,
) -> Result<Option<CompanyScope>, DbErr> {
    let rows = roles_of(tx, person.account).await?;
    let own: Vec<(Role, Option<Uuid>)> = rows
        .iter()
        .filter(|row| row.company_id == Some(company.0))
        .filter_map(|row| Some((Role::from_name(&row.role)?, row.incident_id)))
        .collect();
    if !own.is_empty() {
        return Ok(Some(CompanyScope::of_person(person, company, &own, None)));
    }
    let living = living_delegations(tx, company).await?;
    let serves = |provider: Uuid| rows.iter().any(|row| row.provider_id == Some(provider));
    let Some(delegated) = living.into_iter().find(|delegation| serves(delegation.provider_id))
    else {
        return Ok(None);
    };
    let given: Vec<(Role, Option<Uuid>)> = rows
        .iter()
        .filter(|row| row.provider_id == Some(delegated.provider_id))
        .filter_map(|row| Some((Role::from_name(&row.role)?, None)))
        .collect();
    Ok(Some(CompanyScope::of_person(person, company, &given, Some((&delegated).into()))))
}

/// The person of an account, outside any session.
pub(crate) fn without_session(row: account::Model) -> Person {
    Person {
        account: AccountId(row.id),
        name: row.name,
        email: row.email,
        session: Uuid::nil(),
        installation_admin: row.installation_admin,
    }
}
