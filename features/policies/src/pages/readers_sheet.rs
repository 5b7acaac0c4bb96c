//! The list of readers as a table to keep or print.

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::from_millis;
use hikeshi_office::{Sheet, workbook};
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use super::Place2;
use crate::{
    document::{find_document, last_version},
    model::policy_reader,
    readers::readers_of,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/readers.xlsx", get(sheet))
}

async fn sheet(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let version = last_version(&tx, &document).await?.ok_or_else(Problem::not_found)?;
    let readers = readers_of(&tx, &version).await?;
    drop(tx);
    let words = &context.words;
    let when = |at: Option<i64>| at.map(|at| words.date_time(from_millis(at))).unwrap_or_default();
    let row = |reader: &policy_reader::Model| {
        let how = match reader.read_at {
            Some(_) => words.t(&format!("readers-how-{}", reader.read_how)),
            None => words.t("readers-not-yet"),
        };
        let asked = when(Some(reader.asked_at));
        vec![reader.name.clone(), reader.email.clone(), asked, when(reader.read_at), how]
    };
    let head = ["name", "email", "asked", "read", "how"];
    let plain = |key: &str| hikeshi_i18n::plain(&words.t(key));
    let at = platform.clock.now();
    let sheet = Sheet {
        name: plain("policies-readers"),
        first: words.t1("policies-version", "number", version.number),
        title: document.row.name.clone(),
        notes: vec![words.date_time(at)],
        head: head.map(|key| plain(&format!("readers-column-{key}"))).into(),
        widths: vec![24, 32, 24, 24, 24],
        rows: readers.iter().map(row).collect(),
        running: String::new(),
    };
    let bytes = workbook(&[sheet], at)?;
    let name = format!("{}-v{}-readers.xlsx", document.row.template, version.number);
    let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(Download { name, mime, inline: false, body: Body::from(bytes) }.into_response())
}
