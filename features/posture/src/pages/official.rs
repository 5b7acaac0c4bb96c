//! The official workbook: its texts are kept for the company that brings it in, matched by official id.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{Place2, import::file_of, shown::text};
use crate::{
    assessment::{keep_official_texts, official_texts},
    content::library,
    incoming::{MAX_BYTES, take_official},
};

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_BYTES + 64 * 1024);
    Router::new()
        .route("/c/{company}/assessments/official/{catalogue}", get(show).post(take).layer(limit))
}

#[derive(Template)]
#[template(path = "pages/official.html")]
struct OfficialPage {
    shell: Shell,
    back: String,
    title: String,
    known: usize,
    of: usize,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, catalogue)): Place2,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, (&catalogue, None)).await
}

async fn take(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
    body: Multipart,
) -> Result<Response, Problem> {
    let catalogue = library()?.catalogue(&id).ok_or_else(Problem::not_found)?;
    let bytes = file_of(body).await?;
    let read = tokio::task::spawn_blocking(move || take_official(catalogue, &bytes)).await;
    let read = read.map_err(|error| Problem::internal(error.to_string()))?;
    let Some(texts) = read.ok().filter(|texts| !texts.is_empty()) else {
        let error = context.words.t("posture-official-nothing");
        return page(&platform, &context, &scope, (&id, Some(error))).await;
    };
    let tx = platform.db.write(scope.fence()).await?;
    keep_official_texts(&tx, &platform, &scope, (&id, "", &texts)).await?;
    tx.commit().await?;
    let here = format!("/c/{}/assessments/official/{id}", scope.company());
    Ok(Redirect::to(&here).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, error): (&str, Option<String>),
) -> Result<Response, Problem> {
    let catalogue = library()?.catalogue(id).ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Posture).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    shell.errors.extend(error.map(|error| FieldError::new("file", error)));
    let page = OfficialPage {
        back: format!("/c/{}/assessments", scope.company()),
        title: text(&shell, &catalogue.title),
        known: official_texts(&tx, scope, id).await?.len(),
        of: catalogue.len(),
        shell,
    };
    Ok(Html(page).with_status(status))
}
