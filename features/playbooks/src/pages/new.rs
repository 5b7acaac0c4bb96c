//! Beginning an empty playbook.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_identity::can;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::{kinds, known_kind, or_other};
use crate::{
    keeper::{Keeper, Keeping},
    shelf::begin_new,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/new", get(show).post(begin))
        .route("/p/{provider}/playbooks/new", get(show).post(begin))
}

#[derive(Template)]
#[template(path = "pages/new.html")]
struct NewPage {
    shell: Shell,
    base: String,
    kinds: Vec<Choice>,
    form: NewForm,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct NewForm {
    title: String,
    summary: String,
    kind: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
) -> Result<Response, Problem> {
    page(
        &platform,
        &context,
        &keeper,
        NewForm { kind: or_other(""), ..NewForm::default() },
        Vec::new(),
    )
    .await
}

async fn begin(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Posted(form): Posted<NewForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let title = typed.line("title", &words.t("playbooks-field-title"), &form.title, 200);
    let summary = typed.line("summary", &words.t("playbooks-field-summary"), &form.summary, 600);
    let errors = typed.errors();
    if !errors.is_empty() {
        return page(&platform, &context, &keeper, form, errors).await;
    }
    let kind = known_kind(words, &form.kind);
    let phase = words.in_lang(hikeshi_kernel::Lang::Ja).t("playbooks-first-phase");
    let tx = platform.db.write(keeper.fence()).await?;
    let row = begin_new(&tx, &platform, &keeper, (&title, &summary, &kind, &phase)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}/own/{}/draft", keeper.base(), row.id)).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    form: NewForm,
    errors: Vec<FieldError>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let mut shell = keeper.shell(&tx, context).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.errors = errors;
    let kinds = kinds(&shell.words);
    Ok(Html(NewPage { base: keeper.base(), kinds, form, shell }).with_status(status))
}
