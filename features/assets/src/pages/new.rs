//! A new asset: first its kind, then a short form.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::Kind;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, fresh_form, row_of_form,
};
use serde::Deserialize;

use super::form::{AssetForm, FieldView};
use crate::{keep::add, ledger::OwnFields};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/new", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/new.html")]
struct NewPage {
    shell: Shell,
    home: String,
    /// The kinds to choose from; empty once one is chosen.
    kinds: Vec<Choice>,
    kind: String,
}

/// The form, for new assets and for those that are changed.
#[derive(Template)]
#[template(path = "pages/form.html")]
pub(super) struct FormPage {
    pub(super) shell: Shell,
    /// Where the way back leads.
    pub(super) back: String,
    pub(super) action: String,
    pub(super) title: String,
    pub(super) kinds: Vec<Choice>,
    pub(super) kind: String,
    pub(super) asked: Vec<FieldView>,
    pub(super) rest: Vec<FieldView>,
    pub(super) rest_open: bool,
    pub(super) own: OwnFields,
    pub(super) seen: i64,
    pub(super) form_id: String,
    /// What others changed meanwhile.
    pub(super) conflict: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    kind: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    if Kind::from_name(&asked.kind).is_none() {
        let tx = platform.db.read(scope.fence()).await?;
        let shell = company_shell(&tx, &scope, &context, Place::Assets).await?;
        let home = format!("/c/{}", scope.company());
        let kinds = kinds(&context, true);
        let kind = Kind::Device.name().to_owned();
        return Ok(Html(NewPage { kinds, kind, home, shell }).into_response());
    }
    let form_id = fresh_form(&platform);
    let form = AssetForm { kind: asked.kind, form_id, ..AssetForm::default() };
    page(&platform, &context, &scope, (form, Vec::new())).await
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Posted(pairs): Posted<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let form = AssetForm::posted(pairs);
    let new = match form.read(&context.words) {
        Ok(new) => new,
        Err(errors) => return page(&platform, &context, &scope, (form, errors)).await,
    };
    let typed = serde_json::to_string(&new.values)?;
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &[&typed]);
    let tx = platform.db.write(scope.fence()).await?;
    add(&tx, &platform, &scope, (id, new)).await?;
    tx.commit().await?;
    let page = format!("/c/{}/assets/{id}?done=added", scope.company());
    Ok(Redirect::to(&page).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (form, errors): (AssetForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.errors = errors;
    let home = format!("/c/{}/assets", scope.company());
    let (asked, rest) = form.views(&context.words);
    let page = FormPage {
        action: format!("{home}/new"),
        back: home,
        title: shell.t("assets-new"),
        kinds: kinds(context, false),
        rest_open: rest.iter().any(|view| shell.error_of(view.name).is_some()),
        asked,
        rest,
        own: form.own_rows(),
        seen: 0,
        form_id: form.form_id,
        kind: form.kind,
        conflict: false,
        shell,
    };
    Ok(Html(page).with_status(status))
}

/// The kinds as choices.
pub(super) fn kinds(context: &RequestContext, with_hints: bool) -> Vec<Choice> {
    let words = &context.words;
    let choice = |kind: Kind| {
        let choice = Choice::new(kind.name(), words.t(&format!("assets-kind-{}", kind.name())));
        if with_hints {
            choice.with_hint(words.t(&format!("assets-kind-hint-{}", kind.name())))
        } else {
            choice
        }
    };
    Kind::ALL.map(choice).into()
}
