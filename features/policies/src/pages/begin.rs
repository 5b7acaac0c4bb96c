//! A template before a document is begun from it: what it is for, what to know, what it will ask.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Redirect,
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{Confidence, Lang};
use hikeshi_ui::{Choice, Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, fresh_form, row_of_form};
use serde::Deserialize;

use crate::{
    document::{NewDocument, begin, langs_of},
    look::look,
    templates::template,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/new/{template}", get(show))
}

#[derive(Template)]
#[template(path = "pages/begin.html")]
struct BeginPage {
    shell: Shell,
    base: String,
    id: String,
    /// The title without readings, for the tab.
    tab: String,
    title: Markup,
    about: Markup,
    notes: Vec<Markup>,
    to_check: bool,
    edition: String,
    version: String,
    sources: Vec<String>,
    parts: Vec<Markup>,
    asks: Vec<Markup>,
    langs: Vec<Choice>,
    lang: String,
    form_id: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BeginForm {
    template: String,
    lang: String,
    form_id: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<BeginPage>, Problem> {
    let file = &template(&id)?.ok_or_else(Problem::not_found)?.file;
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    let lang =
        |lang: Lang| Choice::new(lang.code(), shell.t(&format!("policies-lang-{}", lang.code())));
    let sources = file.sources.iter().map(|source| {
        shell.t2("policies-source", "title", &source.title, "publisher", &source.publisher)
    });
    let titled = file.sections.iter().filter(|section| section.numbered);
    Ok(Html(BeginPage {
        base: format!("/c/{}/policies", scope.company()),
        tab: hikeshi_i18n::plain(file.title.get(context.lang)),
        title: shell.text(&file.title),
        about: shell.text(&file.about),
        notes: file.notes.iter().map(|note| shell.text(note)).collect(),
        to_check: file.confidence == Confidence::ToCheck,
        edition: file.edition.clone(),
        version: file.version.clone(),
        sources: sources.collect(),
        parts: titled.map(|section| shell.text(&section.title)).collect(),
        asks: file.variables.iter().map(|variable| shell.text(&variable.label)).collect(),
        langs: langs_of().map(lang).into(),
        lang: langs_of()
            .into_iter()
            .find(|lang| *lang == context.lang)
            .unwrap_or_default()
            .code()
            .to_owned(),
        form_id: fresh_form(&platform),
        id,
        shell,
    }))
}

/// Begins it and goes on to what is to be filled in.
pub(super) async fn submit(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    Posted(form): Posted<BeginForm>,
) -> Result<Redirect, Problem> {
    let template = template(&form.template)?.ok_or_else(Problem::not_found)?;
    let lang = langs_of().into_iter().find(|lang| lang.code() == form.lang).unwrap_or_default();
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &[&form.template]);
    let tx = platform.db.write(scope.fence()).await?;
    let id = begin(&tx, &platform, &scope, &NewDocument { id, template, lang }).await?;
    look(&tx, &platform, &scope).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/policies/{id}/values", scope.company())))
}
