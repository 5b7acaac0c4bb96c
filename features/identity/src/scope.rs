//! Who asks, for whom, with which rights. Made only by the extractors of this
//! crate (and by [`CompanyScope::of_program`] for jobs and the command line);
//! every store function takes one and filters by it.

use hikeshi_db::{Fence, Tx};
use hikeshi_kernel::typed_id;
use hikeshi_web::Problem;
use uuid::Uuid;

use crate::{
    Role,
    can::{Action, ViewIncidents},
    living_delegations,
    model::delegation,
};

typed_id!(
    /// A person who can sign in.
    AccountId,
    /// A company.
    CompanyId,
    /// A provider.
    ProviderId,
);

/// A signed-in person, before any company or provider is chosen.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The name as shown.
    pub name: String,
    /// The address.
    pub email: String,
    /// The session in use.
    pub session: Uuid,
    /// Whether this person set the installation up.
    pub installation_admin: bool,
}

/// Who acts.
#[derive(Debug, Clone)]
pub enum Actor {
    /// A person.
    Person(Person),
    /// The program itself: a job, the help page of an unknown reporter, an import.
    Program(&'static str),
}

/// The provider through which a person acts, with what the company allowed it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Through {
    provider: ProviderId,
    /// Whether the company allows what the table names under `if-company-allows`.
    allowed_more: bool,
}

impl From<&delegation::Model> for Through {
    fn from(row: &delegation::Model) -> Self {
        Self { provider: ProviderId(row.provider_id), allowed_more: row.may_file }
    }
}

/// The right to act for one company.
#[derive(Debug, Clone)]
pub struct CompanyScope {
    actor: Actor,
    company: CompanyId,
    /// Sorted, the one with most rights first; none for the program.
    roles: Vec<Role>,
    provider: Option<Through>,
    only_incidents: Option<Vec<Uuid>>,
    /// The actions that a program's key allows; empty for all that the role may do.
    only_actions: Vec<String>,
}

impl CompanyScope {
    /// With all roles of the person there, each with the one incident for which it was given.
    pub(crate) fn of_person(
        person: Person,
        company: CompanyId,
        given: &[(Role, Option<Uuid>)],
        provider: Option<Through>,
    ) -> Self {
        let mut roles: Vec<Role> = given.iter().map(|(role, _)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        Self {
            actor: Actor::Person(person),
            company,
            roles,
            provider,
            only_incidents: only_incidents(given),
            only_actions: Vec::new(),
        }
    }

    /// The same, for no more than these actions.
    pub(crate) fn limited_to(self, only_actions: Vec<String>) -> Self {
        Self { only_actions, ..self }
    }

    /// The program acting for a company. `part` names it in the log (`job`, `help-page`, `import`).
    #[must_use]
    pub fn of_program(company: CompanyId, part: &'static str) -> Self {
        Self {
            actor: Actor::Program(part),
            company,
            roles: Vec::new(),
            provider: None,
            only_incidents: None,
            only_actions: Vec::new(),
        }
    }

    /// The company whose data may be touched, and no other's.
    #[must_use]
    pub fn company(&self) -> CompanyId {
        self.company
    }

    /// What a transaction is opened with, so that PostgreSQL too shows this company's rows only.
    #[must_use]
    pub fn fence(&self) -> Fence {
        Fence::Tenant(self.company.0)
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account, when a person acts.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        match &self.actor {
            Actor::Person(person) => Some(person.account),
            Actor::Program(_) => None,
        }
    }

    /// The name to write beside an act; empty for the program.
    #[must_use]
    pub fn actor_name(&self) -> &str {
        match &self.actor {
            Actor::Person(person) => &person.name,
            Actor::Program(_) => "",
        }
    }

    /// The provider through which the person acts.
    #[must_use]
    pub fn provider(&self) -> Option<ProviderId> {
        self.provider.map(|through| through.provider)
    }

    /// The role to show beside the name; `None` for the program.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.roles.first().copied()
    }

    /// Whether the person has this role here; the program has none.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether one of the roles may do `A`, and the key too if one is used; the program may.
    #[must_use]
    pub fn may<A: Action>(&self) -> bool {
        let limited = !self.only_actions.is_empty();
        let allowed = !limited || self.only_actions.iter().any(|action| action == A::NAME);
        let more = self.provider.is_some_and(|through| through.allowed_more);
        let role_may =
            |role: &Role| role.may(A::NAME) || more && role.may_if_company_allows(A::NAME);
        let given = match self.actor {
            Actor::Person(_) => self.roles.iter().any(role_may),
            Actor::Program(_) => true,
        };
        allowed && given
    }

    /// For an outsider: the incidents that may be seen, no others.
    #[must_use]
    pub fn only_incidents(&self) -> Option<&[Uuid]> {
        self.only_incidents.as_deref()
    }

    /// Whether an incident of the company is among those that may be seen.
    #[must_use]
    pub fn sees_incident(&self, id: Uuid) -> bool {
        self.only_incidents().is_none_or(|only| only.contains(&id))
    }
}

/// The incidents to which the roles are limited: none of them counts beside a role that sees all.
fn only_incidents(given: &[(Role, Option<Uuid>)]) -> Option<Vec<Uuid>> {
    let limited = |(role, only): &(Role, Option<Uuid>)| *role == Role::Outsider || only.is_some();
    let sees_all = |one: &(Role, Option<Uuid>)| !limited(one) && one.0.may(ViewIncidents::NAME);
    if given.iter().any(sees_all) || !given.iter().any(limited) {
        return None;
    }
    Some(given.iter().filter_map(|(_, only)| *only).collect())
}

/// The right to act for a provider.
#[derive(Debug, Clone)]
pub struct ProviderScope {
    /// Who acts.
    pub person: Person,
    /// For which provider.
    pub provider: ProviderId,
    /// In which roles, the one with most rights first.
    pub roles: Vec<Role>,
}

impl ProviderScope {
    /// Whether one of the roles may do `A`.
    #[must_use]
    pub fn may<A: Action>(&self) -> bool {
        self.roles.iter().any(|role| role.may(A::NAME))
    }

    /// The role to show beside the name.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.roles.first().copied()
    }

    /// The scope of this person in a company that lets the provider act, for instance in one
    /// that the provider has just made in the same transaction.
    ///
    /// # Errors
    /// Not found, when the company does not let the provider act; a problem of the database.
    pub async fn in_company(&self, tx: &Tx, company: CompanyId) -> Result<CompanyScope, Problem> {
        let living = living_delegations(tx, company).await?;
        let living = living.iter().find(|delegation| delegation.provider_id == self.provider.0);
        let delegation = living.ok_or_else(Problem::not_found)?;
        let person = self.person.clone();
        let given: Vec<_> = self.roles.iter().map(|role| (*role, None)).collect();
        Ok(CompanyScope::of_person(person, company, &given, Some(delegation.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outsiders_see_what_they_were_invited_to_unless_another_role_sees_all() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let outside = [(Role::Outsider, Some(one)), (Role::Outsider, Some(two))];
        assert_eq!(only_incidents(&outside), Some(vec![one, two]));
        let employed = [(Role::Employee, None), (Role::Outsider, Some(one))];
        assert_eq!(only_incidents(&employed), Some(vec![one]));
        assert_eq!(only_incidents(&[(Role::Staff, None), (Role::Outsider, Some(one))]), None);
        assert_eq!(only_incidents(&[(Role::Outsider, None)]), Some(vec![]));
        assert_eq!(only_incidents(&[(Role::Employee, None)]), None);
    }
}
