//! Changing an asset.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::FieldError;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};

use super::{
    form::AssetForm,
    new::{FormPage, kinds},
};
use crate::{
    keep::change,
    ledger::{find, kind_of, own_of, values_of},
    model::asset,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/{asset}/edit", get(show).post(save))
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    drop(tx);
    let form = AssetForm::of(kind_of(&row), &values_of(&row)?, &own_of(&row)?, row.version);
    page(&platform, &context, &scope, (&row, form), (Vec::new(), false)).await
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
    Posted(pairs): Posted<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let mut form = AssetForm::posted(pairs);
    let read = form.read(&context.words);
    let tx = platform.db.write(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    let new = match read {
        Ok(new) => new,
        Err(errors) => {
            drop(tx);
            return page(&platform, &context, &scope, (&row, form), (errors, false)).await;
        }
    };
    if !change(&tx, &platform, &scope, (&row, form.seen), new).await? {
        drop(tx);
        form.seen = row.version;
        return page(&platform, &context, &scope, (&row, form), (Vec::new(), true)).await;
    }
    tx.commit().await?;
    let page = format!("/c/{}/assets/{}?done=saved", scope.company(), row.id);
    Ok(Redirect::to(&page).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (row, form): (&asset::Model, AssetForm),
    (errors, conflict): (Vec<FieldError>, bool),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let status = match (conflict, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let back = format!("/c/{}/assets/{}", scope.company(), row.id);
    let (asked, rest) = form.views(&context.words);
    let page = FormPage {
        action: format!("{back}/edit"),
        back,
        title: row.name.clone(),
        kinds: kinds(context, false),
        rest_open: rest.iter().any(|view| shell.error_of(view.name).is_some()),
        asked,
        rest,
        own: form.own_rows(),
        seen: form.seen,
        form_id: String::new(),
        kind: form.kind,
        conflict,
        shell,
    };
    Ok(Html(page).with_status(status))
}
