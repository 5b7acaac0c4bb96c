//! A file of letters to print.

use axum::{body::Body, extract::Path};
use hikeshi_identity::{audit, can};
use hikeshi_web::{Download, Problem};
use serde_json::json;

use super::letters_at::AtRun;
use crate::letters::chunks_of;

pub(super) async fn download(
    at: AtRun<can::EditReporting>,
    Path((_, _, _, nth)): Path<(String, String, String, String)>,
) -> Result<Download, Problem> {
    let nth: i64 = nth.parse().map_err(|_| Problem::not_found())?;
    let tx = at.platform.db.read(at.scope.fence()).await?;
    let chunks = chunks_of(&tx, &at.run).await?;
    drop(tx);
    let found = chunks.into_iter().find(|chunk| chunk.nth == nth);
    let blob = found.and_then(|chunk| chunk.pdf_blob_id).ok_or_else(Problem::not_found)?;
    let file = at.platform.blobs.open_stream(&at.key().await?, blob).await?;
    let tx = at.platform.db.write(at.scope.fence()).await?;
    let (about, detail) =
        (("incident", at.incident.id), json!({ "run": at.run.id, "file": nth + 1 }));
    audit(&tx, &at.platform, &at.scope, "letters.file-opened", about, detail).await?;
    tx.commit().await?;
    let name = at.context.words.t("letters-file-title");
    Ok(Download {
        name: format!("{} {name} {}.pdf", at.incident.number, nth + 1),
        mime: "application/pdf",
        inline: false,
        body: Body::from_stream(file),
    })
}
