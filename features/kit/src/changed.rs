//! After a change of contacts, desks or people, the kit is looked at before the answer goes out, so
//! that the next page says that the paper is out of date. What is missed is found by the daily look.

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use crate::{last_edition, look};

/// Pages below a company on which something can change that is printed.
const PRINTED: [&str; 5] = ["contacts", "desks", "settings", "help-address", "kit"];

/// Looks at the company's kit after a request that may have changed something in it.
pub async fn look_after_change(
    State(platform): State<Platform>,
    request: Request,
    next: Next,
) -> Response {
    let changes = ![Method::GET, Method::HEAD].contains(request.method());
    let company = company_in(request.uri().path()).filter(|_| changes);
    let answer = next.run(request).await;
    let done = answer.status().is_success() || answer.status().is_redirection();
    if let Some(company) = company.filter(|_| done)
        && let Err(problem) = look_at(&platform, company).await
    {
        tracing::warn!(cause = problem.cause, "the kit is looked at later");
    }
    answer
}

async fn look_at(platform: &Platform, company: CompanyId) -> Result<(), Problem> {
    let scope = CompanyScope::of_program(company, "job");
    let tx = platform.db.read(scope.fence()).await?;
    if last_edition(&tx, &scope).await?.is_none() {
        return Ok(());
    }
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    look(&tx, platform, &scope).await?;
    Ok(tx.commit().await?)
}

/// The company of the path of such a page.
fn company_in(path: &str) -> Option<CompanyId> {
    let mut parts = path.strip_prefix("/c/")?.split('/');
    let id: Uuid = parts.next()?.parse().ok()?;
    PRINTED.contains(&parts.next()?).then_some(CompanyId(id))
}
