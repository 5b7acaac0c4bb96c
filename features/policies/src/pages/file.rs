//! Files: a version as it was frozen, the same bytes every time; a draft as it stands now.

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Download, Platform, Problem};

use super::Place3;
use crate::{
    document::{
        FileForm, Now, Snapshot, file_of, find_document, find_version, read_file, read_snapshot,
    },
    render::{docx, pdf},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/policies/{policy}/versions/{version}/{form}", get(version))
        .route("/c/{company}/policies/{policy}/draft/{form}", get(draft))
}

async fn version(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id, number, form)): Path<(String, String, String, String)>,
) -> Result<Response, Problem> {
    version_file(&platform, &scope, (&id, &number, &form)).await
}

/// The file of a version.
pub(crate) async fn version_file(
    platform: &Platform,
    scope: &CompanyScope,
    (id, number, form): (&str, &str, &str),
) -> Result<Response, Problem> {
    let form = FileForm::from_name(form).ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let version = find_version(&tx, &document, number).await?;
    let file = file_of(&tx, &version, form).await?;
    drop(tx);
    let name = read_snapshot(&version)?.file_name(&document.row.template, form.name());
    Ok(given(name, form, read_file(platform, scope, &file).await?))
}

async fn draft(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    Path((_, id, form)): Place3,
) -> Result<Response, Problem> {
    let form = FileForm::from_name(&form).ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let now = Now::read(&tx, &platform, &scope, document).await?;
    drop(tx);
    let snapshot = Snapshot {
        lang: now.document.row.lang.clone(),
        name: now.document.row.name.clone(),
        company: now.company,
        number: 0,
        filled: now.filled,
        signed: Vec::new(),
        made_at: to_millis(platform.clock.now()),
        review_on: 0,
    };
    let bytes = match form {
        FileForm::Pdf => pdf(&platform, &snapshot).await?,
        FileForm::Docx => docx(&platform, &snapshot)?,
    };
    let name = snapshot.file_name(&now.document.row.template, form.name());
    Ok(given(name, form, bytes))
}

fn given(name: String, form: FileForm, bytes: Vec<u8>) -> Response {
    let inline = form == FileForm::Pdf;
    Download { name, mime: form.mime(), inline, body: Body::from(bytes) }.into_response()
}
