//! Noting that a paper went out: when, how, with which receipt and which proof. A proof that
//! arrives with a mistake in its form waits for the form to be mended.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    evidence::{
        EvidenceId, StoredFile, Upload, WaitsFor, drop_waiting, find_exhibit, let_wait,
        list_exhibits, read_upload, wait_no_longer, waiting_for,
    },
    model::{evidence_waiting, incident},
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext, Typed};

use super::{papers_paper::Place3, report_time::ReportTime};
use crate::{
    model::paper,
    papers::{How, NewFiling, State as Stands, approved_at, file_paper, find_paper, kinds},
};

/// The longest receipt number.
const LONGEST_RECEIPT: usize = 200;

pub(super) fn routes() -> Router<Platform> {
    // A file is bounded by the reader of the form (`limits.upload_mib`), not by its request.
    Router::new().route(
        "/c/{company}/incidents/{incident}/filings/{paper}/filed",
        get(show).post(save).layer(DefaultBodyLimit::disable()),
    )
}

#[derive(Template)]
#[template(path = "pages/papers_filed.html")]
struct FiledPage {
    shell: Shell,
    head: CaseHead,
    base: String,
    name: String,
    recipient: String,
    ready: bool,
    duty: bool,
    ways: Vec<Choice>,
    exhibits: Vec<Choice>,
    /// The file that arrived before: its blob and its name.
    waiting: Option<(String, String)>,
    form: FiledForm,
    version: i64,
    conflict: bool,
}

/// What the form posts, without its file.
#[derive(Debug, Clone, Default)]
struct FiledForm {
    done_at: String,
    how: String,
    receipt: String,
    exhibit: String,
    /// The waiting file that the person does not want.
    drop: String,
    /// The version of the paper that the person saw.
    seen: String,
}

impl FiledForm {
    fn of(texts: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, text) in texts {
            match name.as_str() {
                "done_at" => form.done_at = text,
                "how" => form.how = text,
                "receipt" => form.receipt = text,
                "exhibit" => form.exhibit = text,
                "drop" => form.drop = text,
                "seen" => form.seen = text,
                _ => {}
            }
        }
        form
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApproveFilings>,
    Path((_, incident, paper)): Place3,
) -> Result<Html<FiledPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = FiledForm::default();
    Ok(Html(page(&tx, &scope, (&incident, &row), (shell, form, false)).await?))
}

/// No transaction is open while the proof comes in.
async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApproveFilings>,
    Path((_, incident, paper)): Place3,
    request: Request,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    find_paper(&tx, &scope, &incident, &paper).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let Upload { texts, files, kept, refused } = read_upload(&platform, &key, request).await?;
    let form = FiledForm::of(texts);
    let tx = platform.db.write(scope.fence()).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let place = (&incident, WaitsFor::Proof(row.id));
    let mut waiting = waiting_for(&tx, &scope, place.0, place.1).await?;
    let unwanted = |file: &evidence_waiting::Model| file.blob_id.to_string() == form.drop;
    // A newer file takes the place of the one that waits.
    let all_go = !files.is_empty();
    let gone: Vec<_> = waiting.extract_if(.., |file| all_go || unwanted(file)).collect();
    let gone: Vec<_> = gone.iter().map(|file| file.blob_id).collect();
    drop_waiting(&tx, &platform, &gone).await?;
    let blobs: Vec<_> = waiting.iter().map(|file| file.blob_id).collect();
    let waited = waiting.pop().map(evidence_waiting::Model::stored).transpose()?;
    let proof = files.last().cloned().or(waited);
    let refused = refused.map(|why| context.words.t(&format!("evidence-refused-{}", why.name())));
    let read = read(&tx, &platform, &context, ((&incident, &row), &form, proof, refused)).await?;
    let (errors, status) = match read {
        Ok(new) => match file_paper(&tx, &platform, &scope, &incident, (&paper, new)).await? {
            true => {
                wait_no_longer(&tx, &blobs).await?;
                kept.release();
                tx.commit().await?;
                let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
                return Ok(Redirect::to(&format!("{base}/{paper}?saved=1")).into_response());
            }
            false => (Vec::new(), StatusCode::CONFLICT),
        },
        Err(errors) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let_wait(&tx, &platform, &scope, place, files).await?;
    kept.release();
    tx.commit().await?;
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    shell.errors = errors;
    let conflict = status == StatusCode::CONFLICT;
    let page = page(&tx, &scope, (&incident, &row), (shell, form, conflict)).await?;
    Ok(Html(page).with_status(status))
}

