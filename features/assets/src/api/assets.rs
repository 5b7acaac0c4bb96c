//! Assets: listed, read, added, changed.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_identity::{Allowed, can};
use hikeshi_inventory::Kind;
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shapes::{AssetBody, AssetShape, mistakes};
use crate::{
    keep::{add, change, fresh},
    ledger::{Sort, Warning, Which, find, list as list_rows},
    support::today,
};

/// Assets of one answer.
const PAGE: u64 = 100;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/assets", get(list).post(create))
        .route("/api/v1/companies/{company}/assets/{asset}", get(read).put(update))
}

/// Which assets.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct AssetQuery {
    /// Words that must stand somewhere.
    q: String,
    /// A kind.
    kind: String,
    /// `in-use`, `stored` or `retired`; all but the retired when left out.
    state: String,
    /// `past`, `soon`, `look`, `ends`, `exposed` or `no-backup`.
    warn: String,
    /// From which one; `next` of the answer before.
    after: u64,
}

/// Some assets.
#[derive(Serialize, ToSchema)]
#[schema(as = AssetList)]
pub(super) struct ListShape {
    assets: Vec<AssetShape>,
    /// How many there are in all.
    count: u64,
    /// `after` of the next request; null at the end.
    next: Option<u64>,
}

/// The assets of the company, by number, the newest first; a hundred at a time.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assets", tag = "assets",
    params(("company" = Uuid, Path), AssetQuery),
    responses((status = 200, body = ListShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewAssets>,
    Query(query): Query<AssetQuery>,
) -> Result<Json<ListShape>, Problem> {
    let day = today(&platform);
    let which = Which {
        words: query.q,
        kind: Kind::from_name(&query.kind),
        state: Some(query.state).filter(|state| !state.is_empty()),
        warning: Warning::from_name(&query.warn),
    };
    let tx = platform.db.read(scope.fence()).await?;
    let from = query.after.min(1_000_000_000);
    let (rows, count) = list_rows(&tx, &scope, (&which, Sort::Number, day), (from, PAGE)).await?;
    let next = from + PAGE;
    let assets = rows.iter().map(|row| AssetShape::new(row, day)).collect::<Result<_, _>>()?;
    Ok(Json(ListShape { assets, count, next: (next < count).then_some(next) }))
}

/// One asset.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assets/{asset}", tag = "assets",
    params(("company" = Uuid, Path), ("asset" = Uuid, Path)),
    responses((status = 200, body = AssetShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn read(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<AssetShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    Ok(Json(AssetShape::new(&row, today(&platform))?))
}

/// Adds an asset.
#[utoipa::path(post, path = "/api/v1/companies/{company}/assets", tag = "assets",
    params(("company" = Uuid, Path)), request_body = AssetBody,
    responses((status = 201, body = AssetShape), (status = 401), (status = 403), (status = 404),
        (status = 422, description = "`detail` names each field and says what to do.")))]
pub(super) async fn create(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    sent: Sent<AssetBody>,
) -> Result<(StatusCode, Json<AssetShape>), Problem> {
    let new = sent.value.form()?.read(&context.words).map_err(|errors| mistakes(&errors))?;
    let id = fresh(&platform);
    let tx = platform.db.write(scope.fence()).await?;
    add(&tx, &platform, &scope, (id, new)).await?;
    let row = find(&tx, &scope, &id.to_string()).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(AssetShape::new(&row, today(&platform))?)))
}

/// Changes an asset: the body is the whole asset as it shall be.
#[utoipa::path(put, path = "/api/v1/companies/{company}/assets/{asset}", tag = "assets",
    params(("company" = Uuid, Path), ("asset" = Uuid, Path)), request_body = AssetBody,
    responses((status = 200, body = AssetShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody changed it meanwhile: read it again."),
        (status = 422, description = "`detail` names each field and says what to do.")))]
pub(super) async fn update(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<AssetBody>,
) -> Result<Json<AssetShape>, Problem> {
    let seen = sent.value.seen;
    let new = sent.value.form()?.read(&context.words).map_err(|errors| mistakes(&errors))?;
    let tx = platform.db.write(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    if !change(&tx, &platform, &scope, (&row, seen), new).await? {
        return Err(Problem::conflict(context.words.t("assets-conflict-what")));
    }
    let row = find(&tx, &scope, &id).await?;
    tx.commit().await?;
    Ok(Json(AssetShape::new(&row, today(&platform))?))
}
