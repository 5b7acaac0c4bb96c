//! Letters that did not go out for certain: a person decides about each.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use hikeshi_identity::can::{self, Action};
use hikeshi_incidents::page::{CaseHead, Tab};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Posted, Problem};
use serde::Deserialize;

use super::letters_at::AtRun;
use crate::letters::{Decided, Decision, LeftOver, Refused, decide_left, left_over};

#[derive(Template)]
#[template(path = "pages/letters_left.html")]
pub(super) struct LeftPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    rows: Vec<Line>,
    /// Somebody got the same letter in another run.
    twice: bool,
    may_decide: bool,
}

/// One recipient.
struct Line {
    line: i64,
    picked: bool,
    /// Got the same letter in another run.
    elsewhere: bool,
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
    although: String,
    act: String,
}

pub(super) async fn show(at: AtRun<can::EditReporting>) -> Result<Html<LeftPage>, Problem> {
    Ok(Html(page(&at, LeftForm::default(), None).await?))
}

pub(super) async fn decide(
    at: AtRun<can::DecideFilings>,
    Posted(form): Posted<LeftForm>,
) -> Result<Response, Problem> {
    let decision = Decision::from_name(&form.act).ok_or_else(Problem::not_found)?;
    let although = form.although == "yes";
    let decided = Decided { decision, lines: &form.line, although };
    let about = (&at.incident, &at.run);
    match decide_left(&at.platform, &at.scope, about, decided).await? {
        Ok(()) => Ok(at.to("")),
        Err(Refused::GotElsewhere) => {
            let page = page(&at, form, Some(Refused::GotElsewhere)).await?;
            Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(refused) => at.refuse(refused.key()).await,
    }
}

/// The page with what was ticked, and what is wrong with it.
async fn page<A: Action>(
    at: &AtRun<A>,
    form: LeftForm,
    refused: Option<Refused>,
) -> Result<LeftPage, Problem> {
    let (tx, mut shell) = at.page().await?;
    drop(tx);
    let head = CaseHead::new(&at.scope, &shell.words, &at.incident, Tab::Documents);
    let left = left_over(&at.platform, &at.scope, &at.run, None).await?.rows;
    if let Some(refused) = refused {
        shell.errors.push(FieldError::new("although", shell.t(refused.key())));
    }
    Ok(LeftPage {
        here: format!("{}/letters/{}", head.base, at.run.id),
        twice: left.iter().any(|one| one.elsewhere),
        rows: left.into_iter().map(|one| line(&shell, one, &form.line)).collect(),
        may_decide: at.scope.may::<can::DecideFilings>() && at.scope.provider().is_none(),
        head,
        shell,
    })
}

fn line(shell: &Shell, left: LeftOver, picked: &[i64]) -> Line {
    let words = &shell.words;
    let who = left.who;
    Line {
        line: left.row.line,
        picked: picked.contains(&left.row.line),
        elsewhere: left.elsewhere,
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
