//! One question on one page, saved when it is answered.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use hikeshi_db::Tx;
use hikeshi_i18n::plain;
use hikeshi_triage::{Answer, Question, QuestionKind, UNKNOWN, questions_for};
use hikeshi_ui::{FieldError, Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, ProblemKind};
use serde::Deserialize;

use super::{
    help::{actions_path, check_path, question_path, receipt_path},
    help_resume::next_path,
    help_visit::HelpVisit,
};
use crate::{
    content::{Content, content},
    help::{Draft, Given, MOST_TEXT, TooLong, find_draft, read_answer, save_answer},
};

#[derive(Template)]
#[template(path = "pages/help_question.html")]
struct QuestionPage {
    shell: Shell,
    name: String,
    title: Markup,
    why: Markup,
    back: String,
    at: usize,
    of: usize,
    field: FieldView,
    choices: Vec<ChoiceView>,
    typed: String,
    unknown: bool,
    understood: Option<String>,
    saved: String,
}

/// How the question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldView {
    One,
    Several,
    Area,
    Line,
    /// A line for the reporter's own name.
    Name,
    /// A line for a telephone number.
    Phone,
}

struct ChoiceView {
    value: String,
    label: Markup,
    chosen: bool,
}

/// Where to go after the answer.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct BackQuery {
    #[serde(default)]
    back: Option<String>,
}

