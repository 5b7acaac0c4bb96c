//! A paper in the official file that the company keeps for its kind.

use axum::{
    Router,
    body::Body,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_web::{Download, Platform, Problem};
use serde::Deserialize;

use crate::{
    papers::{PaperNow, find_paper, sheet_of_now, sheet_of_version, version_of_serial},
    render::fill_kept,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/{paper}/official.xlsx", get(show))
}

/// What the address says: the number of a version; without it the paper as it stands now.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    serial: Option<i64>,
}

async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let sheet = match asked.serial {
        None if !scope.may::<can::ViewDrafts>() => return Err(Problem::not_found()),
        None => {
            let now = PaperNow::read(&tx, &platform, &scope, &incident, row).await?;
            sheet_of_now(&platform, &now, &incident, None)?
        }
        Some(serial) => {
            let version = version_of_serial(&tx, &scope, &row, serial).await?;
            sheet_of_version(&platform, &version)?
        }
    };
    drop(tx);
    let file = fill_kept(&platform, &scope, &sheet).await?;
    let body = Body::from(file.bytes);
    Ok(Download { name: file.file_name, mime: file.mime, inline: false, body })
}
