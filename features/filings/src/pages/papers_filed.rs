//! Noting that a paper went out: when, how, with which receipt and which proof.

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
    content::content,
    evidence::{EvidenceId, StoredFile, Upload, find_exhibit, list_exhibits, read_upload},
    model::incident,
    page::{CaseHead, Tab, read_time},
};
use hikeshi_kernel::Moment;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext, Typed};

use super::papers_paper::Place3;
use crate::{
    model::paper,
    papers::{How, NewFiling, State as Stands, file_paper, find_paper, kinds},
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
    may_add: bool,
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
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, paper)): Place3,
) -> Result<Html<FiledPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &incident, &paper).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = FiledForm::default();
    Ok(Html(page(&tx, &scope, (&incident, &row), (shell, form, false)).await?))
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, paper)): Place3,
    request: Request,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &incident, &paper).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let Upload { texts, mut files, kept, refused } = read_upload(&platform, &key, request).await?;
    if !files.is_empty() && !scope.may::<can::AddEvidence>() {
        return Err(Problem::forbidden());
    }
    let form = FiledForm::of(texts);
    let refused = refused.map(|why| context.words.t(&format!("evidence-refused-{}", why.name())));
    let proof = (files.pop(), refused);
    let tx = platform.db.read(scope.fence()).await?;
    let new = match read(&tx, &platform, &context, (&incident, &form, proof)).await? {
        Ok(new) => new,
        Err(errors) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let page = page(&tx, &scope, (&incident, &row), (shell, form, false)).await?;
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    if file_paper(&tx, &platform, &scope, &incident, (&paper, new)).await? {
        tx.commit().await?;
        kept.release();
        let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
        return Ok(Redirect::to(&format!("{base}/{paper}?saved=1")).into_response());
    }
    drop(tx);
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_paper(&tx, &incident, &paper).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let page = page(&tx, &scope, (&incident, &row), (shell, form, true)).await?;
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

async fn read(
    tx: &Tx,
    platform: &Platform,
    context: &RequestContext,
    (incident, form, (file, refused)): (
        &incident::Model,
        &FiledForm,
        (Option<StoredFile>, Option<String>),
    ),
) -> Result<Result<NewFiling, Vec<FieldError>>, Problem> {
    let words = &context.words;
    let now = platform.clock.now();
    let mut typed = Typed::new(words);
    let label = words.t("paperwork-receipt");
    let receipt = typed.optional_line("receipt", &label, &form.receipt, LONGEST_RECEIPT);
    let how = How::from_name(&form.how);
    if how.is_none() {
        typed.mistake("how", words.t("paperwork-how-missing"));
    }
    let mut done_at = None;
    match read_time(words, &content()?.times, &form.done_at, (now, &[])) {
        Ok(Moment::Unknown) => typed.mistake("done_at", words.t("paperwork-when-missing")),
        Ok(moment) => match moment.sort_key() {
            Some(at) if at > now => typed.mistake("done_at", words.t("paperwork-when-future")),
            at => done_at = at,
        },
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
        Some((how, done_at)) => Ok(NewFiling { done_at, how, receipt, exhibit, file, seen }),
        None => {
            // A browser does not send the file a second time by itself.
            errors.extend(file.map(|_| FieldError::new("proof", words.t("paperwork-proof-again"))));
            Err(errors)
        }
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
        may_add: scope.may::<can::AddEvidence>(),
        form,
        version: row.version,
        conflict,
        head,
        shell,
    })
}
