//! Checking, approving, taking back, and the answer about passing on.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::post,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::{IncidentId, view_incident},
    model::incident,
};
use hikeshi_kernel::{clean_line, clean_text};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::papers_paper::{Place3, Typed, page};
use crate::papers::{
    Answer, Approval, Checked, Withdrawal, approve, check, find_paper, give_consent,
    withdraw_approval,
};

/// The longest reason.
const LONGEST_NOTE: usize = 2000;
/// The longest name of somebody who gets a consent.
const LONGEST_NAME: usize = 300;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/{paper}/check", post(check_it))
        .route("/c/{company}/incidents/{incident}/filings/{paper}/approve", post(approve_it))
        .route("/c/{company}/incidents/{incident}/filings/{paper}/withdraw", post(withdraw))
        .route("/c/{company}/incidents/{incident}/filings/{paper}/consent", post(consent))
}

/// What the forms post.
#[derive(Debug, Clone, Default, Deserialize)]
struct ActForm {
    /// Names the text that the person saw.
    #[serde(default)]
    seen: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    to_whom: String,
    #[serde(default)]
    answer: String,
}

async fn check_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, paper)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    let done = check(&tx, &platform, &scope, &incident, (&paper, &form.seen)).await?;
    let refused = match done {
        Checked::Done => None,
        Checked::Moved => Some("paperwork-moved"),
        Checked::Frozen => Some("paperwork-frozen"),
    };
    end(tx, refused).await?;
    answer(&platform, &context, &scope, (&incident, &paper), refused).await
}

async fn approve_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, paper)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let id = IncidentId(incident.id);
    let refused = match approve(&platform, &scope, id, (&paper, &form.seen)).await? {
        Approval::Complete | Approval::Noted => None,
        Approval::Moved => Some("paperwork-moved"),
        Approval::Already => Some("paperwork-already"),
        Approval::NotTheirs => return Err(Problem::forbidden()),
    };
    answer(&platform, &context, &scope, (&incident, &paper), refused).await
}

async fn withdraw(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, paper)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let note = clean_text(&form.note, LONGEST_NOTE).unwrap_or_default();
    let tx = platform.db.write(scope.fence()).await?;
    let done = withdraw_approval(&tx, &platform, &scope, &incident, (&paper, note)).await?;
    let refused = match done {
        Withdrawal::Done => None,
        Withdrawal::NotApproved => Some("paperwork-not-approved"),
        Withdrawal::LettersOut => Some("letters-out"),
    };
    end(tx, refused).await?;
    answer(&platform, &context, &scope, (&incident, &paper), refused).await
}

async fn consent(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, paper)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let to_whom = clean_line(&form.to_whom, LONGEST_NAME).ok();
    let said = to_whom.zip(Answer::from_name(&form.answer));
    let Some((to_whom, said)) = said else {
        let refused = Some("paperwork-consent-missing");
        return answer(&platform, &context, &scope, (&incident, &paper), refused).await;
    };
    let tx = platform.db.write(scope.fence()).await?;
    give_consent(&tx, &platform, &scope, &incident, (&paper, to_whom, said)).await?;
    tx.commit().await?;
    answer(&platform, &context, &scope, (&incident, &paper), None).await
}

/// Keeps what was done, unless it was refused.
async fn end(tx: Tx, refused: Option<&str>) -> Result<(), Problem> {
    if refused.is_none() {
        tx.commit().await?;
    }
    Ok(())
}

/// Back to the paper, or the paper with the reason why nothing was done.
async fn answer(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, paper): (&incident::Model, &str),
    refused: Option<&'static str>,
) -> Result<Response, Problem> {
    let Some(key) = refused else {
        let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
        return Ok(Redirect::to(&format!("{base}/{paper}?saved=1")).into_response());
    };
    refuse(platform, context, scope, (incident, paper), key).await
}

/// The page of a paper with the reason why nothing was done.
pub(super) async fn refuse(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, paper): (&incident::Model, &str),
    key: &str,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let row = find_paper(&tx, incident, paper).await?;
    let typed = Typed::Refused(context.words.t(key));
    let page = page(&tx, platform, scope, (incident, row), (shell, typed)).await?;
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}
