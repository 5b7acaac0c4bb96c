//! A newer edition of the template: what it changes, and taking it over.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::differences;
use hikeshi_identity::{Allowed, can};
use hikeshi_policy::{Label, TemplateChange, What, shown};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{Place2, compare::Difference};
use crate::document::{Changed, change, find_document, new_edition, take_new_edition};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/edition", get(show).post(take))
}

#[derive(Template)]
#[template(path = "pages/edition.html")]
struct EditionPage {
    shell: Shell,
    here: String,
    name: String,
    old: String,
    new: String,
    seen: i64,
    changes: Vec<Difference>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TakeForm {
    seen: i64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let here = format!("/c/{}/policies/{}", scope.company(), document.row.id);
    let Some(edition) = new_edition(&document)? else {
        return Ok(Redirect::to(&here).into_response());
    };
    let shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    let labels = edition.template.labels(document.lang());
    let body = &edition.updated.body;
    let title = |id: &str| body.section(id).map(|it| it.title.clone()).unwrap_or_default();
    let changes = edition.updated.changes.iter();
    let changes = changes.map(|one| said(&shell, one, (title(&one.section), &labels))).collect();
    Ok(Html(EditionPage {
        name: document.row.name.clone(),
        old: document.row.template_version.clone(),
        new: edition.template.file.version.clone(),
        seen: document.row.revision,
        changes,
        here,
        shell,
    })
    .into_response())
}

fn said(shell: &Shell, one: &TemplateChange, (title, labels): (String, &[Label])) -> Difference {
    let what = match one.what {
        What::Added => "policies-edition-added",
        What::Taken => "policies-edition-changed",
        What::Kept => "policies-edition-kept",
        What::Removed => "policies-edition-removed",
        What::KeptOld => "policies-edition-kept-old",
    };
    let (before, after) = (shown(&one.before, labels), shown(&one.after, labels));
    Difference { title, what: shell.t(what), segments: differences(&before, &after) }
}

async fn take(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<TakeForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let here = format!("/c/{}/policies/{}", scope.company(), document.row.id);
    let Some(edition) = new_edition(&document)? else { return Ok(Redirect::to(&here)) };
    let wanted = take_new_edition(&document, edition)?;
    match change(&tx, &platform, &scope, (&id, form.seen), wanted).await? {
        Changed::Done => tx.commit().await?,
        _ => return Err(Problem::conflict(context.words.t("policies-conflict-what"))),
    }
    Ok(Redirect::to(&format!("{here}?done=edition")))
}
