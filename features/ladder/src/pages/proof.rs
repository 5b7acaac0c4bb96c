//! Proofs of an item: keeping, fetching and taking back.

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::evidence::{Upload, read_upload};
use hikeshi_inventory::read_date;
use hikeshi_kernel::clean_line;
use hikeshi_web::{Download, Platform, Problem, row_of_form};
use uuid::Uuid;

use super::{Place2, Place3};
use crate::plan::{NewProof, add_proof, find, hold, proofs_of, withdraw_proof};

/// Characters of a title and of an address.
const LONGEST: usize = 300;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/plan/{item}/proofs", post(keep).layer(DefaultBodyLimit::disable()))
        .route("/c/{company}/plan/{item}/proofs/{proof}", get(download))
        .route("/c/{company}/plan/{item}/proofs/{proof}/withdraw", post(take_back))
}

/// No transaction is open while the file comes in.
async fn keep(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPlan>,
    Path((_, id)): Place2,
    request: Request,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let item = find(&tx, &scope, &id).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let Upload { texts, files, kept, refused } = read_upload(&platform, &key, request).await?;
    let text = |name: &str| {
        let found = texts.iter().find(|(field, _)| field == name);
        clean_line(found.map_or("", |(_, text)| text.as_str()), LONGEST).unwrap_or_default()
    };
    let here = format!("/c/{}/plan/{}", scope.company(), item.row.id);
    let file = files.into_iter().next();
    let (title, link) = (text("proof-title"), text("link"));
    // A browser sends an empty file where none was chosen.
    if refused.is_some() && (file.is_some() || link.is_empty()) {
        return Ok(Redirect::to(&format!("{here}?done=refused")).into_response());
    }
    if file.is_none() && link.is_empty() {
        return Ok(Redirect::to(&format!("{here}?done=nothing")).into_response());
    }
    let as_of = read_date(&text("as_of")).map(|day| day.to_string()).unwrap_or_default();
    let name = file.as_ref().map_or("", |file| file.name.as_str());
    let named = [title.as_str(), name, link.as_str()].into_iter().find(|text| !text.is_empty());
    let new = NewProof {
        id: row_of_form(&platform, item.row.id, &text("form_id"), &[&title, &link, name]),
        title: named.unwrap_or_default().to_owned(),
        link,
        as_of,
        file,
    };
    let tx = platform.db.write(scope.fence()).await?;
    let item = hold(&tx, &scope, &id).await?;
    if add_proof(&tx, &platform, &scope, &item, new).await? {
        // From here on a row may name the file, even if the answer to the commit is lost.
        kept.release();
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{here}?done=kept")).into_response())
}

async fn download(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPlan>,
    Path((_, id, proof)): Place3,
) -> Result<Response, Problem> {
    let proof: Uuid = proof.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.read(scope.fence()).await?;
    let item = find(&tx, &scope, &id).await?;
    let rows = proofs_of(&tx, &item).await?;
    let row = rows.into_iter().find(|row| row.id == proof).ok_or_else(Problem::not_found)?;
    let blob = row.blob_id.ok_or_else(Problem::not_found)?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let bytes = platform.blobs.open_stream(&key, blob).await?;
    let name = if row.file_name.is_empty() { "proof.bin".to_owned() } else { row.file_name };
    let mime = "application/octet-stream";
    let file = Download { name, mime, inline: false, body: Body::from_stream(bytes) };
    let mut response = file.into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(row.size));
    Ok(response)
}

async fn take_back(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPlan>,
    Path((_, id, proof)): Place3,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let item = hold(&tx, &scope, &id).await?;
    withdraw_proof(&tx, &platform, &scope, &item, &proof).await?;
    tx.commit().await?;
    let here = format!("/c/{}/plan/{}", scope.company(), item.row.id);
    Ok(Redirect::to(&format!("{here}?done=withdrawn")))
}
