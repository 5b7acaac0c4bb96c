//! Adding files as exhibits.

use askama::Template;
use axum::{
    extract::{Path, Query, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::{
    evidence::{list_href, size_text},
    evidence_copy::{Asked, CopyForm},
    evidence_form::Typed,
};
use crate::{
    case::{refuse_if_closed, view_incident},
    content::{content, guidance::Guidance},
    evidence::{
        CopyOf, MOST_FILES, Refused, StoredFile, Upload, WaitsFor, add_copies, add_exhibits,
        drop_waiting, id_of_form, let_wait, list_exhibits, read_upload, wait_no_longer,
        waiting_for, waiting_form,
    },
    model::{evidence_waiting, incident},
};

#[derive(Template)]
#[template(path = "pages/evidence_add_file.html")]
struct AddFilePage {
    shell: Shell,
    back: String,
    kinds: Vec<Choice>,
    copy: Option<CopyForm>,
    guidance: &'static Guidance,
    typed: Typed,
    limit: String,
    waiting: Vec<WaitingFile>,
}

/// A file that arrived before and waits for the form.
struct WaitingFile {
    blob: String,
    name: String,
    size: String,
    drop: bool,
}

impl AddFilePage {
    fn of(
        shell: Shell,
        platform: &Platform,
        incident: &incident::Model,
        (typed, waiting): (Typed, Vec<evidence_waiting::Model>),
        copy: Option<&CopyOf>,
    ) -> Result<Html<Self>, Problem> {
        let kinds = Typed::choices(&shell, false)?;
        let copy = copy.map(|copy| CopyForm::new(&shell, copy));
        let mib = i64::try_from(platform.config.limits.upload_mib).unwrap_or(i64::MAX >> 20);
        let limit = size_text(mib.saturating_mul(1 << 20));
        let untitled = shell.t("evidence-untitled");
        let file = |row: evidence_waiting::Model| WaitingFile {
            drop: typed.drop.contains(&row.blob_id.to_string()),
            blob: row.blob_id.to_string(),
            name: if row.file_name.is_empty() { untitled.clone() } else { row.file_name },
            size: size_text(row.size),
        };
        let waiting = waiting.into_iter().map(file).collect();
        let guidance = &content()?.guidance;
        let back = list_href(incident);
        Ok(Html(Self { shell, back, kinds, copy, guidance, typed, limit, waiting }))
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    refuse_if_closed(&platform, &incident)?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let mut typed = Typed::fresh(&platform, &scope, false);
    typed.source = asked.copy_of;
    let copy = typed.copy_of(&tx, &incident).await?;
    let mut waiting = Vec::new();
    if let Some(form) = waiting_form(&tx, &scope, &incident).await? {
        waiting = waiting_for(&tx, &scope, &incident, WaitsFor::Exhibit(form)).await?;
        typed.form_id = form.to_string();
    }
    let page = AddFilePage::of(shell, &platform, &incident, (typed, waiting), copy.as_ref())?;
    Ok(page.into_response())
}

/// No transaction is open while the files come in; the exhibits are written in one afterwards.
/// With a mistake in the form the files wait: only the form has to be sent again.
pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    // Before the first byte is read: nobody waits for an upload that would be thrown away.
    refuse_if_closed(&platform, &incident)?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let Upload { texts, files, kept, refused } = read_upload(&platform, &key, request).await?;
    let mut typed = Typed::from_texts(texts);
    let form = typed.form(&platform);
    let checked = typed.check(&mut shell, &platform, &scope, false)?;
    let tx = platform.db.write(scope.fence()).await?;
    let copy = typed.copy_of(&tx, &incident).await?;
    let waiting = waiting_for(&tx, &scope, &incident, WaitsFor::Exhibit(form)).await?;
    let mut waiting = without_dropped(&tx, &platform, &typed, waiting).await?;
    let count = waiting.len() + files.len();
    let refused = refused.or((count > MOST_FILES).then_some(Refused::TooMany));
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(refused) = refused {
        status = refused.status();
        let text = shell.t(&format!("evidence-refused-{}", refused.name()));
        shell.errors.push(FieldError::new("file", text));
    } else if count == 0 {
        if is_known(&tx, &incident, form).await? {
            return Ok(done(&incident, "known"));
        }
        shell.errors.push(FieldError::new("file", shell.t("evidence-error-file")));
    }
    let Some(checked) = checked.filter(|_| shell.errors.is_empty()) else {
        if count <= MOST_FILES {
            // A form that is done (and came back by the browser's way back) takes nothing more.
            let is_done = !files.is_empty() && is_known(&tx, &incident, form).await?;
            let form = if is_done { typed.another_form(&platform) } else { form };
            let place = (&incident, WaitsFor::Exhibit(form));
            waiting.extend(let_wait(&tx, &platform, &scope, place, files).await?);
            kept.release();
        }
        tx.commit().await?;
        let shown = (typed, waiting);
        let page = AddFilePage::of(shell, &platform, &incident, shown, copy.as_ref())?;
        return Ok(page.with_status(status));
    };
    let ids: Vec<_> = waiting.iter().map(|row| row.blob_id).collect();
    let before = waiting.into_iter().map(evidence_waiting::Model::stored);
    let mut all = before.collect::<Result<Vec<StoredFile>, _>>()?;
    all.extend(files);
    let untitled = shell.t("evidence-untitled");
    let exhibit =
        |(nth, file)| checked.exhibit(&platform, &incident, (nth, Some(file), untitled.as_str()));
    let new: Vec<_> = all.into_iter().enumerate().map(exhibit).collect();
    let added = match &copy {
        Some(copy) => add_copies(&tx, &platform, &scope, &incident, (copy, &new)).await?,
        None => add_exhibits(&tx, &platform, &scope, &incident, &new).await?,
    };
    if !added {
        return Ok(done(&incident, "known"));
    }
    wait_no_longer(&tx, &ids).await?;
    // From here on the files may belong to exhibits, even if the answer to the commit is lost.
    kept.release();
    tx.commit().await?;
    Ok(done(&incident, "added"))
}

/// The waiting files without those that the person does not want; these are deleted by a job.
async fn without_dropped(
    tx: &Tx,
    platform: &Platform,
    typed: &Typed,
    waiting: Vec<evidence_waiting::Model>,
) -> Result<Vec<evidence_waiting::Model>, Problem> {
    let unwanted = |row: &evidence_waiting::Model| typed.drop.contains(&row.blob_id.to_string());
    let (gone, stay): (Vec<_>, Vec<_>) = waiting.into_iter().partition(unwanted);
    let gone: Vec<_> = gone.iter().map(|row| row.blob_id).collect();
    drop_waiting(tx, platform, &gone).await?;
    Ok(stay)
}

/// Whether the form was sent before and its files are exhibits already.
async fn is_known(tx: &Tx, incident: &incident::Model, form: Uuid) -> Result<bool, Problem> {
    let first = id_of_form(incident.id, form, 0);
    Ok(list_exhibits(tx, incident).await?.iter().any(|row| row.id == first))
}

fn done(incident: &incident::Model, word: &str) -> Response {
    Redirect::to(&format!("{}?done={word}", list_href(incident))).into_response()
}
