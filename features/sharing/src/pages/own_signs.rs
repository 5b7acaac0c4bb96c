//! The company's own list of what must not leave unseen.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_indicators::OwnSigns;
use hikeshi_ui::Shell;
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;

use super::id_of;
use crate::{
    model::own_sign,
    technical::{OWN_SIGNS, add_sign, remove_sign, signs_of},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/own-signs", get(show).post(add))
        .route("/c/{company}/own-signs/{sign}/remove", post(remove))
}

#[derive(Template)]
#[template(path = "pages/own_signs.html")]
struct OwnSignsPage {
    shell: Shell,
    base: String,
    signs: Vec<own_sign::Model>,
    may_change: bool,
    sign: String,
    form_id: String,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SignForm {
    sign: String,
    form_id: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, SignForm::default()).await?.into_response())
}

async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Posted(form): Posted<SignForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let sign = typed.line("sign", &context.words.t("sharing-own-sign"), &form.sign, 200);
    let tx = platform.db.read(scope.fence()).await?;
    let full = signs_of(&tx, &scope).await?.len() >= OWN_SIGNS;
    drop(tx);
    if full {
        typed.mistake("sign", context.words.t1("sharing-own-full", "most", OWN_SIGNS));
    } else if !sign.is_empty() && !OwnSigns::default().add(&sign) {
        typed.mistake("sign", context.words.t("sharing-own-short"));
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut page = page(&platform, &context, &scope, form).await?;
        page.0.shell.errors = errors;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &[&sign]);
    let tx = platform.db.write(scope.fence()).await?;
    add_sign(&tx, &platform, &scope, (id, sign)).await?;
    tx.commit().await?;
    Ok(back(&scope).into_response())
}

async fn remove(
    State(platform): State<Platform>,
    scope: Allowed<can::ShareCase>,
    Path((_, sign)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&sign)?;
    let tx = platform.db.write(scope.fence()).await?;
    remove_sign(&tx, &platform, &scope, id).await?;
    tx.commit().await?;
    Ok(back(&scope))
}

fn back(scope: &CompanyScope) -> Redirect {
    Redirect::to(&format!("/c/{}/own-signs", scope.company()))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    form: SignForm,
) -> Result<Html<OwnSignsPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let signs = signs_of(&tx, scope).await?;
    Ok(Html(OwnSignsPage {
        shell,
        base: format!("/c/{}", scope.company()),
        signs,
        may_change: scope.may::<can::ShareCase>(),
        sign: form.sign,
        form_id: if form.form_id.is_empty() { fresh_form(platform) } else { form.form_id },
    }))
}
