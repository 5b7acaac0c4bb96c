//! All answers before they are sent, and whom they will reach.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use hikeshi_i18n::plain;
use hikeshi_triage::{Answer, Question, Symptom, TriagePack, questions_for};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem};

use super::{
    help::{actions_path, question_path, receipt_path, start_path},
    help_resume::resume_path,
    help_visit::HelpVisit,
};
use crate::{
    content::content,
    help::{Draft, Reach, find_draft, reach_of, send},
};

/// Questions about the reporter begin so; they stand in a section of their own.
const ABOUT_YOU: &str = "reporter_";

#[derive(Template)]
#[template(path = "pages/help_check.html")]
struct CheckPage {
    shell: Shell,
    back: String,
    what: Vec<Row>,
    you: Vec<Row>,
    reach: Reach,
    /// Whether mail leaves this installation.
    mailed: bool,
}

/// One answer.
struct Row {
    label: Markup,
    /// The label without readings, for the words of the link.
    name: String,
    value: Markup,
    /// The same for typed words, which are shown as they are.
    typed: String,
    /// No answer, or "I do not know".
    soft: bool,
    href: String,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let triage = &content()?.triage;
    let tx = platform.db.read(visit.scope.fence()).await?;
    let draft = find_draft(&tx, &visit.scope, &secret).await?;
    if draft.report.is_some() {
        return Ok(Redirect::to(&receipt_path(&visit.token, &secret)).into_response());
    }
    let symptom = triage.symptom(&draft.symptom).ok_or_else(Problem::not_found)?;
    let asked = questions_for(triage, &symptom.id, &draft.answers());
    let row = |question: &&Question| answer_row(&visit, triage, &draft, &secret, question);
    let (you, what): (Vec<_>, Vec<_>) =
        asked.iter().partition(|question| question.id.starts_with(ABOUT_YOU));
    let mut rows = first_rows(&visit, symptom, &draft, &secret);
    rows.extend(what.into_iter().map(row));
    let back = asked.last().map_or_else(
        || resume_path(&visit.token, &secret),
        |last| question_path(&visit.token, &secret, &last.id),
    );
    let you = you.into_iter().map(row).collect();
    let reach = reach_of(&tx, &visit.scope).await?;
    let mailed = platform.mailer.delivers();
    let page = CheckPage { back, what: rows, you, reach, mailed, shell: visit.shell };
    Ok(Html(page).into_response())
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    send(&platform, &visit.scope, &visit.company, &secret).await?;
    Ok(Redirect::to(&receipt_path(&visit.token, &secret)))
}

/// The symptom, and what was done.
fn first_rows(visit: &HelpVisit, symptom: &Symptom, draft: &Draft, secret: &str) -> Vec<Row> {
    let shell = &visit.shell;
    let done: Vec<&str> = symptom
        .now
        .iter()
        .filter(|step| draft.done.contains(&step.id))
        .map(|step| step.title.get(shell.words.lang()))
        .collect();
    let none = done.is_empty();
    let row = |key: &str, value: Markup, soft: bool, href: String| Row {
        label: shell.html(key),
        name: shell.t(key),
        value,
        typed: String::new(),
        soft,
        href,
    };
    let value = if none { shell.html("help-none-done") } else { shell.rich(done.join(" / ")) };
    vec![
        row(
            "help-chosen",
            shell.text(&symptom.title),
            false,
            start_path(&visit.token, Some(secret)),
        ),
        row("help-done", value, none, actions_path(&visit.token, &symptom.id, Some(secret))),
    ]
}

fn answer_row(
    visit: &HelpVisit,
    triage: &TriagePack,
    draft: &Draft,
    secret: &str,
    question: &Question,
) -> Row {
    let shell = &visit.shell;
    let (value, soft) = value_of(shell, triage, draft, question);
    let (value, typed) = match value {
        Value::Ours(value) => (value, String::new()),
        Value::Typed(typed) => (Markup::default(), typed),
    };
    Row {
        label: shell.text(&question.title),
        name: plain(question.title.get(shell.words.lang())),
        value,
        typed,
        soft,
        href: format!("{}?back=check", question_path(&visit.token, secret, &question.id)),
    }
}

/// Words of ours, which may carry readings, or words as typed.
enum Value {
    Ours(Markup),
    Typed(String),
}

/// The answer as people read it, and whether it is none.
fn value_of(
    shell: &Shell,
    triage: &TriagePack,
    draft: &Draft,
    question: &Question,
) -> (Value, bool) {
    let words = |ids: &[String]| {
        let options = triage.options(question);
        let chosen = options.iter().filter(|(id, _)| ids.iter().any(|given| given == id));
        let texts: Vec<_> = chosen.map(|(_, text)| text.get(shell.words.lang())).collect();
        Value::Ours(shell.rich(texts.join(" / ")))
    };
    if let Some(moment) = draft.saved.moments.get(&question.id) {
        return (Value::Typed(shell.words.moment(moment)), false);
    }
    match draft.saved.answers.get(&question.id) {
        Some(Answer::Choice(id)) => (words(std::slice::from_ref(id)), false),
        Some(Answer::Choices(ids)) => (words(ids), false),
        Some(Answer::Text(text)) if !text.is_empty() => (Value::Typed(text.clone()), false),
        Some(Answer::Unknown) => (Value::Ours(shell.text(&triage.unknown)), true),
        Some(Answer::Text(_)) | None => (Value::Ours(shell.html("help-no-answer")), true),
    }
}
