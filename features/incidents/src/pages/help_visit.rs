//! Whose help page is asked for: the company of the secret in the address.

use std::{net::IpAddr, sync::OnceLock};

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Fence;
use hikeshi_directory::{by_help_token, help_page_call, model::company, read_help_token};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_ui::{CompanyHead, MarkShape, Shell};
use hikeshi_web::{Limiter, Platform, Problem, ProblemKind, RequestContext};

use super::help_busy;

/// A visit to the help pages of one company. Making it counts against the rate limit; a wrong or
/// replaced address is "not found".
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
        let token = token(parts).await.map_err(Problem::into_response)?;
        let visitor = (token.clone(), context.address);
        if let Err(problem) = flood(platform).check(&visitor) {
            return Err(help_busy::page(context.shell(), problem.retry_after.unwrap_or(1)));
        }
        let visit = visit(&context, platform, token).await.map_err(Problem::into_response)?;
        match limit(platform).check(&visitor) {
            Ok(()) => Ok(visit),
            Err(problem) if problem.kind == ProblemKind::TooMany => {
                Err(help_busy::page(visit.shell, problem.retry_after.unwrap_or(1)))
            }
            Err(problem) => Err(problem.into_response()),
        }
    }
}

/// The secret in the address as it is stored, if it looks like one.
async fn token(parts: &mut Parts) -> Result<String, Problem> {
    let params = RawPathParams::from_request_parts(parts, &()).await?;
    let token = params.iter().find(|(key, _)| *key == "token").map(|(_, value)| value.to_owned());
    token.and_then(|token| read_help_token(&token)).ok_or_else(Problem::not_found)
}

async fn visit(
    context: &RequestContext,
    platform: &Platform,
    token: String,
) -> Result<HelpVisit, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let company = by_help_token(&tx, &token).await?.ok_or_else(Problem::not_found)?;
    let mut shell = context.shell();
    let scope = CompanyScope::of_program(CompanyId(company.id), "help-page");
    shell.call = help_page_call(&tx, &scope, &company, context).await?;
    shell.company = Some(CompanyHead {
        name: company.name.clone(),
        mark: company.mark.clone(),
        mark_shape: MarkShape::of(u8::try_from(company.mark_shape).unwrap_or(0)),
        href: None,
    });
    Ok(HelpVisit { token, company, scope, shell })
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
