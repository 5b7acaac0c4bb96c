//! What was recognised in a text, to be looked at before it is noted.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_indicators::{Found, Reading, Trace, read, review};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{indicators::again, shown::ShownTrace};
use crate::technical::{LONGEST_VALUE, case_text, note_indicators, own_signs};

/// So many lines may be pasted at once.
const LINES: usize = 2_000;
/// So many characters.
const LONGEST: usize = 200_000;
/// So many traces are shown on one page.
const TRACES: usize = 1_000;

#[derive(Template)]
#[template(path = "pages/indicators_read.html")]
struct ReadPage {
    shell: Shell,
    head: CaseHead,
    text: String,
    traces: Vec<ShownTrace>,
    /// What looks like a trace and is none: the text and why.
    passed_over: Vec<(String, String)>,
}

/// What the forms post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TextForm {
    text: String,
    /// `case`: look through the incident instead.
    from: String,
    /// The traces to note, as [`pick_of`] writes them.
    pick: Vec<String>,
}

pub(super) async fn read_text(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident)): Path<(String, String)>,
    Posted(form): Posted<TextForm>,
) -> Result<Response, Problem> {
    let (tx, row) = view_incident(&platform, &scope, &incident).await?;
    let from_case = form.from == "case";
    let text = if from_case { case_text(&tx, &row).await? } else { form.text };
    let reading = match recognised(&text, from_case) {
        Ok(reading) => reading,
        Err(key) => {
            drop(tx);
            let number =
                |most: usize| context.words.number(i64::try_from(most).unwrap_or_default());
            let bounds = (number(LINES), number(TRACES));
            let mistake = context.words.ta(key, &[("lines", &bounds.0), ("most", &bounds.1)]);
            let typed = if from_case { String::new() } else { text };
            return again(&platform, &context, &scope, &incident, (typed, mistake)).await;
        }
    };
    let own = own_signs(&tx, &scope, &row).await?;
    let traces: Vec<Trace> = reading.found.iter().map(trace_of).collect();
    let words = &context.words;
    let shown = review(&traces, &own)
        .iter()
        .map(|reviewed| ShownTrace {
            chosen: true,
            ..ShownTrace::new(words, pick_of(&reviewed.trace), reviewed)
        })
        .collect();
    let why =
        |reason: hikeshi_indicators::Unread| words.t(&format!("sharing-unread-{}", reason.name()));
    let passed_over = reading.passed_over.into_iter().take(50);
    let passed_over = passed_over.map(|passed| (passed.text, why(passed.reason))).collect();
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let head = CaseHead::new(&scope, words, &row, Tab::Beside);
    Ok(Html(ReadPage { shell, head, text, traces: shown, passed_over }).into_response())
}

pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((company, incident)): Path<(String, String)>,
    Posted(form): Posted<TextForm>,
) -> Result<Response, Problem> {
    let picked: BTreeSet<&str> = form.pick.iter().map(String::as_str).collect();
    // Only what stands in the text is noted, whatever the form says.
    let found = recognised(&form.text, true).map(|reading| reading.found).unwrap_or_default();
    let traces: Vec<Trace> = found
        .iter()
        .map(trace_of)
        .filter(|trace| picked.contains(pick_of(trace).as_str()))
        .collect();
    if traces.is_empty() {
        let mistake = context.words.t("sharing-nothing-picked");
        return again(&platform, &context, &scope, &incident, (form.text, mistake)).await;
    }
    let (tx, row) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    let noted = note_indicators(&tx, &platform, &scope, &row, &traces).await?;
    tx.commit().await?;
    let path = format!("/c/{company}/incidents/{incident}/indicators?noted={noted}");
    Ok(Redirect::to(&path).into_response())
}

/// What stands in a text; the error is the key of a sentence.
fn recognised(text: &str, any_length: bool) -> Result<Reading, &'static str> {
    if !any_length && (text.chars().count() > LONGEST || text.lines().count() > LINES) {
        return Err("sharing-too-long");
    }
    let mut reading = read(text).map_err(|_| "sharing-too-long")?;
    reading.found.retain(|found| found.value.len() <= LONGEST_VALUE);
    match reading.found.len() {
        0 => Err("sharing-nothing-found"),
        1..=TRACES => Ok(reading),
        _ => Err("sharing-too-many"),
    }
}

fn trace_of(found: &Found) -> Trace {
    Trace { kind: found.kind, value: found.value.clone() }
}

/// What a check box sends for a trace.
fn pick_of(trace: &Trace) -> String {
    format!("{} {}", trace.kind.name(), trace.value)
}
