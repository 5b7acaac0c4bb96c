//! Letters that did not go out for certain: a person decides about each.

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
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use crate::letters::{Decision, LeftOver, decide_left, find_run, left_over};

#[derive(Template)]
#[template(path = "pages/letters_left.html")]
pub(super) struct LeftPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    rows: Vec<Line>,
    may_decide: bool,
}

/// One recipient.
struct Line {
    line: i64,
    name: String,
    email: String,
    state: String,
    reason: String,
    at: String,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LeftForm {
    line: Vec<i64>,
    act: String,
}

type Place3 = Path<(String, String, String)>;

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident, run)): Place3,
) -> Result<Html<LeftPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    drop(tx);
    let head = CaseHead::new(&scope, &shell.words, &incident, Tab::Documents);
    let left = left_over(&platform, &scope, &run).await?;
    Ok(Html(LeftPage {
        here: format!("{}/letters/{}", head.base, run.id),
        rows: left.into_iter().map(|one| line(&shell, one)).collect(),
        may_decide: scope.may::<can::DecideFilings>() && scope.provider().is_none(),
        head,
        shell,
    }))
}

pub(super) async fn decide(
    State(platform): State<Platform>,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, run)): Place3,
    Posted(form): Posted<LeftForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    drop(tx);
    let decision = Decision::from_name(&form.act).ok_or_else(Problem::not_found)?;
    let tx = platform.db.write(scope.fence()).await?;
    decide_left(&tx, &platform, &scope, &run, (decision, &form.line)).await?;
    tx.commit().await?;
    let path = format!("/c/{}/incidents/{}/letters/{}", scope.company(), incident.id, run.id);
    Ok(Redirect::to(&path).into_response())
}

fn line(shell: &Shell, left: LeftOver) -> Line {
    let words = &shell.words;
    let who = left.who;
    Line {
        line: left.row.line,
        name: who.as_ref().map(|who| who.name.clone()).unwrap_or_default(),
        email: who.map(|who| who.email).unwrap_or_default(),
        state: words.t(&format!("letters-told-{}", left.row.state)),
        reason: match left.row.reason.as_str() {
            "" => String::new(),
            reason => words.t(&format!("letters-reason-{reason}")),
        },
        at: words.date_time(from_millis(left.row.at)),
    }
}
