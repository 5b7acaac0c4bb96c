//! The one-click links of the demo; anywhere else they do nothing.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use hikeshi_db::Fence;
use hikeshi_web::{Platform, Problem};

use super::begin_in_browser;
use crate::{LinkPurpose, links::read_link};

pub(crate) async fn show(
    State(platform): State<Platform>,
    Path(token): Path<String>,
    headers: HeaderMap,
    jar: CookieJar,
) -> Result<Response, Problem> {
    if !platform.is_demo().await {
        return Err(Problem::not_found());
    }
    let tx = platform.db.read(Fence::Open).await?;
    let account = read_link(&tx, &platform, LinkPurpose::Demo, &token)
        .await?
        .flatten()
        .ok_or_else(Problem::not_found)?;
    drop(tx);
    let jar = begin_in_browser(&platform, &headers, jar, account).await?;
    Ok((jar, Redirect::to("/")).into_response())
}
