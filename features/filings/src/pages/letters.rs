//! The runs of letters of an incident, and the question whether a person was told.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::Kind;
use hikeshi_i18n::plain;
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

use super::{
    letters_columns, letters_end, letters_fields::with_fields, letters_file, letters_left,
    letters_list, letters_numbers::state_text, letters_run,
};
use crate::{
    letters::{Channel, MAX_LIST_BYTES, Whom, runs_of, was_told},
    model::{letter_run, paper},
    papers::{State as Stands, kinds, papers_of},
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
            "/c/{company}/incidents/{incident}/letters/{run}/end",
            get(letters_end::show).post(letters_end::end),
        )
        .route(
            "/c/{company}/incidents/{incident}/letters/{run}/left-out.csv",
            get(letters_end::left_out),
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
    /// Approved letters from which a run begins: name and page.
    ready: Vec<(String, String)>,
    /// Kinds of letters that can be written: name and page.
    kinds: Vec<(String, String)>,
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
    let (runs, papers) = (runs_of(&tx, &incident).await?, papers_of(&tx, &scope, &incident).await?);
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let view = View { scope: &scope, incident: &incident, runs: &runs, papers: &papers };
    Ok(Html(view.page(shell, (Whom::default(), None))?))
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
    let (runs, papers) = (runs_of(&tx, &incident).await?, papers_of(&tx, &scope, &incident).await?);
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    drop(tx);
    let view = View { scope: &scope, incident: &incident, runs: &runs, papers: &papers };
    let whom = Whom { name: asked.name, email: asked.email, address: asked.address };
    if [&whom.name, &whom.email, &whom.address].iter().all(|part| part.trim().is_empty()) {
        shell.errors.push(FieldError::new("name", context.words.t("letters-told-empty")));
        return Ok(Html(view.page(shell, (whom, None))?));
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
            subject: with_fields(words, &run.subject),
            state: words.t(&format!("letters-told-{state}")),
            at,
            of_name: (told.exact.is_none() && told.of_name > 0)
                .then(|| words.t1("letters-told-of-name", "count", told.of_name)),
        });
    }
    Ok(Html(view.page(shell, (whom, Some(answers)))?))
}

/// What the page is made from.
struct View<'a> {
    scope: &'a CompanyScope,
    incident: &'a incident::Model,
    runs: &'a [letter_run::Model],
    papers: &'a [paper::Model],
}

impl View<'_> {
    fn page(
        &self,
        shell: Shell,
        (whom, answers): (Whom, Option<Vec<Answer>>),
    ) -> Result<LettersPage, Problem> {
        let head = CaseHead::new(self.scope, &shell.words, self.incident, Tab::Documents);
        let words = &shell.words;
        let line = |run: &letter_run::Model| {
            Ok::<_, Problem>(Line {
                href: format!("{}/letters/{}", head.base, run.id),
                subject: with_fields(words, &run.subject),
                made: words.date_time(from_millis(run.made_at)),
                by: run.made_by.clone(),
                channel: words.t(&format!("letters-channel-{}", run.channel)),
                recipients: words.number(run.recipients),
                state: state_text(words, run)?,
            })
        };
        let all = &kinds()?.list;
        let letters = all.iter().filter(|kind| Channel::of_kind(kind).is_some());
        let letters: Vec<(&Kind, String)> =
            letters.map(|kind| (kind, plain(kind.title(words.lang())))).collect();
        let ready = self.papers.iter().filter(|paper| {
            head.may_work && matches!(Stands::of(paper), Stands::Approved | Stands::Filed)
        });
        let ready = ready.filter_map(|paper| {
            let (_, title) = letters.iter().find(|(kind, _)| kind.id() == paper.kind)?;
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("title", title), ("number", &paper.number)];
            let name = words.ta("letters-ready-line", &values);
            Some((name, format!("{}/filings/{}", head.base, paper.id)))
        });
        let may_write = head.may_work && self.scope.may::<can::PrepareFilings>();
        let new = |(kind, title): &(&Kind, String)| {
            (title.clone(), format!("{}/filings/new/{}", head.base, kind.id()))
        };
        Ok(LettersPage {
            ready: ready.collect(),
            kinds: letters.iter().filter(|_| may_write).map(new).collect(),
            runs: self.runs.iter().map(line).collect::<Result<_, _>>()?,
            whom,
            answers,
            head,
            shell,
        })
    }
}
