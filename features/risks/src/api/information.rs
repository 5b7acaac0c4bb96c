//! The rows of the ledger.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_db::Tx;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::shapes::{Change, Shape, Values};
use crate::{
    content::risk_model,
    history::ChangeKind,
    ledger::{add as add_row, change as change_row, hold},
    rated,
};

/// Rows of a page.
const PAGE: usize = 100;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/information", get(list).post(add))
        .route("/api/v1/companies/{company}/information/{row}", get(show).put(change))
}

/// Which rows.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The page, from 1.
    #[param(minimum = 1)]
    #[serde(default)]
    page: String,
}

/// A page of the ledger, the highest risk first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InformationPage)]
pub(super) struct PageShape {
    items: Vec<Shape>,
    /// How many there are on all pages.
    count: usize,
    /// Null on the last page.
    next: Option<usize>,
}

/// The rows in use with their risk, the highest first; at most 100 on a page.
#[utoipa::path(get, path = "/api/v1/companies/{company}/information", tag = "risks",
    params(("company" = Uuid, Path), Asked),
    responses((status = 200, body = PageShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewRisks>,
    Query(asked): Query<Asked>,
) -> Result<Json<PageShape>, Problem> {
    let page = match asked.page.as_str() {
        "" => 1,
        text => {
            let page = text.parse().ok().filter(|page| (1..=1000).contains(page));
            page.ok_or_else(|| Problem::invalid("page: 1 to 1000"))?
        }
    };
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let all = rated(&tx, &platform, &scope).await?;
    let items = all.iter().skip((page - 1) * PAGE).take(PAGE).map(|one| Shape::of(one, model));
    let next = (all.len() > page * PAGE).then_some(page + 1);
    Ok(Json(PageShape { items: items.collect(), count: all.len(), next }))
}

/// Adds a row.
#[utoipa::path(post, path = "/api/v1/companies/{company}/information", tag = "risks",
    params(("company" = Uuid, Path)), request_body = Values,
    responses((status = 201, body = Shape), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    sent: Sent<Values>,
) -> Result<(StatusCode, Json<Shape>), Problem> {
    let entry = sent.value.read(&context.words, risk_model()?)?;
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let tx = platform.db.write(scope.fence()).await?;
    add_row(&tx, &platform, &scope, (id, &entry, ChangeKind::Added)).await?;
    let shape = shape_of(&tx, &platform, &scope, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(shape)))
}

/// One row in use.
#[utoipa::path(get, path = "/api/v1/companies/{company}/information/{row}", tag = "risks",
    params(("company" = Uuid, Path), ("row" = Uuid, Path)),
    responses((status = 200, body = Shape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewRisks>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Shape>, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Json(shape_of(&tx, &platform, &scope, id).await?))
}

/// Changes a row; `seen` is the revision that was read.
#[utoipa::path(put, path = "/api/v1/companies/{company}/information/{row}", tag = "risks",
    params(("company" = Uuid, Path), ("row" = Uuid, Path)), request_body = Change,
    responses((status = 200, body = Shape), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(super) async fn change(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<Change>,
) -> Result<Json<Shape>, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    let entry = sent.value.values.read(&context.words, risk_model()?)?;
    if row.revision != sent.value.seen {
        return Err(Problem::conflict(context.words.t("risks-conflict")));
    }
    change_row(&tx, &platform, &scope, (&row, &entry, ChangeKind::Changed)).await?;
    let shape = shape_of(&tx, &platform, &scope, row.id).await?;
    tx.commit().await?;
    Ok(Json(shape))
}

async fn shape_of(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<Shape, Problem> {
    let all = rated(tx, platform, scope).await?;
    let found = all.iter().find(|one| one.row.id == id).ok_or_else(Problem::not_found)?;
    Ok(Shape::of(found, risk_model()?))
}
