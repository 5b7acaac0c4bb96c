//! Bringing in answers from a file: everything is taken, or nothing, with every fault named.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_office::IncomingFault;
use hikeshi_posture_engine::{Answers, ReadProblem, ReadReason};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{
    Place2,
    shown::{href, text},
};
use crate::{
    assessment::{Assessment, NewAnswer, Origin, find, give_answers, hold},
    incoming::{Fault, FaultKind, MAX_BYTES, Taken, take_answers},
};

/// Room for the borders of the form.
const FORM_BYTES: usize = 64 * 1024;
/// The most faults that are named.
const MOST_FAULTS: usize = 100;
/// The most sheets that are named.
const MOST_NAMED: usize = 10;

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_BYTES + FORM_BYTES);
    Router::new()
        .route("/c/{company}/assessments/{assessment}/import", get(show).post(take).layer(limit))
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage {
    shell: Shell,
    base: String,
    title: String,
    faults: Vec<String>,
    draft: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, (&id, Vec::new(), None)).await
}

async fn take(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
    body: Multipart,
) -> Result<Response, Problem> {
    let bytes = file_of(body).await?;
    if bytes.is_empty() {
        let error = context.words.t("posture-import-no-file");
        return page(&platform, &context, &scope, (&id, Vec::new(), Some(error))).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    let taken = take_answers(&assessment.catalogue, &assessment.sites, &bytes)?;
    let words = &context.words;
    let faults = match taken {
        Taken::Answers(_) if !assessment.is_draft() => vec![words.t("posture-import-finished")],
        Taken::Answers(found) => {
            let skipped = in_address(&found.skipped);
            let new = new_answers(found.answers);
            let give = (Origin::File, new.as_slice());
            let count = give_answers(&tx, &platform, &scope, &assessment, give).await?;
            tx.commit().await?;
            let (base, formulas) = (href(&scope, &assessment), found.formulas);
            let to =
                format!("{base}?done=imported&count={count}&formulas={formulas}&skipped={skipped}");
            return Ok(Redirect::to(&to).into_response());
        }
        Taken::Faults(faults) => {
            faults.iter().take(MOST_FAULTS).map(|one| said(words, one)).collect()
        }
        Taken::Broken(IncomingFault::Protected) => vec![words.t("posture-import-protected")],
        Taken::Broken(_) => vec![words.t("posture-import-broken")],
    };
    drop(tx);
    let error = words.t("posture-import-refused");
    page(&platform, &context, &scope, (&id, faults, Some(error))).await
}

/// The answers of a file; those that it leaves out stay as they are.
pub(crate) fn new_answers(answers: Answers) -> Vec<NewAnswer> {
    let of_sheet = |sheet: hikeshi_posture_engine::Sheet| {
        let site = sheet.site;
        let new = sheet.given.into_iter().map(move |(item, given)| NewAnswer {
            site: site.clone(),
            item,
            answer: given.answer,
            note: given.note,
            basis: String::new(),
        });
        new.collect::<Vec<_>>()
    };
    answers.sheets.into_iter().flat_map(of_sheet).collect()
}

/// A fault in the reader's language, with the sheet where it is.
fn said(words: &Words, fault: &Fault) -> String {
    let what = match &fault.what {
        FaultKind::Line(problem) => line_said(words, problem),
        FaultKind::Site(site) => words.t1("posture-import-site", "site", site),
        FaultKind::Unplaced => words.t("posture-import-unplaced"),
        FaultKind::Between { item, other } => {
            words.ta("posture-import-between", &[("item", item), ("other", other)])
        }
    };
    match fault.sheet.as_str() {
        "" => what,
        sheet => words.ta("posture-import-on-sheet", &[("sheet", &sheet), ("what", &what)]),
    }
}

fn line_said(words: &Words, problem: &ReadProblem) -> String {
    let about = match &problem.reason {
        ReadReason::UnknownItem(text)
        | ReadReason::UnknownAnswer { found: text, .. }
        | ReadReason::ColumnTwice(text) => text.clone(),
        ReadReason::Group { group, items } => format!("{group}: {}", items.join(", ")),
        ReadReason::Twice { item, first } => format!("{item} ({first})"),
        ReadReason::TwoAnswers { first, second } => format!("{first} / {second}"),
        _ => String::new(),
    };
    let what = words.t1(&format!("posture-fault-{}", problem.reason.code()), "about", about);
    words.ta("posture-fault-line", &[("line", &problem.line), ("what", &what)])
}

/// Names of sheets as they stand in an address, as many as a sentence can name.
fn in_address(sheets: &[String]) -> String {
    let named = sheets.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(" / ");
    named.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The bytes of the file of a form.
pub(super) async fn file_of(mut body: Multipart) -> Result<Vec<u8>, Problem> {
    let refused = |error: axum::extract::multipart::MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Problem::too_large();
        }
        Problem { cause: Some(error.body_text()), ..Problem::invalid("") }
    };
    let mut bytes = Vec::new();
    while let Some(field) = body.next_field().await.map_err(refused)? {
        if field.name() == Some("file") {
            bytes = field.bytes().await.map_err(refused)?.to_vec();
        }
    }
    Ok(bytes)
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, faults, error): (&str, Vec<String>, Option<String>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment: Assessment = find(&tx, scope, id).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Posture).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    shell.errors.extend(error.map(|error| FieldError::new("file", error)));
    let page = ImportPage {
        base: href(scope, &assessment),
        title: text(&shell, &assessment.catalogue.title),
        draft: assessment.is_draft(),
        faults,
        shell,
    };
    Ok(Html(page).with_status(status))
}
