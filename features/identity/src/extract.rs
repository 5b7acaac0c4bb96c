//! The extractors that make scopes: a handler without one gets no data.
//!
//! Nobody signed in: 401 (pages redirect to the sign-in page). Under `/api/` a key counts
//! (`Authorization: Bearer hk_…`), and a session for reading only. Another
//! company's id, an unknown id, an unreadable id: 404. A role without the
//! right: 403.

use std::{marker::PhantomData, ops::Deref};

use axum::{
    extract::{FromRef, FromRequestParts, RawPathParams},
    http::{header, request::Parts},
};
use axum_extra::extract::CookieJar;
use hikeshi_db::Fence;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use crate::{
    API_TOKEN_PREFIX, CompanyId, CompanyScope, Person, ProviderId, ProviderScope, Role,
    accounts::find,
    api_tokens::{Grant, person_of_api_token},
    can::Action,
    members::roles_of,
    sessions::person_of_token,
    standing::{scope_now, without_session},
};

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = "hikeshi_session";

impl<S> FromRequestParts<S> for Person
where
    S: Send + Sync,
    Platform: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let platform = Platform::from_ref(state);
        if is_api(parts) {
            if let Some(secret) = bearer(parts) {
                let found = person_of_api_token(&platform, &secret).await?;
                let (person, grant) = found.ok_or_else(Problem::sign_in)?;
                parts.extensions.insert(grant);
                return Ok(person);
            }
            // A cookie is sent along by browsers on their own: enough for reading only.
            if !parts.method.is_safe() {
                return Err(Problem::sign_in());
            }
        }
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(SESSION_COOKIE).ok_or_else(Problem::sign_in)?;
        person_of_token(&platform, cookie.value()).await?.ok_or_else(Problem::sign_in)
    }
}

/// The right to do `A` for the company named in the path (`{company}`).
#[derive(Debug, Clone)]
pub struct Allowed<A: Action>(CompanyScope, PhantomData<A>);

impl<A: Action> Deref for Allowed<A> {
    type Target = CompanyScope;

    fn deref(&self) -> &CompanyScope {
        &self.0
    }
}

impl<A: Action, S> FromRequestParts<S> for Allowed<A>
where
    S: Send + Sync,
    Platform: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let person = Person::from_request_parts(parts, state).await?;
        let company = CompanyId(path_id(parts, state, "company").await?);
        let platform = Platform::from_ref(state);
        let mut scope = scope_in(&platform, person, company).await?;
        if let Some(grant) = parts.extensions.get::<Grant>() {
            if grant.company != company {
                return Err(Problem::not_found());
            }
            scope = scope.limited_to(grant.actions.clone());
        }
        if !scope.may::<A>() {
            return Err(Problem::forbidden());
        }
        Ok(Self(scope, PhantomData))
    }
}

/// The right to do `A` for the provider named in the path (`{provider}`).
#[derive(Debug, Clone)]
pub struct AllowedProvider<A: Action>(ProviderScope, PhantomData<A>);

impl<A: Action> Deref for AllowedProvider<A> {
    type Target = ProviderScope;

    fn deref(&self) -> &ProviderScope {
        &self.0
    }
}

impl<A: Action, S> FromRequestParts<S> for AllowedProvider<A>
where
    S: Send + Sync,
    Platform: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let person = Person::from_request_parts(parts, state).await?;
        // A key is made for one company and opens no provider.
        if parts.extensions.get::<Grant>().is_some() {
            return Err(Problem::not_found());
        }
        let provider = ProviderId(path_id(parts, state, "provider").await?);
        let platform = Platform::from_ref(state);
        let tx = platform.db.read(Fence::Open).await?;
        let rows = roles_of(&tx, person.account).await?;
        let here = rows.iter().filter(|row| row.provider_id == Some(provider.0));
        let mut roles: Vec<Role> = here.filter_map(|row| Role::from_name(&row.role)).collect();
        roles.sort_unstable();
        if roles.is_empty() {
            return Err(Problem::not_found());
        }
        let scope = ProviderScope { person, provider, roles };
        if !scope.may::<A>() {
            return Err(Problem::forbidden());
        }
        Ok(Self(scope, PhantomData))
    }
}

fn is_api(parts: &Parts) -> bool {
    parts.uri.path().starts_with("/api/")
}

/// The key of `Authorization: Bearer hk_…`.
fn bearer(parts: &Parts) -> Option<String> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    let is_ours = scheme.eq_ignore_ascii_case("bearer") && secret.starts_with(API_TOKEN_PREFIX);
    is_ours.then(|| secret.trim().to_owned())
}

/// The scope of a person in a company now. No right at all is "not found".
async fn scope_in(
    platform: &Platform,
    person: Person,
    company: CompanyId,
) -> Result<CompanyScope, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    scope_now(&tx, person, company).await?.ok_or_else(Problem::not_found)
}

/// The scope of the person with that address in a company, by the same rule as
/// for requests: for the command line and the demo.
///
/// # Errors
/// Not found: no such person, or no right in that company.
pub async fn company_scope(
    platform: &Platform,
    email: &str,
    company: CompanyId,
) -> Result<CompanyScope, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let row = find(&tx, email).await?.ok_or_else(Problem::not_found)?;
    drop(tx);
    scope_in(platform, without_session(row), company).await
}

async fn path_id<S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
    name: &str,
) -> Result<Uuid, Problem> {
    let params = RawPathParams::from_request_parts(parts, state).await?;
    params
        .iter()
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| value.parse().ok())
        .ok_or_else(Problem::not_found)
}
