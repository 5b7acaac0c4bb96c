//! Taking a playbook over from a file of another program. What was understood becomes a draft with
//! remarks; nobody can start it before a person has read and published it.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_exchange::MAX_BYTES;
use hikeshi_identity::can;
use hikeshi_kernel::clean_line;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{kinds, known_kind, or_other};
use crate::{
    keeper::{Keeper, Keeping},
    on_board::wording,
    said::fault_text,
    shelf::keep_taken,
    take_in::take_in,
};

/// Room for the other fields of the form and its borders.
const FORM_BYTES: usize = 64 * 1024;
/// Faults that are shown; more help nobody.
const SHOWN: usize = 30;
/// Characters of a file's name.
const LONGEST_NAME: usize = 200;

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_BYTES + FORM_BYTES);
    Router::new()
        .route("/c/{company}/playbooks/import", get(show).post(submit).layer(limit))
        .route("/p/{provider}/playbooks/import", get(show).post(submit).layer(limit))
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage {
    shell: Shell,
    base: String,
    kinds: Vec<Choice>,
    kind: String,
    /// Why the file was refused.
    faults: Vec<ShownFault>,
    more: usize,
    name: String,
}

/// A fault with the step or property that it is in.
struct ShownFault {
    place: String,
    text: String,
}

/// What the form posts.
#[derive(Default)]
struct Upload {
    name: String,
    bytes: Vec<u8>,
    kind: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
) -> Result<Response, Problem> {
    page(&platform, &context, &keeper, &Upload::default(), (Vec::new(), None)).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    body: Multipart,
) -> Result<Response, Problem> {
    let upload = read_form(body).await?;
    let words = &context.words;
    if upload.bytes.is_empty() {
        let error = words.t("playbooks-import-no-file");
        return page(&platform, &context, &keeper, &upload, (Vec::new(), Some(error))).await;
    }
    let by = keeper.intake(&platform, &known_kind(words, &upload.kind));
    let wording = wording()?;
    let (bytes, intake) = (upload.bytes.clone(), by.clone());
    let taken = tokio::task::spawn_blocking(move || take_in(&bytes, wording, &intake)).await;
    let taken = match taken.map_err(|error| Problem::internal(error.to_string()))? {
        Ok(taken) => taken,
        Err(faults) => {
            let shown = faults.iter().map(|fault| ShownFault {
                place: fault.place().chars().take(LONGEST_NAME).collect(),
                text: fault_text(words, fault),
            });
            let error = words.t("playbooks-import-refused");
            let shown = shown.collect();
            return page(&platform, &context, &keeper, &upload, (shown, Some(error))).await;
        }
    };
    let tx = platform.db.write(keeper.fence()).await?;
    let row = keep_taken(&tx, &platform, &keeper, (taken, &upload.name, &by)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}/own/{}?done=import", keeper.base(), row.id)).into_response())
}

async fn read_form(mut body: Multipart) -> Result<Upload, Problem> {
    let mut upload = Upload::default();
    while let Some(field) = body.next_field().await.map_err(refused)? {
        match field.name().unwrap_or_default() {
            "file" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                upload.name = clean_line(&name, usize::MAX).unwrap_or_default();
                upload.name = upload.name.chars().take(LONGEST_NAME).collect();
                upload.bytes = field.bytes().await.map_err(refused)?.to_vec();
            }
            "kind" => upload.kind = field.text().await.map_err(refused)?,
            _ => {}
        }
    }
    Ok(upload)
}

/// Too many bytes, or a body that is no form.
fn refused(error: axum::extract::multipart::MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large();
    }
    Problem { cause: Some(error.body_text()), ..Problem::invalid("") }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    upload: &Upload,
    (mut faults, error): (Vec<ShownFault>, Option<String>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let mut shell = keeper.shell(&tx, context).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    shell.errors.extend(error.map(|error| FieldError::new("file", error)));
    let more = faults.len().saturating_sub(SHOWN);
    faults.truncate(SHOWN);
    let kinds = kinds(&shell.words);
    let (base, kind, name) = (keeper.base(), or_other(&upload.kind), upload.name.clone());
    Ok(Html(ImportPage { base, kinds, kind, faults, more, name, shell }).with_status(status))
}
