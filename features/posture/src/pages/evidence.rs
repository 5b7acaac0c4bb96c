//! Evidence of an answer: keeping, fetching and taking it back.

use axum::body::Body;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, Query, Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::evidence::{Upload, read_upload};
use hikeshi_kernel::{clean_line, fold_width};
use hikeshi_web::{Download, Platform, Problem, row_of_form};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Place3,
    shown::{href, item_href},
};
use crate::assessment::{NewEvidence, add_evidence, evidence_of, find, hold, withdraw_evidence};

/// Characters of a title and of an address.
const LONGEST: usize = 300;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route(
            "/c/{company}/assessments/{assessment}/items/{item}/evidence",
            post(add).layer(DefaultBodyLimit::disable()),
        )
        .route("/c/{company}/assessments/{assessment}/evidence/{evidence}", get(download))
        .route(
            "/c/{company}/assessments/{assessment}/evidence/{evidence}/withdraw",
            post(take_back),
        )
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    site: usize,
}

/// No transaction is open while the file comes in. A form with a title and neither file nor place is
/// answered with what is missing.
async fn add(
    State(platform): State<Platform>,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id, item)): Place3,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let known = assessment.catalogue.item(&item).ok_or_else(Problem::not_found)?.id.clone();
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let Upload { texts, files, kept, refused } = read_upload(&platform, &key, request).await?;
    let text = |name: &str| {
        let found = texts.iter().find(|(field, _)| field == name);
        clean_line(found.map_or("", |(_, text)| text.as_str()), LONGEST).unwrap_or_default()
    };
    let here = item_href(&href(&scope, &assessment), &known, asked.site);
    let file = files.into_iter().next();
    let (title, link) = (text("title"), text("link"));
    // A browser sends an empty file where none was chosen.
    if refused.is_some() && (file.is_some() || link.is_empty()) {
        return Ok(Redirect::to(&format!("{here}&done=refused")).into_response());
    }
    if file.is_none() && link.is_empty() {
        return Ok(Redirect::to(&format!("{here}&done=nothing")).into_response());
    }
    let as_of = fold_width(&text("as_of"));
    let as_of = if as_of.parse::<jiff::civil::Date>().is_ok() { as_of } else { String::new() };
    let site = assessment.site(asked.site).to_owned();
    let typed = [site.as_str(), &known, &title, &link];
    let row = row_of_form(&platform, assessment.row.id, &text("form_id"), &typed);
    let name = file.as_ref().map_or("", |file| file.name.as_str());
    let title = [title.as_str(), name, link.as_str()].into_iter().find(|text| !text.is_empty());
    let new = NewEvidence {
        id: row,
        item: known,
        title: title.unwrap_or_default().to_owned(),
        link,
        as_of,
        file,
        site,
    };
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    if !assessment.is_draft() {
        return Ok(Redirect::to(&here).into_response());
    }
    if add_evidence(&tx, &platform, &scope, &assessment, new).await? {
        // From here on a row may name the file, even if the answer to the commit is lost.
        kept.release();
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{here}&done=kept")).into_response())
}

async fn download(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPosture>,
    Path((_, id, evidence)): Place3,
) -> Result<Response, Problem> {
    let evidence: Uuid = evidence.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let rows = evidence_of(&tx, &assessment).await?;
    let row = rows.into_iter().find(|row| row.id == evidence).ok_or_else(Problem::not_found)?;
    let blob = row.blob_id.ok_or_else(Problem::not_found)?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let bytes = platform.blobs.open_stream(&key, blob).await?;
    let name = if row.file_name.is_empty() { "evidence.bin".to_owned() } else { row.file_name };
    let mime = "application/octet-stream";
    let file = Download { name, mime, inline: false, body: Body::from_stream(bytes) };
    let mut response = file.into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(row.size));
    Ok(response)
}

async fn take_back(
    State(platform): State<Platform>,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id, evidence)): Place3,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    let base = href(&scope, &assessment);
    if !assessment.is_draft() {
        return Ok(Redirect::to(&base));
    }
    let rows = evidence_of(&tx, &assessment).await?;
    let row = rows.iter().find(|row| row.id.to_string() == evidence);
    let row = row.ok_or_else(Problem::not_found)?;
    let site = assessment.sites.iter().position(|site| *site == row.site).unwrap_or(0);
    withdraw_evidence(&tx, &platform, &scope, &assessment, &evidence).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}&done=withdrawn", item_href(&base, &row.item, site))))
}