impl BackQuery {
    fn is_check(&self) -> bool {
        self.back.as_deref() == Some("check")
    }
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct QuestionForm {
    #[serde(default)]
    answer: Vec<String>,
    #[serde(default)]
    unknown: Option<String>,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, secret, question)): Path<(String, String, String)>,
    Query(query): Query<BackQuery>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(visit.scope.fence()).await?;
    let asked = match ask(&tx, &visit, &secret, &question).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(Redirect::to(&elsewhere).into_response()),
    };
    let answer = asked.draft.saved.answers.get(&question);
    let given = Given {
        answer: match answer {
            Some(Answer::Choice(id)) => vec![id.clone()],
            Some(Answer::Choices(ids)) => ids.clone(),
            Some(Answer::Text(text)) => vec![text.clone()],
            Some(Answer::Unknown) | None => Vec::new(),
        },
        unknown: matches!(answer, Some(Answer::Unknown)),
    };
    Ok(Html(page(visit, asked, &secret, &given, query.is_check())?).into_response())
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    mut visit: HelpVisit,
    Path((_, secret, question)): Path<(String, String, String)>,
    Query(query): Query<BackQuery>,
    posted: Result<Posted<QuestionForm>, Problem>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(visit.scope.fence()).await?;
    let asked = match ask(&tx, &visit, &secret, &question).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(Redirect::to(&elsewhere).into_response()),
    };
    drop(tx);
    let Posted(form) = match posted {
        Err(problem) if problem.kind == ProblemKind::TooLarge => {
            return too_large(visit, asked, &secret, query.is_check());
        }
        posted => posted?,
    };
    let unknown = form.unknown.is_some() || form.answer.iter().any(|id| id == UNKNOWN);
    let given = Given { answer: form.answer, unknown };
    let now = platform.clock.now();
    match read_answer(asked.question, &given, &asked.content.times, now) {
        Ok(answer) => {
            let draft = save_answer(&platform, &visit.scope, &secret, &question, answer).await?;
            let next = after(&visit.token, &secret, &draft, &question, query.is_check())?;
            Ok(Redirect::to(&next).into_response())
        }
        Err(TooLong(max)) => {
            let text = visit.shell.words.t1("help-error-long", "max", max);
            visit.shell.errors.push(FieldError::new("answer", text));
            let page = page(visit, asked, &secret, &given, query.is_check())?;
            Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The question again, with the answer that was saved last: what was sent is too long to be shown.
fn too_large(
    mut visit: HelpVisit,
    asked: Asked,
    secret: &str,
    to_check: bool,
) -> Result<Response, Problem> {
    let text = visit.shell.words.t1("help-error-long", "max", MOST_TEXT);
    visit.shell.errors.push(FieldError::new("answer", text));
    let given =
        Given { answer: vec![asked.draft.typed(&asked.question.id).to_owned()], unknown: false };
    let page = page(visit, asked, secret, &given, to_check)?;
    Ok(Html(page).with_status(StatusCode::PAYLOAD_TOO_LARGE))
}

/// A question that applies to the answers so far.
struct Asked {
    content: &'static Content,
    draft: Draft,
    question: &'static Question,
    before: Option<String>,
    at: usize,
    of: usize,
}

/// The question, or where to go instead: the report is sent, or the question does not apply.
async fn ask(
    tx: &Tx,
    visit: &HelpVisit,
    secret: &str,
    id: &str,
) -> Result<Result<Asked, String>, Problem> {
    let content = content()?;
    let question = content.triage.question(id).ok_or_else(Problem::not_found)?;
    let draft = find_draft(tx, &visit.scope, secret).await?;
    if draft.report.is_some() {
        return Ok(Err(receipt_path(&visit.token, secret)));
    }
    let asked = questions_for(&content.triage, &draft.symptom, &draft.answers());
    let Some(index) = asked.iter().position(|other| other.id == id) else {
        return Ok(Err(next_path(&visit.token, secret, &draft)?));
    };
    let before = index.checked_sub(1).map(|index| asked[index].id.clone());
    let (at, of) = (index + 1, asked.len());
    Ok(Ok(Asked { content, draft, question, before, at, of }))
}

/// The question after this one, or the check.
fn after(
    token: &str,
    secret: &str,
    draft: &Draft,
    id: &str,
    to_check: bool,
) -> Result<String, Problem> {
    if draft.report.is_some() {
        return Ok(receipt_path(token, secret));
    }
    let asked = questions_for(&content()?.triage, &draft.symptom, &draft.answers());
    let mut rest = asked.iter().skip_while(|question| question.id != id).skip(1);
    Ok(match rest.next().filter(|_| !to_check) {
        Some(next) => question_path(token, secret, &next.id),
        None => check_path(token, secret),
    })
}

fn page(
    visit: HelpVisit,
    asked: Asked,
    secret: &str,
    given: &Given,
    to_check: bool,
) -> Result<QuestionPage, Problem> {
    let (shell, question, draft) = (visit.shell, asked.question, asked.draft);
    let back = match (&asked.before, to_check) {
        (_, true) => check_path(&visit.token, secret),
        (Some(before), false) => question_path(&visit.token, secret, before),
        (None, false) => actions_path(&visit.token, &draft.symptom, Some(secret)),
    };
    let options = asked.content.triage.options(question);
    let choice = |(id, text): (&str, &_)| ChoiceView {
        value: id.to_owned(),
        label: shell.text(text),
        chosen: given.answer.iter().any(|given| given == id) || (id == UNKNOWN && given.unknown),
    };
    let moment = draft.saved.moments.get(&question.id).filter(|_| shell.errors.is_empty());
    Ok(QuestionPage {
        name: plain(question.title.get(shell.words.lang())),
        title: shell.text(&question.title),
        why: shell.text(&question.why),
        back,
        at: asked.at,
        of: asked.of,
        field: field(question),
        choices: options.into_iter().map(choice).collect(),
        typed: given.answer.first().cloned().unwrap_or_default(),
        unknown: given.unknown,
        understood: moment.map(|moment| shell.words.moment(moment)),
        saved: shell.words.time_of(draft.saved_at),
        shell,
    })
}

fn field(question: &Question) -> FieldView {
    match (question.kind, question.id.as_str()) {
        (QuestionKind::Choice, _) => FieldView::One,
        (QuestionKind::Multi, _) => FieldView::Several,
        (QuestionKind::Text, _) => FieldView::Area,
        (_, "reporter_name") => FieldView::Name,
        (_, "reporter_phone") => FieldView::Phone,
        _ => FieldView::Line,
    }
}
