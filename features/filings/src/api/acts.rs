//! Checking, approving, taking back, and the answer about passing on.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::post,
};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::{IncidentId, view_incident},
    model::incident,
};
use hikeshi_kernel::{clean_text, new_uuid};
use hikeshi_web::{Platform, Problem, RequestContext, Sent, Typed};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    Place3,
    mistakes::mistakes,
    paper_shapes::{PaperShape, paper_shape},
};
use crate::papers::{
    Answer, Approval, Checked, LONGEST_RECIPIENT, NewConsent, Withdrawal, approve, check,
    give_consent, withdraw_approval,
};

/// The longest reason.
const LONGEST_NOTE: usize = 2000;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/check",
            post(check_it),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/approve",
            post(approve_it),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/withdraw",
            post(withdraw),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/consent",
            post(consent),
        )
}

/// Which text was read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperSeenBody {
    /// `text_sha256` of the paper as it was read.
    seen: String,
}

/// Why an approval is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperWithdrawBody {
    /// Stands in the history; may be empty.
    #[serde(default)]
    #[schema(max_length = 2000)]
    note: String,
}

/// Whether somebody may pass the information on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperConsentBody {
    #[schema(max_length = 300)]
    to_whom: String,
    /// `yes` or `no`.
    answer: String,
}

/// Notes that the text was read and found right.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/check", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    request_body = PaperSeenBody,
    responses((status = 200, body = PaperShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It says something else now, or it is approved."),
        (status = 422)))]
pub(super) async fn check_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, id, paper)): Place3,
    sent: Sent<PaperSeenBody>,
) -> Result<Json<PaperShape>, Problem> {
    let words = &context.words;
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    match check(&tx, &platform, &scope, &incident, (&paper, &sent.value.seen)).await? {
        Checked::Done => tx.commit().await?,
        Checked::Moved => return Err(Problem::conflict(words.t("paperwork-moved"))),
        Checked::Already => {
            return Err(Problem::conflict(words.t("paperwork-checked-already")));
        }
        Checked::Frozen => return Err(Problem::conflict(words.t("paperwork-frozen"))),
    }
    shown(&platform, &scope, (&incident, words), &paper).await
}

/// Approves the text. With the last approval that is needed the paper is frozen and its files are
/// made; `approvals` of the answer says who is missing.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/approve", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    request_body = PaperSeenBody,
    responses((status = 200, body = PaperShape), (status = 401),
        (status = 403, description = "Another role approves this kind."), (status = 404),
        (status = 409, description = "It says something else now, nobody has checked it, or this person approved it already."),
        (status = 422)))]
pub(super) async fn approve_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApproveFilings>,
    Path((_, id, paper)): Place3,
    sent: Sent<PaperSeenBody>,
) -> Result<Json<PaperShape>, Problem> {
    let words = &context.words;
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let seen = (paper.as_str(), sent.value.seen.as_str());
    match approve(&platform, &scope, IncidentId(incident.id), seen).await? {
        Approval::Complete | Approval::Noted => {}
        Approval::Moved => return Err(Problem::conflict(words.t("paperwork-moved"))),
        Approval::Already => return Err(Problem::conflict(words.t("paperwork-already"))),
        Approval::NotTheirs => return Err(Problem::forbidden()),
    }
    shown(&platform, &scope, (&incident, words), &paper).await
}

/// Takes an approval back before the paper goes out: it is a draft again, its version stays.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/withdraw", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    request_body = PaperWithdrawBody,
    responses((status = 200, body = PaperShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It is not approved, or it went out."), (status = 422)))]
pub(super) async fn withdraw(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApproveFilings>,
    Path((_, id, paper)): Place3,
    sent: Sent<PaperWithdrawBody>,
) -> Result<Json<PaperShape>, Problem> {
    let words = &context.words;
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let note = match sent.value.note.trim() {
        "" => String::new(),
        note => clean_text(note, LONGEST_NOTE)
            .map_err(|error| Problem::invalid(format!("note: {error}")))?,
    };
    let tx = platform.db.write(scope.fence()).await?;
    match withdraw_approval(&tx, &platform, &scope, &incident, (&paper, note)).await? {
        Withdrawal::Done => {}
        Withdrawal::NotApproved => {
            return Err(Problem::conflict(words.t("paperwork-not-approved")));
        }
        Withdrawal::LettersOut => return Err(Problem::conflict(words.t("letters-out"))),
    }
    tx.commit().await?;
    shown(&platform, &scope, (&incident, words), &paper).await
}

/// Notes whether a recipient may pass the information on; earlier answers stay.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/consent", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    request_body = PaperConsentBody,
    responses((status = 200, body = PaperShape), (status = 401), (status = 403), (status = 404),
        (status = 422)))]
pub(super) async fn consent(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, id, paper)): Place3,
    sent: Sent<PaperConsentBody>,
) -> Result<Json<PaperShape>, Problem> {
    let words = &context.words;
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let mut typed = Typed::new(words);
    let label = words.t("paperwork-recipient");
    let to_whom = typed.line("to_whom", &label, &sent.value.to_whom, LONGEST_RECIPIENT);
    let said = Answer::from_name(&sent.value.answer);
    if said.is_none() {
        typed.mistake("answer", words.t("paperwork-consent-missing"));
    }
    let errors = typed.errors();
    let Some(said) = said.filter(|_| errors.is_empty()) else { return Err(mistakes(&errors)) };
    let tx = platform.db.write(scope.fence()).await?;
    let (clock, rng) = platform.chance();
    let new = NewConsent { id: new_uuid(clock, rng), to_whom, answer: said };
    give_consent(&tx, &platform, &scope, &incident, (&paper, new)).await?;
    tx.commit().await?;
    shown(&platform, &scope, (&incident, words), &paper).await
}

/// The paper as it stands after an act.
pub(super) async fn shown(
    platform: &Platform,
    scope: &CompanyScope,
    asked: (&incident::Model, &Words),
    paper: &str,
) -> Result<Json<PaperShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Json(paper_shape(&tx, platform, scope, asked, paper).await?))
}
