//! After a change of an incident its clocks are counted before the answer goes out, so that the next
//! page shows them as they are. What is missed here is counted a few seconds later by the program.

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use hikeshi_identity::CompanyId;
use hikeshi_web::Platform;
use uuid::Uuid;

use crate::duties::count_company;

/// Counts the company's clocks anew after a request that may have changed something in it.
pub async fn count_after_change(
    State(platform): State<Platform>,
    request: Request,
    next: Next,
) -> Response {
    let changes = ![Method::GET, Method::HEAD].contains(request.method());
    let company = company_in(request.uri().path()).filter(|_| changes);
    let answer = next.run(request).await;
    let done = answer.status().is_success() || answer.status().is_redirection();
    if let Some(company) = company.filter(|_| done)
        && let Err(problem) = count_company(&platform, company).await
    {
        tracing::warn!(cause = problem.cause, "clocks are counted later");
    }
    answer
}

/// The company of a path of pages (`/c/…`) or of the interface for programs.
fn company_in(path: &str) -> Option<CompanyId> {
    let own = path.strip_prefix("/c/").or_else(|| path.strip_prefix("/api/v1/companies/"))?;
    let id: Uuid = own.split('/').next()?.parse().ok()?;
    Some(CompanyId(id))
}
