//! Whose help page is asked for: the company of the secret in the address.

use std::{net::IpAddr, sync::OnceLock};

use axum::{
    extract::{FromRequestParts, Query, RawPathParams},
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Fence;
use hikeshi_directory::{
    by_help_token, by_retired_help_token, help_page_call, model::company, read_help_token,
};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_ui::{CompanyHead, MarkShape, Shell};
use hikeshi_web::{Limiter, Platform, Problem, ProblemKind, RequestContext};
use jiff::{SignedDuration, Timestamp};

use super::{help::is_secret, help_busy, help_replaced, help_start::DraftQuery};
use crate::help::find_draft;

/// So long after it was begun a report can be finished on an address that was replaced meanwhile.
const FINISHED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// A visit to the help pages of one company. Making it counts against the rate limit; a wrong
/// address is "not found". A replaced address is gone, but for answers that somebody began there
/// within the last day: they may be finished.
pub(crate) struct HelpVisit {
    /// The secret in the address.
    pub token: String,
    /// The company.
    pub company: company::Model,
    /// The program's right to act for it.
    pub scope: CompanyScope,
    /// The frame of the page.
    pub shell: Shell,
}

impl FromRequestParts<Platform> for HelpVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Self, Response> {
        let context = context(parts).map_err(Problem::into_response)?;
        let (token, draft) = secrets(parts).await.map_err(Problem::into_response)?;
        let visitor = (token.clone(), context.address);
        if let Err(problem) = flood(platform).check(&visitor) {
            return Err(help_busy::page(context.shell(), problem.retry_after.unwrap_or(1)));
        }
        let visit = visit(&context, platform, (token, draft));
        let (visit, replaced) = visit.await.map_err(Problem::into_response)?;
        match limit(platform).check(&visitor) {
            Ok(()) if replaced => Err(help_replaced::page(visit.shell)),
            Ok(()) => Ok(visit),
            Err(problem) if problem.kind == ProblemKind::TooMany => {
                Err(help_busy::page(visit.shell, problem.retry_after.unwrap_or(1)))
            }
            Err(problem) => Err(problem.into_response()),
        }
    }
}

/// The secret in the address as it is stored, if it looks like one, and that of a draft.
async fn secrets(parts: &mut Parts) -> Result<(String, Option<String>), Problem> {
    let params = RawPathParams::from_request_parts(parts, &()).await?;
    let named = |name: &str| params.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    let token = named("token").and_then(read_help_token).ok_or_else(Problem::not_found)?;
    let asked = || Query::<DraftQuery>::try_from_uri(&parts.uri).ok()?.0.d;
    let draft = named("draft").map(str::to_owned).or_else(asked);
    Ok((token, draft.filter(|draft| is_secret(draft))))
}

/// The visit, and whether the address was replaced and there is nothing to finish.
async fn visit(
    context: &RequestContext,
    platform: &Platform,
    (token, draft): (String, Option<String>),
) -> Result<(HelpVisit, bool), Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let (company, retired) = match by_help_token(&tx, &token).await? {
        Some(company) => (company, None),
        None => by_retired_help_token(&tx, &token)
            .await?
            .map(|(company, at)| (company, Some(at)))
            .ok_or_else(Problem::not_found)?,
    };
    let mut shell = context.shell();
    let scope = CompanyScope::of_program(CompanyId(company.id), "help-page");
    shell.call = help_page_call(&tx, &scope, &company, context).await?;
    drop(tx);
    let replaced = match retired {
        Some(at) => !may_finish(platform, &scope, (draft, at)).await?,
        None => false,
    };
    // Whoever has only an old address learns no more than the telephone number.
    shell.company = (!replaced).then(|| CompanyHead {
        name: company.name.clone(),
        mark: company.mark.clone(),
        mark_shape: MarkShape::of(u8::try_from(company.mark_shape).unwrap_or(0)),
        href: None,
    });
    Ok((HelpVisit { token, company, scope, shell }, replaced))
}

/// Whether the draft was begun before the address was replaced, and within the last day.
async fn may_finish(
    platform: &Platform,
    scope: &CompanyScope,
    (draft, retired_at): (Option<String>, Timestamp),
) -> Result<bool, Problem> {
    let Some(secret) = draft else { return Ok(false) };
    let tx = platform.db.read(scope.fence()).await?;
    let draft = match find_draft(&tx, scope, &secret).await {
        Ok(draft) => draft,
        Err(problem) if problem.kind == ProblemKind::NotFound => return Ok(false),
        Err(problem) => return Err(problem),
    };
    let since = platform.clock.now() - FINISHED_WITHIN;
    Ok(draft.begun_at <= retired_at && draft.begun_at >= since)
}

fn context(parts: &Parts) -> Result<RequestContext, Problem> {
    let found = parts.extensions.get::<RequestContext>().cloned();
    found.ok_or_else(|| Problem::internal("a help page stands outside of protect()"))
}

/// So many times the limit are refused before the database is asked: then the page is a bare one,
/// without the telephone number that the first refusals show.
const FLOOD: u32 = 4;

/// The requests that are a flood, for the life of the program.
fn flood(platform: &Platform) -> &'static Limiter<(String, IpAddr)> {
    static LIMIT: OnceLock<Limiter<(String, IpAddr)>> = OnceLock::new();
    let most = || platform.config.limits.help_per_minute.saturating_mul(FLOOD);
    LIMIT.get_or_init(|| Limiter::per_minute(most()))
}

/// Requests of one address to one help page, for the life of the program.
fn limit(platform: &Platform) -> &'static Limiter<(String, IpAddr)> {
    static LIMIT: OnceLock<Limiter<(String, IpAddr)>> = OnceLock::new();
    LIMIT.get_or_init(|| Limiter::per_minute(platform.config.limits.help_per_minute))
}