async fn read(
    tx: &Tx,
    platform: &Platform,
    context: &RequestContext,
    ((incident, row), form, file, refused): (
        (&incident::Model, &paper::Model),
        &FiledForm,
        Option<StoredFile>,
        Option<String>,
    ),
) -> Result<Result<NewFiling, Vec<FieldError>>, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let label = words.t("paperwork-receipt");
    let receipt = typed.optional_line("receipt", &label, &form.receipt, LONGEST_RECEIPT);
    let how = How::from_name(&form.how);
    if how.is_none() {
        typed.mistake("how", words.t("paperwork-how-missing"));
    }
    let mut done_at = None;
    let approved = approved_at(tx, row).await?;
    let time = ReportTime {
        now: platform.clock.now(),
        incident,
        approved,
        missing: "paperwork-when-missing",
        future: "paperwork-when-future",
    };
    match time.read(words, &form.done_at)? {
        Ok(at) => done_at = Some(at),
        Err(text) => typed.mistake("done_at", text),
    }
    let exhibit = match form.exhibit.is_empty() {
        true => None,
        false => {
            let id: EvidenceId = form.exhibit.parse().map_err(|_| Problem::not_found())?;
            Some(find_exhibit(tx, incident, id).await?.id)
        }
    };
    let mut errors = typed.errors();
    errors.extend(refused.map(|text| FieldError::new("proof", text)));
    let seen = form.seen.parse().unwrap_or(0);
    Ok(match how.zip(done_at).filter(|_| errors.is_empty()) {
        Some((how, done_at)) => {
            Ok(NewFiling { done_at, how, receipt, exhibit, file, seen, everybody: true })
        }
        None => Err(errors),
    })
}

async fn page(
    tx: &Tx,
    scope: &CompanyScope,
    (incident, row): (&incident::Model, &paper::Model),
    (shell, form, conflict): (Shell, FiledForm, bool),
) -> Result<FiledPage, Problem> {
    let words = &shell.words;
    let head = CaseHead::new(scope, words, incident, Tab::Duties);
    let kind = kinds()?.get(&row.kind).ok_or_else(Problem::not_found)?;
    let mut exhibits = vec![Choice::new("", words.t("paperwork-proof-none"))];
    for exhibit in list_exhibits(tx, incident).await? {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("serial", &exhibit.serial), ("title", &exhibit.title)];
        let label = words.ta("paperwork-proof-line", &values);
        exhibits.push(Choice::new(exhibit.id.to_string(), label));
    }
    let mut waiting = waiting_for(tx, scope, incident, WaitsFor::Proof(row.id)).await?;
    let waiting = waiting.pop().map(|file| (file.blob_id.to_string(), file.file_name));
    Ok(FiledPage {
        base: format!("{}/filings/{}", head.base, row.id),
        name: plain(kind.title(words.lang())),
        recipient: row.recipient.clone(),
        ready: Stands::of(row) == Stands::Approved,
        duty: !row.duty.is_empty(),
        ways: How::ALL
            .map(|how| Choice::new(how.name(), words.t(&format!("paperwork-how-{}", how.name()))))
            .into(),
        exhibits,
        waiting,
        form,
        version: row.version,
        conflict,
        head,
        shell,
    })
}
