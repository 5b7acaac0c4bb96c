//! Who keeps playbooks: a company for itself, or a provider for all companies that let it act.
//! Pages and stores are the same for both; what differs stands here.

use std::{marker::PhantomData, ops::Deref};

use axum::{
    extract::{FromRef, FromRequestParts, RawPathParams},
    http::request::Parts,
};
use hikeshi_db::{Fence, Tx};
use hikeshi_directory::{Place, ProviderPlace, company_shell, provider_shell};
use hikeshi_exchange::Intake;
use hikeshi_identity::{
    Allowed, AllowedProvider, CompanyScope, ProviderScope, audit, audit_open, can,
};
use hikeshi_kernel::japan;
use hikeshi_playbook::Edition;
use hikeshi_ui::Shell;
use hikeshi_web::{Platform, Problem, RequestContext};
use serde_json::Value;
use uuid::Uuid;

/// Somebody who acts on a shelf of playbooks.
#[derive(Debug, Clone)]
pub enum Keeper {
    /// For a company.
    Company(CompanyScope),
    /// For a provider.
    Provider(ProviderScope),
}

impl Keeper {
    /// The shelf: what `company_id` says in the tables of this slice.
    #[must_use]
    pub fn shelf(&self) -> Uuid {
        match self {
            Self::Company(scope) => scope.company().0,
            Self::Provider(scope) => scope.provider.0,
        }
    }

    /// What a transaction is opened with.
    #[must_use]
    pub fn fence(&self) -> Fence {
        Fence::Tenant(self.shelf())
    }

    /// Where the pages of the shelf begin.
    #[must_use]
    pub fn base(&self) -> String {
        match self {
            Self::Company(scope) => format!("/c/{}/playbooks", scope.company()),
            Self::Provider(scope) => format!("/p/{}/playbooks", scope.provider),
        }
    }

    /// The name to write beside an act.
    #[must_use]
    pub fn actor_name(&self) -> &str {
        match self {
            Self::Company(scope) => scope.actor_name(),
            Self::Provider(scope) => &scope.person.name,
        }
    }

    /// Whether the person may write, publish and withdraw.
    #[must_use]
    pub fn may_edit(&self) -> bool {
        match self {
            Self::Company(scope) => scope.may::<can::EditPlaybooks>(),
            Self::Provider(scope) => scope.may::<can::EditPlaybooks>(),
        }
    }

    /// Whether it is a provider's shelf.
    #[must_use]
    pub const fn is_provider(&self) -> bool {
        matches!(self, Self::Provider(_))
    }

    /// How a playbook of this shelf says whose it is.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        match self {
            Self::Company(_) => Edition::Own,
            Self::Provider(_) => Edition::Provider,
        }
    }

    /// The id that runs know a playbook of this shelf by.
    #[must_use]
    pub fn playbook_id(&self, row: Uuid) -> String {
        match self {
            Self::Company(_) => format!("{OWN}{row}"),
            Self::Provider(_) => format!("{PROVIDER}{row}"),
        }
    }

    /// Who takes a file over, today and for this kind of incident.
    #[must_use]
    pub fn intake(&self, platform: &Platform, kind: &str) -> Intake {
        let on = platform.clock.now().to_zoned(japan()).date();
        Intake { by: self.actor_name().to_owned(), on, kind: kind.to_owned() }
    }

    /// The frame of a page.
    ///
    /// # Errors
    /// Not found, or a problem of the database.
    pub async fn shell(&self, tx: &Tx, context: &RequestContext) -> Result<Shell, Problem> {
        Ok(match self {
            Self::Company(scope) => company_shell(tx, scope, context, Place::Playbooks).await?,
            Self::Provider(scope) => {
                provider_shell(tx, scope, context, ProviderPlace::Playbooks).await?.0
            }
        })
    }

    /// The entry of the log for a change of a playbook.
    ///
    /// # Errors
    /// A problem of the log; the transaction must then be dropped.
    pub async fn audit(
        &self,
        tx: &Tx,
        platform: &Platform,
        action: &'static str,
        (playbook, detail): (Uuid, Value),
    ) -> Result<(), Problem> {
        let target = ("playbook", playbook);
        match self {
            Self::Company(scope) => audit(tx, platform, scope, action, target, detail).await?,
            Self::Provider(scope) => {
                audit_open(tx, platform, Some(scope.person.account.0), action, target).await?;
            }
        }
        Ok(())
    }
}

/// The id of a company's own playbook begins so.
pub(crate) const OWN: &str = "own-";
/// The id of a provider's playbook begins so.
pub(crate) const PROVIDER: &str = "provider-";

/// The right to do `A` on the shelf that the path names (`{company}` or `{provider}`): answers a
/// stranger as `Allowed` and `AllowedProvider` do.
#[derive(Debug, Clone)]
pub(crate) struct Keeping<A>(Keeper, PhantomData<A>);

impl<A> Deref for Keeping<A> {
    type Target = Keeper;

    fn deref(&self) -> &Keeper {
        &self.0
    }
}

impl<A: can::Action, S> FromRequestParts<S> for Keeping<A>
where
    S: Send + Sync,
    Platform: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await?;
        let of_company = params.iter().any(|(name, _)| name == "company");
        let keeper = if of_company {
            let scope = Allowed::<A>::from_request_parts(parts, state).await?;
            Keeper::Company((*scope).clone())
        } else {
            let scope = AllowedProvider::<A>::from_request_parts(parts, state).await?;
            Keeper::Provider((*scope).clone())
        };
        Ok(Self(keeper, PhantomData))
    }
}
