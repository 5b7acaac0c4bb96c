//! Checking, approving, taking back, and the answer about passing on.

use axum::{Router, response::Response, routing::post};
use hikeshi_identity::can;
use hikeshi_incidents::case::IncidentId;
use hikeshi_kernel::{clean_line, clean_text};
use hikeshi_web::{Platform, Posted, Problem, row_of_form};
use serde::Deserialize;

use super::papers_on::OnPaper;
use crate::{
    awaits::{Asked, ask_to_check},
    papers::{
        Answer, Approval, Checked, NewConsent, Withdrawal, approve, check, give_consent,
        withdraw_approval,
    },
};

/// The longest reason.
const LONGEST_NOTE: usize = 2000;
/// The longest name of somebody who gets a consent.
const LONGEST_NAME: usize = 300;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/{paper}/check", post(check_it))
        .route("/c/{company}/incidents/{incident}/filings/{paper}/ask-check", post(ask_it))
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
    /// The account of whoever is asked to check.
    #[serde(default)]
    colleague: String,
    #[serde(default)]
    to_whom: String,
    #[serde(default)]
    answer: String,
    /// Random, so that an answer sent twice is noted once.
    #[serde(default)]
    form_id: String,
}

async fn check_it(
    on: OnPaper<can::PrepareFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let tx = on.write().await?;
    let seen = (&*on.paper, &*form.seen);
    let refused = match check(&tx, &on.platform, &on.scope, &on.incident, seen).await? {
        Checked::Done => None,
        Checked::Moved => Some("paperwork-moved"),
        Checked::Already => Some("paperwork-checked-already"),
        Checked::Frozen => Some("paperwork-frozen"),
    };
    on.end(tx, refused).await
}

async fn ask_it(
    on: OnPaper<can::PrepareFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let tx = on.write().await?;
    let colleague = form.colleague.parse().unwrap_or_default();
    let asked = (&*on.paper, colleague);
    let refused = match ask_to_check(&tx, &on.platform, &on.scope, &on.incident, asked).await? {
        Asked::Done => None,
        Asked::Nobody => Some("awaits-ask-nobody"),
        Asked::NoDraft => Some("paperwork-frozen"),
    };
    on.end(tx, refused).await
}

async fn approve_it(
    on: OnPaper<can::ApproveFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (id, seen) = (IncidentId(on.incident.id), (&*on.paper, &*form.seen));
    let refused = match approve(&on.platform, &on.scope, id, seen).await? {
        Approval::Complete | Approval::Noted => None,
        Approval::Moved => Some("paperwork-moved"),
        Approval::Already => Some("paperwork-already"),
        Approval::NotTheirs => return Err(Problem::forbidden()),
    };
    on.answer(refused).await
}

async fn withdraw(
    on: OnPaper<can::ApproveFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let note = clean_text(&form.note, LONGEST_NOTE).unwrap_or_default();
    let tx = on.write().await?;
    let what = (&*on.paper, note);
    let done = withdraw_approval(&tx, &on.platform, &on.scope, &on.incident, what).await?;
    let refused = match done {
        Withdrawal::Done => None,
        Withdrawal::NotApproved => Some("paperwork-not-approved"),
        Withdrawal::LettersOut => Some("letters-out"),
    };
    on.end(tx, refused).await
}

async fn consent(
    on: OnPaper<can::DecideFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let to_whom = clean_line(&form.to_whom, LONGEST_NAME).ok();
    let said = to_whom.zip(Answer::from_name(&form.answer));
    let Some((to_whom, answer)) = said else {
        return on.answer(Some("paperwork-consent-missing")).await;
    };
    let sent = [&*on.paper, &*form.to_whom, &*form.answer];
    let id = row_of_form(&on.platform, on.incident.id, &form.form_id, &sent);
    let tx = on.write().await?;
    let what = (&*on.paper, NewConsent { id, to_whom, answer });
    give_consent(&tx, &on.platform, &on.scope, &on.incident, what).await?;
    on.end(tx, None).await
}
