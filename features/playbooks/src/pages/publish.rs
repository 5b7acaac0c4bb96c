//! Publishing the draft, with a note of what changed.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_identity::can;
use hikeshi_playbook::check_own;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::{Place2, name_of};
use crate::{
    keeper::{Keeper, Keeping},
    said::{SaidChange, finding_text, said_changes},
    shelf::{draft_of, find, hold, publish, version_of},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/draft/publish", get(show).post(submit))
        .route("/p/{provider}/playbooks/own/{playbook}/draft/publish", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/publish.html")]
struct PublishPage {
    shell: Shell,
    here: String,
    name: String,
    next: i64,
    /// What differs from the version before.
    changes: Vec<SaidChange>,
    faults: Vec<String>,
    form: PublishForm,
    conflict: bool,
    for_companies: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct PublishForm {
    note: String,
    /// The state of the draft that the person saw; 0 when the form is opened.
    seen: i64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let shown = (PublishForm::default(), Vec::new(), StatusCode::OK);
    page(&platform, &context, &keeper, &id, shown).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
    Posted(form): Posted<PublishForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let label = words.t("playbooks-note");
    let note = typed.optional_text("note", &label, &form.note, 2_000);
    if note.is_empty() {
        typed.mistake("note", words.t("playbooks-note-missing"));
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        let shown = (form, errors, StatusCode::UNPROCESSABLE_ENTITY);
        return page(&platform, &context, &keeper, &id, shown).await;
    }
    let tx = platform.db.write(keeper.fence()).await?;
    let row = hold(&tx, &keeper, &id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    if draft.row.revision != form.seen {
        drop(tx);
        let shown = (form, Vec::new(), StatusCode::CONFLICT);
        return page(&platform, &context, &keeper, &id, shown).await;
    }
    if publish(&tx, &platform, &keeper, (&row, draft, &note)).await?.is_err() {
        drop(tx);
        let shown = (form, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
        return page(&platform, &context, &keeper, &id, shown).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}/own/{}?done=published", keeper.base(), row.id)).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    id: &str,
    (mut form, errors, status): (PublishForm, Vec<FieldError>, StatusCode),
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, keeper, id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let before = version_of(&tx, &row, row.last_number).await?;
    let mut shell = keeper.shell(&tx, context).await?;
    shell.errors = errors;
    form.seen = draft.row.revision;
    let words = &shell.words;
    let faults = check_own(&draft.playbook);
    let faults = faults.iter().map(|finding| finding_text(words, &draft.playbook, finding));
    let changes = before.map(|before| said_changes(words, &before.playbook, &draft.playbook));
    let page = PublishPage {
        here: format!("{}/own/{}/draft", keeper.base(), row.id),
        name: name_of(words, &draft.playbook),
        next: row.last_number + 1,
        changes: changes.unwrap_or_default(),
        faults: faults.collect(),
        form,
        conflict: status == StatusCode::CONFLICT,
        for_companies: keeper.is_provider(),
        shell,
    };
    Ok(Html(page).with_status(status))
}
