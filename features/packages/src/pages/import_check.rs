//! What a package would bring, and bringing it in.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_package::{LeftOut, Records};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, ProblemKind, RequestContext};
use serde::Deserialize;

use super::id_of;
use crate::{
    archive::{Fault, Report, Signed},
    import::{Content, bring_in, drop_upload, file_of, known_before, upload_of},
    model::package_upload,
};

/// Faults shown at once.
const SHOWN: usize = 50;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/packages/import/{upload}", get(show).post(confirm))
}

#[derive(Template)]
#[template(path = "pages/import_check.html")]
struct CheckPage {
    shell: Shell,
    here: String,
    back: String,
    name: String,
    whole: bool,
    faults: Vec<String>,
    signed: String,
    key: String,
    /// What comes: name and count.
    comes: Vec<(String, String)>,
    from: String,
    title: String,
    left_out: Vec<(String, String)>,
    known: Option<(String, String)>,
    may_again: bool,
    live: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Confirmed {
    again: String,
}

type Place2 = Path<(String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
    Path((_, upload)): Place2,
) -> Result<Response, Problem> {
    let row = row_of(&platform, &scope, &upload).await?;
    page(&platform, &context, &scope, &row, None).await
}

async fn row_of(
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<package_upload::Model, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    upload_of(&tx, scope, id_of(id)?).await
}

/// What the package tells, read again from the store.
async fn content(
    platform: &Platform,
    scope: &CompanyScope,
    row: &package_upload::Model,
) -> Result<Result<Content<hikeshi_blobs::BlobReader>, Vec<Fault>>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let (platform, row) = (platform.clone(), row.clone());
    tokio::task::spawn_blocking(move || Ok(Content::read(file_of(&platform, &key, &row)?))).await?
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    row: &package_upload::Model,
    error: Option<String>,
) -> Result<Response, Problem> {
    let mut report: Report = serde_json::from_str(&row.report_json)?;
    let content = match report.is_whole() {
        true => match content(platform, scope, row).await? {
            Ok(content) => Some(content),
            Err(faults) => {
                report.faults = faults;
                None
            }
        },
        false => None,
    };
    let tx = platform.db.read(scope.fence()).await?;
    let known = match &report.manifest {
        Some(manifest) => known_before(&tx, scope, manifest).await?,
        None => None,
    };
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    drop(tx);
    let words = &context.words;
    let status = if error.is_some() { ProblemKind::Conflict.status() } else { 200 };
    shell.errors.extend(error.map(|text| FieldError::new("again", text)));
    let company = scope.company();
    let records = content.as_ref().map(|content| &content.records);
    let manifest = report.manifest.as_ref();
    let (signed, key) = signed(words, &report.signed);
    let page = CheckPage {
        here: format!("/c/{company}/packages/import/{}", row.id),
        back: format!("/c/{company}/packages/import"),
        name: row.name.clone(),
        whole: report.is_whole(),
        faults: report.faults.iter().take(SHOWN).map(|fault| told(words, fault)).collect(),
        signed,
        key,
        comes: records.map(|records| comes(words, records)).unwrap_or_default(),
        from: manifest
            .map(|manifest| {
                let (origin, at) = (&manifest.origin, words.date_time(manifest.made_at));
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("company", &origin.company), ("number", &origin.number), ("at", &at)];
                words.ta("package-import-from", &values)
            })
            .unwrap_or_default(),
        title: records.map(|records| records.incident.title.clone()).unwrap_or_default(),
        left_out: manifest
            .map(|manifest| manifest.left_out.iter().map(|left| left_out(words, left)).collect())
            .unwrap_or_default(),
        may_again: known.as_ref().is_some_and(|known| !known.same_package),
        live: records
            .is_some_and(|r| r.incident.purpose == "real" && r.incident.closed_at.is_none()),
        known: known.map(|known| {
            let number = &known.incident.number;
            let text = match (known.same_package, known.own) {
                (true, _) => words.t1("package-known", "number", number),
                (_, true) => words.t1("package-known-own", "number", number),
                _ => words.t1("package-known-incident", "number", number),
            };
            (text, format!("/c/{company}/incidents/{}", known.incident.id))
        }),
        shell,
    };
    let status = axum::http::StatusCode::from_u16(status).unwrap_or_default();
    Ok(Html(page).with_status(status))
}

fn told(words: &Words, fault: &Fault) -> String {
    let key = format!("package-fault-{}", fault.code);
    let what = if words.has(&key) { words.t(&key) } else { fault.code.clone() };
    match fault.path() {
        "" => what,
        path => words.ta("package-fault-in", &[("path", &path), ("what", &what)]),
    }
}

fn signed(words: &Words, signed: &Signed) -> (String, String) {
    match signed {
        Signed::No => (words.t("package-signed-no"), String::new()),
        Signed::ByGivenKey { key } | Signed::ByItsOwnKey { key } => {
            (words.t("package-signed-own"), key.clone())
        }
        Signed::KeyUnknown => (words.t("package-signed-unknown"), String::new()),
        Signed::Wrong => (words.t("package-signed-wrong"), String::new()),
    }
}

fn comes(words: &Words, records: &Records) -> Vec<(String, String)> {
    let files = records.exhibits.iter().filter(|exhibit| exhibit.path.is_some()).count();
    let counts = [
        (words.t("package-part-timeline"), records.timeline.len()),
        (words.t("package-part-facts"), records.facts.len()),
        (words.t("package-part-custody"), records.exhibits.len()),
        (words.t("package-part-evidence"), files),
        (words.t("package-part-papers"), records.papers.len()),
        (words.t("package-part-measures"), records.measures.len()),
        (words.t("package-part-people"), records.people.len()),
    ];
    counts.into_iter().map(|(name, count)| (name, count.to_string())).collect()
}

fn left_out(words: &Words, left: &LeftOut) -> (String, String) {
    let key = format!("package-left-{}", left.why);
    (left.what.clone(), if words.has(&key) { words.t(&key) } else { left.why.clone() })
}

async fn confirm(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
    Path((_, upload)): Place2,
    Posted(form): Posted<Confirmed>,
) -> Result<Response, Problem> {
    let row = row_of(&platform, &scope, &upload).await?;
    let report: Report = serde_json::from_str(&row.report_json)?;
    let content = match report.is_whole() {
        true => content(&platform, &scope, &row).await?.ok(),
        false => None,
    };
    let Some(content) = content else {
        return page(&platform, &context, &scope, &row, None).await;
    };
    let brought = bring_in(&platform, &scope, &context.words, content, form.again == "yes").await;
    match brought {
        Ok(Ok(brought)) => {
            let tx = platform.db.write(scope.fence()).await?;
            drop_upload(&tx, &platform, &row).await?;
            tx.commit().await?;
            let path = format!("/c/{}/incidents/{}", scope.company(), brought.incident);
            Ok(Redirect::to(&path).into_response())
        }
        Ok(Err(fault)) => {
            let text = told(&context.words, &fault);
            page(&platform, &context, &scope, &row, Some(text)).await
        }
        Err(Problem { kind: ProblemKind::Conflict, detail: Some(text), .. }) => {
            page(&platform, &context, &scope, &row, Some(text)).await
        }
        Err(problem) => Err(problem),
    }
}
