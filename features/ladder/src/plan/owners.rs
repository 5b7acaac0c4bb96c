//! Who can see to an item: people of the company and of the provider that acts for it.

use hikeshi_db::Tx;
use hikeshi_directory::acting_provider;
use hikeshi_identity::{CompanyScope, Member, ProviderId, members_of_company, members_of_provider};
use hikeshi_web::Problem;
use uuid::Uuid;

/// A person who may change the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
    /// Where reminders go.
    pub email: String,
    /// The provider, for people of one.
    pub provider: Option<String>,
    /// Whether reminders without an owner go here.
    pub is_officer: bool,
}

/// Everybody who may change the plan of the company, its own people first.
///
/// # Errors
/// A problem of the database.
pub async fn owners(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Owner>, Problem> {
    let owner = |member: Member, provider: Option<&str>| Owner {
        account: member.account.0,
        is_officer: member.role == hikeshi_identity::Role::Officer,
        name: member.name,
        email: member.email,
        provider: provider.map(str::to_owned),
    };
    let able = |member: &Member| member.role.may("edit-plan");
    let own = members_of_company(tx, scope.company()).await?;
    let mut all: Vec<Owner> = own.into_iter().filter(able).map(|one| owner(one, None)).collect();
    if let Some(provider) = acting_provider(tx, scope.company()).await? {
        let theirs = members_of_provider(tx, ProviderId(provider.id)).await?;
        let theirs = theirs.into_iter().filter(able);
        all.extend(theirs.map(|one| owner(one, Some(&provider.name))));
    }
    Ok(all)
}
