//! Finishing an assessment: what is frozen, shown before.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Redirect,
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    shown::{ShownScore, href, text},
};
use crate::assessment::{finish, ready};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assessments/{assessment}/finish", get(show).post(act))
}

#[derive(Template)]
#[template(path = "pages/finish.html")]
struct FinishPage {
    shell: Shell,
    base: String,
    title: String,
    score: ShownScore,
    waiting: u32,
    unknown: u32,
    seen: i64,
    draft: bool,
}

/// What the form sends: the revision that the person saw.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FinishForm {
    seen: i64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::FinishPosture>,
    Path((_, id)): Place2,
) -> Result<Html<FinishPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let now = ready(&tx, &scope, &id).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Posture).await?;
    let catalogue = &now.assessment.catalogue;
    Ok(Html(FinishPage {
        base: href(&scope, &now.assessment),
        title: text(&shell, &catalogue.title),
        score: ShownScore::of(&shell, &now.assessment, &now.score.sum),
        waiting: now.score.sum.counts.unanswered,
        unknown: now.score.sum.counts.unknown,
        seen: now.assessment.row.revision,
        draft: now.assessment.is_draft(),
        shell,
    }))
}

async fn act(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::FinishPosture>,
    Path((_, id)): Place2,
    Posted(form): Posted<FinishForm>,
) -> Result<Redirect, Problem> {
    let done = finish(&platform, &scope, &context.words, (&id, form.seen)).await?;
    let word = if done { "finished" } else { "changed" };
    Ok(Redirect::to(&format!("/c/{}/assessments/{id}?done={word}", scope.company())))
}
