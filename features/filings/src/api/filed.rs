//! Noting that a paper went out: when, how, with which receipt and proof. To whom stands on it.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::post,
};
use hikeshi_db::Tx;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::view_incident,
    evidence::{EvidenceId, find_exhibit},
    model::incident,
};
use hikeshi_web::{Platform, Problem, RequestContext, Sent, Typed};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Place3, acts::shown, mistakes::mistakes, paper_shapes::PaperShape};
use crate::{
    model::paper,
    pages::report_time::ReportTime,
    papers::{How, NewFiling, approved_at, file_paper, find_paper},
};

/// The longest receipt number.
const LONGEST_RECEIPT: usize = 200;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/filed", post(file))
}

/// How a paper went out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperFiledBody {
    /// When (RFC 3339, or as people write it); not in the future, nor before the approval.
    #[schema(example = "2026-11-20T00:46:00Z")]
    done_at: String,
    /// `web-form`, `email`, `post`, `in-person`, `telephone`, `published` or `other`.
    how: String,
    /// The number or name that the recipient gave.
    #[serde(default)]
    #[schema(max_length = 200)]
    receipt: String,
    /// The exhibit that proves it.
    exhibit: Option<Uuid>,
    /// `version` of the paper as it was read.
    seen: i64,
}

/// Notes that an approved paper went out: its duty counts as reported, and the earlier paper that it
/// carries on is superseded.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/filed", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    request_body = PaperFiledBody,
    responses((status = 200, body = PaperShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It is not approved, or somebody noted it meanwhile."),
        (status = 422, description = "`detail` names each field and says what to do.")))]
pub(super) async fn file(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApproveFilings>,
    Path((_, id, paper)): Place3,
    sent: Sent<PaperFiledBody>,
) -> Result<Json<PaperShape>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let new = checked(&tx, &platform, &context, (&incident, &row), sent.value).await?;
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    if !file_paper(&tx, &platform, &scope, &incident, (&paper, new)).await? {
        return Err(Problem::conflict(context.words.t("paperwork-moved")));
    }
    tx.commit().await?;
    shown(&platform, &scope, (&incident, &context.words), &paper).await
}

async fn checked(
    tx: &Tx,
    platform: &Platform,
    context: &RequestContext,
    (incident, row): (&incident::Model, &paper::Model),
    body: PaperFiledBody,
) -> Result<NewFiling, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let label = words.t("paperwork-receipt");
    let receipt = typed.optional_line("receipt", &label, &body.receipt, LONGEST_RECEIPT);
    let how = How::from_name(&body.how);
    if how.is_none() {
        typed.mistake("how", How::ALL.map(How::name).join(", "));
    }
    let mut done_at = None;
    let time = ReportTime {
        now: platform.clock.now(),
        incident,
        approved: approved_at(tx, row).await?,
        missing: "paperwork-when-missing",
        future: "paperwork-when-future",
    };
    match time.read(words, &body.done_at)? {
        Ok(at) => done_at = Some(at),
        Err(text) => typed.mistake("done_at", text),
    }
    let exhibit = match body.exhibit {
        Some(id) => Some(find_exhibit(tx, incident, EvidenceId(id)).await?.id),
        None => None,
    };
    let errors = typed.errors();
    match how.zip(done_at).filter(|_| errors.is_empty()) {
        Some((how, done_at)) => Ok(NewFiling {
            done_at,
            how,
            receipt,
            exhibit,
            file: None,
            seen: body.seen,
            everybody: true,
        }),
        None => Err(mistakes(&errors)),
    }
}
