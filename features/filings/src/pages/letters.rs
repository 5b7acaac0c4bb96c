//! The runs of letters of an incident, and the question whether a person was told.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{letters_columns, letters_file, letters_left, letters_list, letters_run};
use crate::{
    letters::{MAX_LIST_BYTES, Whom, runs_of, was_told},
    model::letter_run,
};

/// Room for the borders of a form with a file.
const FORM_BYTES: usize = 64 * 1024;

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_LIST_BYTES + FORM_BYTES);
    Router::new()
        .route("/c/{company}/incidents/{incident}/letters", get(show))
        .route("/c/{company}/incidents/{incident}/letters/told", post(told))
        .route("/c/{company}/incidents/{incident}/letters/{run}", get(letters_run::show))
        .route(
            "/c/{company}/incidents/{incident}/letters/{run}/list",
            post(letters_list::receive).layer(limit),
        )
        .route(
            "/c/{company}/incidents/{incident}/letters/{run}/columns",
            get(letters_columns::show).post(letters_columns::settle),
        )
        .route(
            "/c/{company}/incidents/{incident}/letters/{run}/confirm",
            post(letters_run::confirm),
        )
        .route("/c/{company}/incidents/{incident}/letters/{run}/act", post(letters_run::do_act))
        .route(
            "/c/{company}/incidents/{incident}/letters/{run}/left",
            get(letters_left::show).post(letters_left::decide),
        )
        .route(
            "/c/{company}/incidents/{incident}/letters/{run}/files/{nth}",
            get(letters_file::download),
        )
}

#[derive(Template)]
#[template(path = "pages/letters.html")]
struct LettersPage {
    shell: Shell,
    head: CaseHead,
    runs: Vec<Line>,
    whom: Whom,
    /// What each run knows of the person that was asked for.
    answers: Option<Vec<Answer>>,
}

/// One run.
struct Line {
    href: String,
    subject: String,
    made: String,
    by: String,
    channel: String,
    recipients: String,
    state: String,
}

/// What one run knows of a person.
struct Answer {
    subject: String,
    state: String,
    at: Option<String>,
    of_name: Option<String>,
}

/// Who is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    name: String,
    email: String,
    address: String,
}

type Place2 = Path<(String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident)): Place2,
) -> Result<Html<LettersPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let runs = runs_of(&tx, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    Ok(Html(page(&scope, shell, &incident, &runs, (Whom::default(), None))))
}

/// Asked with a form that is posted, so that a name stands in no address and no log.
async fn told(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident)): Place2,
    Posted(asked): Posted<Asked>,
) -> Result<Html<LettersPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let runs = runs_of(&tx, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    drop(tx);
    let whom = Whom { name: asked.name, email: asked.email, address: asked.address };
    if [&whom.name, &whom.email, &whom.address].iter().all(|part| part.trim().is_empty()) {
        shell.errors.push(FieldError::new("name", context.words.t("letters-told-empty")));
        return Ok(Html(page(&scope, shell, &incident, &runs, (whom, None))));
    }
    let mut answers = Vec::new();
    for run in &runs {
        let Some(told) = was_told(&platform, &scope, run, &whom).await? else { continue };
        let words = &context.words;
        let (state, at) = match &told.exact {
            Some(row) => (row.state.clone(), Some(words.date_time(from_millis(row.at)))),
            None => ("none".to_owned(), None),
        };
        answers.push(Answer {
            subject: run.subject.clone(),
            state: words.t(&format!("letters-told-{state}")),
            at,
            of_name: (told.exact.is_none() && told.of_name > 0)
                .then(|| words.t1("letters-told-of-name", "count", told.of_name)),
        });
    }
    Ok(Html(page(&scope, shell, &incident, &runs, (whom, Some(answers)))))
}

fn page(
    scope: &CompanyScope,
    shell: Shell,
    incident: &incident::Model,
    runs: &[letter_run::Model],
    (whom, answers): (Whom, Option<Vec<Answer>>),
) -> LettersPage {
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Documents);
    let words = &shell.words;
    let line = |run: &letter_run::Model| Line {
        href: format!("{}/letters/{}", head.base, run.id),
        subject: run.subject.clone(),
        made: words.date_time(from_millis(run.made_at)),
        by: run.made_by.clone(),
        channel: words.t(&format!("letters-channel-{}", run.channel)),
        recipients: words.number(run.recipients),
        state: words.t(&format!("letters-state-{}", run.state)),
    };
    let runs = runs.iter().map(line).collect();
    LettersPage { runs, whom, answers, head, shell }
}
