//! Who asks, for whom, with which rights. Made only by the extractors of this
//! crate (and by [`CompanyScope::of_program`] for jobs and the command line);
//! every store function takes one and filters by it.

use hikeshi_db::{Fence, Tx};
use hikeshi_kernel::typed_id;
use hikeshi_web::Problem;
use uuid::Uuid;

use crate::{Role, delegations_of, model::delegation};

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

/// The right to act for one company.
#[derive(Debug, Clone)]
pub struct CompanyScope {
    actor: Actor,
    company: CompanyId,
    role: Option<Role>,
    provider: Option<ProviderId>,
    only_incident: Option<Uuid>,
    /// The actions that a program's key allows; empty for all that the role may do.
    only_actions: Vec<String>,
}

impl CompanyScope {
    pub(crate) fn of_person(
        person: Person,
        company: CompanyId,
        role: Role,
        provider: Option<ProviderId>,
        only_incident: Option<Uuid>,
    ) -> Self {
        Self {
            actor: Actor::Person(person),
            company,
            role: Some(role),
            provider,
            only_incident,
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
            role: None,
            provider: None,
            only_incident: None,
            only_actions: Vec::new(),
        }
    }

    /// The company.
    #[must_use]
    pub fn company(&self) -> CompanyId {
        self.company
    }

    /// The fence for transactions.
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
        self.provider
    }

    /// The role; `None` for the program.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// Whether the role may do `A`, and the key too if one is used; the program may.
    #[must_use]
    pub fn may<A: crate::can::Action>(&self) -> bool {
        let limited = !self.only_actions.is_empty();
        let allowed = !limited || self.only_actions.iter().any(|action| action == A::NAME);
        allowed && self.role.is_none_or(|role| role.may(A::NAME))
    }

    /// For an outsider: the one incident that may be seen.
    #[must_use]
    pub fn only_incident(&self) -> Option<Uuid> {
        self.only_incident
    }
}

/// The right to act for a provider.
#[derive(Debug, Clone)]
pub struct ProviderScope {
    /// Who acts.
    pub person: Person,
    /// For which provider.
    pub provider: ProviderId,
    /// In which role.
    pub role: Role,
}

impl ProviderScope {
    /// The scope of this person in a company that lets the provider act, for instance in one
    /// that the provider has just made in the same transaction.
    ///
    /// # Errors
    /// Not found, when the company does not let the provider act; a problem of the database.
    pub async fn in_company(&self, tx: &Tx, company: CompanyId) -> Result<CompanyScope, Problem> {
        let delegations = delegations_of(tx, company).await?;
        let acts =
            |d: &delegation::Model| d.provider_id == self.provider.0 && d.withdrawn_at.is_none();
        if !delegations.iter().any(acts) {
            return Err(Problem::not_found());
        }
        let person = self.person.clone();
        Ok(CompanyScope::of_person(person, company, self.role, Some(self.provider), None))
    }
}
