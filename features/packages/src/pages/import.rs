//! Sending a package up.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::evidence::read_upload;
use hikeshi_seal::{LockError, Unlock};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::import::receive;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route(
        "/c/{company}/packages/import",
        get(show).post(submit).layer(DefaultBodyLimit::disable()),
    )
}

#[derive(Template)]
#[template(path = "pages/import_package.html")]
struct ImportPage {
    shell: Shell,
    back: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, None).await
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &Allowed<can::ImportIncident>,
    error: Option<(FieldError, StatusCode)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let mut status = StatusCode::OK;
    if let Some((error, refused)) = error {
        shell.errors.push(error);
        status = refused;
    }
    let back = format!("/c/{}/incidents", scope.company());
    Ok(Html(ImportPage { shell, back }).with_status(status))
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
    request: Request,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let mut upload = read_upload(&platform, &key, request).await?;
    let words = &context.words;
    let mistake =
        |field: &str, text: String, status: StatusCode| (FieldError::new(field, text), status);
    if let Some(refused) = upload.refused {
        let limit = platform.config.limits.upload_mib;
        let text = words.t1(&format!("evidence-refused-{}", refused.name()), "limit", limit);
        return page(&platform, &context, &scope, Some(mistake("file", text, refused.status())))
            .await;
    }
    let Some(file) = upload.files.first().cloned() else {
        let error = mistake("file", words.t("package-no-file"), StatusCode::UNPROCESSABLE_ENTITY);
        return page(&platform, &context, &scope, Some(error)).await;
    };
    let secret =
        upload.texts.iter().find(|(name, _)| name == "secret").map(|(_, text)| text.trim());
    let unlock = match secret.unwrap_or_default() {
        key if key.starts_with("AGE-SECRET-KEY-") => Unlock::with_identities(key),
        passphrase => Ok(Unlock::with_passphrase(passphrase)),
    };
    let received = match unlock {
        Ok(unlock) => receive(&platform, &scope, &key, (&file, &mut upload.kept), unlock).await?,
        Err(error) => Err(error),
    };
    match received {
        Ok(received) => {
            upload.kept.release();
            let path = format!("/c/{}/packages/import/{}", scope.company(), received.id);
            Ok(Redirect::to(&path).into_response())
        }
        Err(error) => {
            let text = match error {
                LockError::Locked => words.t("package-locked"),
                LockError::Damaged | LockError::Io(_) => words.t("package-damaged"),
                _ => words.t("package-wrong-key"),
            };
            let error = mistake("secret", text, StatusCode::UNPROCESSABLE_ENTITY);
            page(&platform, &context, &scope, Some(error)).await
        }
    }
}
