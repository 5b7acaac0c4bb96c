//! What to do now, and what not to do: shown at once for the chosen symptom.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use hikeshi_i18n::plain;
use hikeshi_triage::{Answers, Step, Symptom, questions_for};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem};
use serde::Deserialize;

use super::{
    help::{is_secret, start_path},
    help_resume::{next_path, resume_cookie},
    help_start::DraftQuery,
    help_visit::HelpVisit,
};
use crate::{
    content::content,
    help::{Draft, begin, find_draft, save_start},
};

/// About so many seconds for one question.
const SECONDS_EACH: usize = 22;

#[derive(Template)]
#[template(path = "pages/help_actions.html")]
pub(crate) struct ActionsPage {
    shell: Shell,
    symptom: Markup,
    back: String,
    draft: String,
    now: Vec<StepView>,
    dont: Vec<StepView>,
    questions: usize,
    minutes: usize,
}

struct StepView {
    id: String,
    icon: Markup,
    title: Markup,
    name: String,
    body: Markup,
    done: bool,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ActionsForm {
    #[serde(default)]
    did: Vec<String>,
    #[serde(default)]
    draft: String,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, symptom)): Path<(String, String)>,
    Query(query): Query<DraftQuery>,
) -> Result<Html<ActionsPage>, Problem> {
    let triage = &content()?.triage;
    let symptom = triage.symptom(&symptom).ok_or_else(Problem::not_found)?;
    let secret = query.d.filter(|secret| is_secret(secret));
    let draft = match &secret {
        Some(secret) => {
            let tx = platform.db.read(visit.scope.fence()).await?;
            Some(find_draft(&tx, &visit.scope, secret).await?)
        }
        None => None,
    };
    let answers = draft.as_ref().map_or_else(Answers::default, Draft::answers);
    let done = draft.map(|draft| draft.done).unwrap_or_default();
    let questions = questions_for(triage, &symptom.id, &answers).len();
    Ok(Html(ActionsPage {
        symptom: visit.shell.text(&symptom.title),
        back: start_path(&visit.token, secret.as_deref()),
        now: views(&visit.shell, &symptom.now, &done),
        dont: views(&visit.shell, &symptom.dont, &[]),
        minutes: (questions * SECONDS_EACH).div_ceil(60).max(1),
        questions,
        draft: secret.unwrap_or_default(),
        shell: visit.shell,
    }))
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, symptom)): Path<(String, String)>,
    Posted(form): Posted<ActionsForm>,
) -> Result<Response, Problem> {
    let symptom = content()?.triage.symptom(&symptom).ok_or_else(Problem::not_found)?;
    let done = own_steps(symptom, &form.did);
    if is_secret(&form.draft) {
        let draft = save_start(&platform, &visit.scope, &form.draft, &symptom.id, &done).await?;
        return Ok(Redirect::to(&next_path(&visit.token, &form.draft, &draft)?).into_response());
    }
    let secret = begin(&platform, &visit.scope, &symptom.id, &done).await?;
    let tx = platform.db.read(visit.scope.fence()).await?;
    let draft = find_draft(&tx, &visit.scope, &secret).await?;
    let cookie = resume_cookie(&platform, &visit.token, &secret);
    let next = Redirect::to(&next_path(&visit.token, &secret, &draft)?);
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), next).into_response())
}

fn own_steps(symptom: &Symptom, ticked: &[String]) -> Vec<String> {
    let own = symptom.now.iter().filter(|step| ticked.contains(&step.id));
    own.map(|step| step.id.clone()).collect()
}

fn views(shell: &Shell, steps: &[Step], done: &[String]) -> Vec<StepView> {
    let view = |step: &Step| StepView {
        id: step.id.clone(),
        icon: shell.icon(&step.icon),
        title: shell.text(&step.title),
        name: plain(step.title.get(shell.words.lang())),
        body: shell.text(&step.body),
        done: done.contains(&step.id),
    };
    steps.iter().map(view).collect()
}
