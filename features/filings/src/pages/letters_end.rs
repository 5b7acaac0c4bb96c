//! Ending a run: a person says what was posted, who is told, and that the rows left out are kept.

use askama::Template;
use axum::{
    body::Body,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use hikeshi_identity::{
    audit,
    can::{self, Action},
};
use hikeshi_incidents::page::{CaseHead, Tab};
use hikeshi_kernel::fold_width;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Download, Html, Posted, Problem};
use serde::Deserialize;
use serde_json::json;

use super::{letters_at::AtRun, letters_numbers::Persons, report_time::ReportTime};
use crate::letters::{Channel, Progress, RunState, Said, end_run, progress_of};

#[derive(Template)]
#[template(path = "pages/letters_end.html")]
struct EndPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    subject: String,
    paper: bool,
    persons: Persons,
    /// How many letters went out, or stand in the files.
    sent: String,
    /// How many failed or are not known.
    left: i64,
    left_text: String,
    /// Whether the rows left out can be saved.
    table: bool,
    posted: Vec<Choice>,
    told: Vec<Choice>,
    form: EndForm,
    seen: i64,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    seen: String,
    /// Whether the printed letters were posted.
    posted: String,
    posted_on: String,
    posted_count: String,
    /// Whether everybody concerned is told.
    told: String,
    /// The rows left out were saved or are not needed.
    kept: String,
}

pub(super) async fn show(at: AtRun<can::DecideFilings>) -> Result<Response, Problem> {
    if at.run.run_state()? != RunState::Open {
        return Ok(at.to(""));
    }
    let form = EndForm::default();
    Ok(Html(page(&at, form, Vec::new()).await?).into_response())
}

pub(super) async fn end(
    at: AtRun<can::DecideFilings>,
    Posted(form): Posted<EndForm>,
) -> Result<Response, Problem> {
    let tx = at.platform.db.read(at.scope.fence()).await?;
    let progress = progress_of(&tx, &at.run).await?;
    drop(tx);
    let said = match read(&at, &form, progress)? {
        Ok(said) => said,
        Err(errors) => {
            let page = page(&at, form, errors).await?;
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let seen = form.seen.parse().unwrap_or(-1);
    let tx = at.platform.db.write(at.scope.fence()).await?;
    let about = (&at.incident, &at.run);
    match end_run(&tx, &at.platform, &at.scope, about, (seen, said)).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(at.to(""))
        }
        Err(refused) => {
            drop(tx);
            at.refuse(refused.key()).await
        }
    }
}

/// The table of the rows left out, as long as the list is there.
pub(super) async fn left_out(at: AtRun<can::EditReporting>) -> Result<Download, Problem> {
    let blob = at.run.left_out_blob_id.ok_or_else(Problem::not_found)?;
    let file = at.platform.blobs.open_stream(&at.key().await?, blob).await?;
    let tx = at.platform.db.write(at.scope.fence()).await?;
    let (about, detail) = (("incident", at.incident.id), json!({ "run": at.run.id }));
    audit(&tx, &at.platform, &at.scope, "letters.left-out-opened", about, detail).await?;
    tx.commit().await?;
    let name = at.context.words.t("letters-left-out");
    Ok(Download {
        name: format!("{} {name}.csv", at.incident.number),
        mime: "text/csv; charset=utf-8",
        inline: false,
        body: Body::from_stream(file),
    })
}

/// What the person said; else what is wrong in the form.
fn read<A: Action>(
    at: &AtRun<A>,
    form: &EndForm,
    progress: Progress,
) -> Result<Result<Said, Vec<FieldError>>, Problem> {
    let words = &at.context.words;
    let mut errors = Vec::new();
    let mut wrong = |field: &str, key: &str| errors.push(FieldError::new(field, words.t(key)));
    let mut said = Said::default();
    if at.run.left_out > 0 && form.kept != "yes" {
        wrong("kept", "letters-end-kept-missing");
    }
    let mut out = true;
    if at.run.way()? == Channel::Paper {
        out = form.posted == "yes";
        if !["yes", "no"].contains(&form.posted.as_str()) {
            wrong("posted", "letters-end-posted-missing");
        }
    }
    if out && at.run.way()? == Channel::Paper {
        let count = fold_width(form.posted_count.trim()).replace(',', "").parse::<i64>();
        let count = count.ok().filter(|count| (1..=progress.sent).contains(count));
        if count.is_none() {
            wrong("posted_count", "letters-end-count-wrong");
        }
        let time = ReportTime {
            now: at.platform.clock.now(),
            incident: &at.incident,
            approved: None,
            missing: "letters-end-on-missing",
            future: "letters-end-on-future",
        };
        match time.read(words, &form.posted_on)? {
            Ok(on) => said.posted = count.map(|count| (count, on)),
            Err(text) => errors.push(FieldError::new("posted_on", text)),
        }
    }
    if out && !["yes", "no"].contains(&form.told.as_str()) {
        errors.push(FieldError::new("told", words.t("letters-end-told-missing")));
    }
    said.told_all = out && form.told == "yes";
    Ok(if errors.is_empty() { Ok(said) } else { Err(errors) })
}

async fn page<A: Action>(
    at: &AtRun<A>,
    form: EndForm,
    errors: Vec<FieldError>,
) -> Result<EndPage, Problem> {
    let (tx, mut shell) = at.page().await?;
    let run = at.run_now(&tx).await?;
    let progress = progress_of(&tx, &run).await?;
    let persons = Persons::read(&tx, &at.scope, &shell.words, (&at.incident, &run)).await?;
    shell.errors = errors;
    let head = CaseHead::new(&at.scope, &shell.words, &at.incident, Tab::Documents);
    let choice = |value: &str, key: &str| Choice::new(value, shell.t(key));
    Ok(EndPage {
        here: format!("{}/letters/{}", head.base, run.id),
        paper: run.way()? == Channel::Paper,
        posted: vec![
            choice("yes", "letters-end-posted-yes"),
            choice("no", "letters-end-posted-no"),
        ],
        told: vec![choice("no", "letters-end-told-no"), choice("yes", "letters-end-told-yes")],
        sent: shell.words.number(progress.sent),
        left: progress.left(),
        left_text: shell.words.number(progress.left()),
        table: run.left_out_blob_id.is_some(),
        seen: run.version,
        subject: run.subject,
        persons,
        form,
        head,
        shell,
    })
}
