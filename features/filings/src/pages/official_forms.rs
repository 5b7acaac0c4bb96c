//! The official spreadsheets that the company keeps, and keeping one.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::evidence::{KeptBlobs, keep_bytes};
use hikeshi_kernel::from_millis;
use hikeshi_office::{FormFault, MOST_FORM_BYTES};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::official_map;
use crate::{
    official::{CellName, NewForm, cells_of, form_kinds, forms, keep_form, read_form_file},
    render::say_fault,
};

/// Room for the other field of the form and its borders.
const FORM_BYTES: usize = 64 * 1024;

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MOST_FORM_BYTES + FORM_BYTES);
    Router::new()
        .route("/c/{company}/official-forms", get(show).post(submit).layer(limit))
        .merge(official_map::routes())
}

#[derive(Template)]
#[template(path = "pages/official_forms.html")]
struct FormsPage {
    shell: Shell,
    home: String,
    rows: Vec<Row>,
    kinds: Vec<Choice>,
    kind: String,
    may_edit: bool,
}

/// A kind, with its form where one is kept.
struct Row {
    id: String,
    title: String,
    kept: Option<Kept>,
}

struct Kept {
    /// File, when, by whom.
    about: String,
    /// Items whose cell is not decided.
    undone: usize,
}

/// What the form posts.
#[derive(Default)]
struct Upload {
    kind: String,
    name: String,
    bytes: Vec<u8>,
    too_large: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewReporting>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, (String::new(), Vec::new())).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    body: Multipart,
) -> Result<Response, Problem> {
    let upload = read(body).await?;
    let kind = upload.kind.clone();
    let names = match check(&upload, &context).await? {
        Ok(names) => names,
        Err(errors) => return page(&platform, &context, &scope, (kind, errors)).await,
    };
    keep(&platform, &scope, upload, names).await?;
    let path = format!("/c/{}/official-forms/{kind}", scope.company());
    Ok(Redirect::to(&path).into_response())
}

async fn read(mut body: Multipart) -> Result<Upload, Problem> {
    let mut upload = Upload::default();
    loop {
        match next(&mut body, &mut upload).await {
            Ok(true) => {}
            Ok(false) => return Ok(upload),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Ok(Upload { too_large: true, ..upload });
            }
            Err(error) => {
                return Err(Problem { cause: Some(error.body_text()), ..Problem::invalid("") });
            }
        }
    }
}

async fn next(
    body: &mut Multipart,
    upload: &mut Upload,
) -> Result<bool, axum::extract::multipart::MultipartError> {
    let Some(field) = body.next_field().await? else { return Ok(false) };
    match field.name().unwrap_or_default() {
        "kind" => upload.kind = field.text().await?,
        "file" => {
            upload.name = field.file_name().unwrap_or_default().to_owned();
            upload.bytes = field.bytes().await?.to_vec();
        }
        _ => {}
    }
    Ok(true)
}

/// The names in the file, or what is wrong, each with its field.
async fn check(
    upload: &Upload,
    context: &RequestContext,
) -> Result<Result<Vec<CellName>, Vec<FieldError>>, Problem> {
    let words = &context.words;
    let mut errors = Vec::new();
    if !upload.too_large && !form_kinds()?.iter().any(|kind| kind.id == upload.kind) {
        errors.push(FieldError::new("kind", words.t("render-official-file-kind-missing")));
    }
    let read = match upload {
        Upload { too_large: true, .. } => Err(say_fault(&FormFault::TooLarge, words)),
        Upload { bytes, .. } if bytes.is_empty() => Err(words.t("render-official-file-missing")),
        Upload { bytes, .. } => {
            read_form_file(bytes.clone()).await?.map_err(|fault| say_fault(&fault, words))
        }
    };
    let names = read.map_err(|said| errors.push(FieldError::new("file", said)));
    Ok(names.ok().filter(|_| errors.is_empty()).ok_or(errors))
}

async fn keep(
    platform: &Platform,
    scope: &CompanyScope,
    upload: Upload,
    names: Vec<CellName>,
) -> Result<(), Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let file = keep_bytes(platform, &key, &upload.name, upload.bytes).await?;
    let mut kept = KeptBlobs::new(platform.blobs.clone());
    kept.push(file.blob);
    let tx = platform.db.write(scope.fence()).await?;
    let before =
        keep_form(&tx, platform, scope, NewForm { kind: upload.kind, file, names }).await?;
    tx.commit().await?;
    kept.release();
    if let Some(blob) = before {
        delete(platform, blob).await;
    }
    Ok(())
}

/// Deletes a blob that no row names any more; if that fails, the sweep of orphans does it.
pub(super) async fn delete(platform: &Platform, blob: Uuid) {
    if let Err(error) = platform.blobs.delete(blob).await {
        tracing::warn!(%blob, %error, "the blob of a replaced form stays until the sweep");
    }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (kind, errors): (String, Vec<FieldError>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Company).await?;
    let kept = forms(&tx, scope).await?;
    let lang = shell.words.lang();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.errors = errors;
    let mut rows = Vec::new();
    for kind in form_kinds()? {
        let row = kept.iter().find(|row| row.kind == kind.id);
        let kept = row.map(|row| {
            let (cells, at) = (cells_of(row), shell.words.date_time(from_millis(row.kept_at)));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("name", &row.file_name), ("at", &at), ("by", &row.kept_by)];
            let undone = kind.items.iter().filter(|item| !cells.contains_key(&item.id)).count();
            Kept { about: shell.words.ta("render-official-kept", &values), undone }
        });
        let title = hikeshi_i18n::plain(kind.title.get(lang));
        rows.push(Row { id: kind.id.clone(), title, kept });
    }
    let kinds = rows.iter().map(|row| Choice::new(&row.id, &row.title)).collect();
    let home = format!("/c/{}", scope.company());
    let may_edit = scope.may::<can::EditReporting>();
    Ok(Html(FormsPage { shell, home, rows, kinds, kind, may_edit }).with_status(status))
}
