//! Pages for the public.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::post,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Place2, Place3};
use crate::{
    document::find_document,
    publish::{Asked, NewPage, Shown, ask_to_show, find_page, show_page, take_down},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/policies/{policy}/pages", post(ask))
        .route("/api/v1/companies/{company}/policies/{policy}/pages/{page}/show", post(put_up))
        .route("/api/v1/companies/{company}/policies/{policy}/pages/{page}/end", post(down))
}

/// A page that somebody asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPageBody {
    /// End of the address; one that nobody can guess when left out.
    #[serde(default)]
    slug: String,
    /// Whether search engines may list it.
    #[serde(default)]
    listed: bool,
}

/// A page.
#[derive(Serialize, ToSchema)]
#[schema(as = PolicyPage)]
pub(super) struct PageShape {
    id: Uuid,
    /// Where it can be opened once a second person has put it up.
    address: String,
    listed: bool,
}

/// Asks that the version in force be shown; a second person has to put it up.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/pages", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    request_body = NewPageBody,
    responses((status = 201, body = PageShape), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(super) async fn ask(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id)): Place2,
    sent: Sent<NewPageBody>,
) -> Result<(StatusCode, Json<PageShape>), Problem> {
    let (clock, rng) = platform.chance();
    let page = new_uuid(clock, rng);
    let new = NewPage { id: page, slug: sent.value.slug, listed: sent.value.listed };
    let words = &context.words;
    let tx = platform.db.write(scope.fence()).await?;
    let wrong = match ask_to_show(&tx, &platform, &scope, &id, new).await? {
        Asked::Waits => None,
        Asked::NotReady => Some(words.t("policies-publish-not-ready")),
        Asked::Blanks(all) => Some(words.t1("policies-publish-blanks", "blanks", all.join(", "))),
        Asked::WrongAddress => Some(words.t("policies-slug-wrong")),
        Asked::Taken => Some(words.t("policies-slug-taken")),
    };
    if let Some(wrong) = wrong {
        return Err(Problem::invalid(wrong));
    }
    let document = find_document(&tx, &scope, &id).await?;
    let row = find_page(&tx, &document, &page.to_string()).await?;
    tx.commit().await?;
    let address = platform.public(&format!("/policy/{}", row.slug));
    Ok((StatusCode::CREATED, Json(PageShape { id: page, address, listed: row.listed })))
}

/// Puts a page up as its second person.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/pages/{page}/show", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path), ("page" = Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "The person who asked, or no longer the version in force.")))]
pub(super) async fn put_up(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id, page)): Place3,
) -> Result<StatusCode, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let key = match show_page(&tx, &platform, &scope, (&id, &page)).await? {
        Shown::Done => {
            tx.commit().await?;
            return Ok(StatusCode::NO_CONTENT);
        }
        Shown::SamePerson => "policies-publish-same",
        Shown::Lapsed => "policies-publish-lapsed",
    };
    Err(Problem::conflict(context.words.t(key)))
}

/// Takes a page down, or the request for one back.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/pages/{page}/end", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path), ("page" = Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn down(
    State(platform): State<Platform>,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id, page)): Place3,
) -> Result<StatusCode, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    take_down(&tx, &platform, &scope, (&id, &page)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
