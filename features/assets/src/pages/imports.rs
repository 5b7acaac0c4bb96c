//! Files that were brought, and bringing another one.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use bytes::Bytes;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::{FileFault, FileKind, MAX_BYTES};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::upload::{fault_text, read_upload};
use crate::{
    imports::{ReadFault, bring, imports_of, sums_of},
    scripts::{SCRIPTS, Script},
};

/// Room for the borders of the form.
const FORM_BYTES: usize = 256 * 1024;

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_BYTES + FORM_BYTES);
    Router::new().route("/c/{company}/assets/imports", get(show).post(submit).layer(limit))
}

#[derive(Template)]
#[template(path = "pages/imports.html")]
struct ImportsPage {
    shell: Shell,
    home: String,
    rows: Vec<Line>,
    scripts: Vec<ScriptView>,
}

/// A script that people fetch and run.
struct ScriptView {
    name: &'static str,
    title: String,
    how: String,
}

/// An import in the list.
struct Line {
    href: String,
    name: String,
    about: String,
    tone: &'static str,
    icon: &'static str,
    state: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, None).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    body: Multipart,
) -> Result<Response, Problem> {
    let upload = read_upload(body).await?;
    let words = &context.words;
    let too_large = ReadFault::File(FileFault::TooLarge { limit: MAX_BYTES });
    let refused = match (upload.bytes.is_empty(), upload.mixed) {
        _ if upload.too_large => Some(fault_text(words, &too_large)),
        (true, _) => Some(words.t("assetimport-no-file")),
        (_, true) => Some(words.t("assetimport-mixed")),
        _ => None,
    };
    if refused.is_some() {
        return page(&platform, &context, &scope, refused).await;
    }
    match bring(&platform, &scope, (&upload.name, Bytes::from(upload.bytes))).await? {
        Err(fault) => page(&platform, &context, &scope, Some(fault_text(words, &fault))).await,
        Ok(brought) => {
            let is_table = matches!(brought.contents.kind(), FileKind::Table | FileKind::Workbook);
            let here = format!("/c/{}/assets/imports/{}", scope.company(), brought.row.id);
            let next = if is_table { format!("{here}/columns") } else { here };
            Ok(Redirect::to(&next).into_response())
        }
    }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    error: Option<String>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    shell.errors.extend(error.map(|error| FieldError::new("file", error)));
    let home = format!("/c/{}/assets", scope.company());
    let words = &context.words;
    let mut rows = Vec::new();
    for row in imports_of(&tx, scope).await? {
        let sums = sums_of(&row)?;
        let (tone, icon) = match row.state.as_str() {
            "open" => ("now", "open"),
            "taken" => ("done", "done"),
            _ => ("wait", "minus"),
        };
        let when = words.date_time(from_millis(row.made_at));
        let mut about = vec![words.t(&format!("assetimport-form-{}", row.form)), when, row.made_by];
        if row.state == "taken" {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("taken", &sums.taken), ("merged", &sums.merged)];
            about.push(words.ta("assetimport-line", &values));
        }
        rows.push(Line {
            href: format!("{home}/imports/{}", row.id),
            name: row.file_name,
            about: about.join("\u{3000}"),
            tone,
            icon,
            state: words.t(&format!("assetimport-state-{}", row.state)),
        });
    }
    let script = |script: &Script| ScriptView {
        name: script.name,
        title: words.t(&format!("assetimport-script-{}", script.system)),
        how: words.t(&format!("assetimport-script-how-{}", script.system)),
    };
    let scripts = SCRIPTS.iter().map(script).collect();
    Ok(Html(ImportsPage { home, rows, scripts, shell }).with_status(status))
}
