//! A file of letters to print.

use axum::{
    body::Body,
    extract::{Path, State},
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, audit, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use serde_json::json;

use crate::letters::{chunks_of, find_run};

pub(super) async fn download(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident, run, nth)): Path<(String, String, String, String)>,
) -> Result<Download, Problem> {
    let nth: i64 = nth.parse().map_err(|_| Problem::not_found())?;
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    let chunks = chunks_of(&tx, &run).await?;
    drop(tx);
    let found = chunks.into_iter().find(|chunk| chunk.nth == nth);
    let blob = found.and_then(|chunk| chunk.pdf_blob_id).ok_or_else(Problem::not_found)?;
    let file = platform.blobs.open_stream(&key, blob).await?;
    let tx = platform.db.write(scope.fence()).await?;
    let detail = json!({ "run": run.id, "file": nth + 1 });
    audit(&tx, &platform, &scope, "letters.file-opened", ("incident", incident.id), detail).await?;
    tx.commit().await?;
    let name = context.words.t("letters-file-title");
    Ok(Download {
        name: format!("{} {name} {}.pdf", incident.number, nth + 1),
        mime: "application/pdf",
        inline: false,
        body: Body::from_stream(file),
    })
}
