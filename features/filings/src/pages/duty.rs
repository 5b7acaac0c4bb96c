//! One duty: whether it applies and why, until when with the counting, to whom, and the decision.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_deadlines::{Binding, Change, DutyAnswer, Facts, PlainValue, what_would_change};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::{ClockState, view_incident},
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::{LocalText, from_millis};
use hikeshi_ui::{Choice as UiChoice, Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    duties::{Draw, Line, place_of, profile_href},
    duty_form::DutyForm,
    duty_papers::DutyPapers,
    duty_withdrawn::{WithdrawnPage, withdrawn_clause},
};
use crate::{
    duties::{
        Choice, NewDecision, answers_of, basis_of, current_decisions, decide_duty,
        decision_history, keep_promise, known_of, state_of,
    },
    letters::partly_told,
    model::duty_decision,
    papers::{papers_of, told},
    rulebook::{Rulebook, rulebook},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/duties/{duty}", get(show).post(save))
        .route("/c/{company}/incidents/{incident}/duties/{duty}/kept", post(keep))
}

#[derive(Template)]
#[template(path = "pages/duty.html")]
struct DutyPage {
    shell: Shell,
    head: CaseHead,
    line: Line,
    /// Names the duty within the incident.
    key: String,
    applies: &'static str,
    to: Markup,
    how: Markup,
    law: Markup,
    edition: String,
    sources: Vec<String>,
    limit: Option<Markup>,
    raw_due: Option<String>,
    counting: Vec<Day>,
    because: Vec<Because>,
    changes: Vec<Changed>,
    notes: Vec<String>,
    /// For those who may see papers, where a kind fulfils the duty.
    papers: Option<DutyPapers>,
    may_prepare: bool,
    history: Vec<Decided>,
    form: DutyForm,
    choices: Vec<UiChoice>,
    may_decide: bool,
    /// The provider promised it: the company decides nothing.
    promised: bool,
    /// Whether the person may say that the promise was kept.
    may_keep: bool,
    conflict: bool,
}

/// One day of the counting.
struct Day {
    date: String,
    number: Option<u16>,
    closed: Option<Markup>,
}

/// A fact that decides.
struct Because {
    title: Markup,
    value: String,
    sentence: Option<Markup>,
    law: Option<Markup>,
    href: Option<String>,
}

/// What another value would change.
struct Changed {
    title: Markup,
    value: String,
    outcome: String,
}

/// An earlier decision, as `pages/duty_history.html` shows it.
pub(super) struct Decided {
    pub choice: String,
    pub because: String,
    pub at: String,
    pub by: String,
    pub done_at: Option<String>,
    pub receipt: String,
    pub reopened: Option<String>,
}

type Place3 = Path<(String, String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident, duty)): Place3,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if let Some(clause) = withdrawn_clause(&tx, &scope, &duty).await? {
        let page = WithdrawnPage::read(&tx, &scope, (&incident, &clause), shell).await?;
        return Ok(Html(page).into_response());
    }
    let asked = Asked { platform: &platform, scope: &scope, incident: &incident, duty: &duty };
    Ok(Html(asked.page(&tx, shell, None).await?).into_response())
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, duty)): Place3,
    Posted(form): Posted<DutyForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    if let Some(clause) = withdrawn_clause(&tx, &scope, &duty).await? {
        let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
        let page = WithdrawnPage::read(&tx, &scope, (&incident, &clause), shell).await?;
        return Ok(Html(page).with_status(StatusCode::CONFLICT));
    }
    let asked = Asked { platform: &platform, scope: &scope, incident: &incident, duty: &duty };
    let read = match form.read(&platform, &context, &incident)? {
        Ok(read) => read,
        Err(errors) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let page = asked.page(&tx, shell, Some((form, false))).await?;
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    let new = NewDecision {
        duty: duty.clone(),
        choice: read.choice,
        because: read.because,
        done_at: read.done_at,
        receipt: read.receipt,
        seen_basis: form.basis.clone(),
        seen_revision: read.seen,
    };
    let written = decide_duty(&tx, &platform, &scope, &incident, new).await?;
    if written.is_ok() {
        tx.commit().await?;
        let path = format!("/c/{}/incidents/{}/duties?saved=1", scope.company(), incident.id);
        return Ok(Redirect::to(&path).into_response());
    }
    drop(tx);
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let page = asked.page(&tx, shell, Some((form, true))).await?;
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

/// What the provider's form posts: what the person saw.
#[derive(Debug, Default, Deserialize)]
struct Kept {
    #[serde(default)]
    basis: String,
    #[serde(default)]
    seen: i64,
}

/// The provider's people say that they kept what they promised.
async fn keep(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, duty)): Place3,
    Posted(form): Posted<Kept>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    if scope.provider().is_none() {
        return Err(Problem::forbidden());
    }
    let tx = platform.db.write(scope.fence()).await?;
    let new = NewDecision {
        duty: duty.clone(),
        choice: Choice::Reported,
        because: String::new(),
        done_at: Some(platform.clock.now()),
        receipt: String::new(),
        seen_basis: form.basis,
        seen_revision: form.seen,
    };
    if !keep_promise(&tx, &platform, &scope, &incident, new).await? {
        return Err(Problem::conflict(context.words.t("duties-conflict")));
    }
    tx.commit().await?;
    let path = format!("/c/{}/incidents/{}/duties?saved=1", scope.company(), incident.id);
    Ok(Redirect::to(&path).into_response())
}

/// Which duty of which incident is asked for.
struct Asked<'a> {
    platform: &'a Platform,
    scope: &'a CompanyScope,
    incident: &'a incident::Model,
    duty: &'a str,
}

impl Asked<'_> {
    async fn page(
        &self,
        tx: &Tx,
        shell: Shell,
        typed: Option<(DutyForm, bool)>,
    ) -> Result<DutyPage, Problem> {
        let book = rulebook()?;
        let known = known_of(tx, self.scope, self.incident).await?;
        let facts = known.as_facts(book, self.incident)?;
        let now = self.platform.clock.now();
        let answers = answers_of(book, &known, &facts, now);
        let answer = answers.get(self.duty).ok_or_else(Problem::not_found)?;
        let decisions = current_decisions(tx, self.incident).await?;
        let history = decision_history(tx, self.incident, self.duty).await?;
        let changes = what_would_change(&book.rules, &book.calendar, &facts, answer, now);
        let head = CaseHead::new(self.scope, &shell.words, self.incident, Tab::Duties);
        let draw = Draw { shell: &shell, head: &head, decisions: &decisions, now };
        let line = draw.line(self.duty, answer);
        let promised = answer.duty.binding == Binding::Provider;
        let decision = decisions.iter().find(|decision| decision.duty == self.duty);
        let kept = state_of(decision) == ClockState::Done;
        let may_decide = self.scope.may::<can::DecideFilings>();
        let (form, conflict) = match typed {
            Some((form, true)) => (fresh(form, &history, answer), true),
            Some((form, false)) => (form, false),
            None => (fresh(DutyForm::default(), &history, answer), false),
        };
        let papers = match self.scope.may::<can::ViewDocuments>() {
            true => {
                let made = papers_of(tx, self.scope, self.incident).await?;
                let of_duty = (self.duty, answer.duty.id.as_str());
                let partly = partly_told(tx, self.scope, self.incident, &made).await?;
                let told = told(tx, self.scope, self.incident).await?;
                DutyPapers::new(&shell, &head.base, of_duty, (&made, &told))?
                    .map(|papers| papers.with_told(&shell, partly.get(self.duty)))
            }
            false => None,
        };
        let profile = profile_href(self.scope);
        let words = &shell.words;
        let view = View { shell: &shell, book, case: &head.base, profile: &profile };
        Ok(DutyPage {
            line,
            key: self.duty.to_owned(),
            applies: answer.applies.name(),
            to: shell.text(answer.to),
            how: shell.text(&answer.duty.how),
            law: shell.text(&answer.duty.law),
            edition: format!("{} {}", answer.file.edition, answer.file.version),
            sources: answer
                .file
                .sources
                .iter()
                .map(|source| {
                    words.ta(
                        "duties-source-line",
                        &[("title", &source.title), ("publisher", &source.publisher)],
                    )
                })
                .collect(),
            limit: answer.limit.map(|limit| shell.text(&limit.title)),
            raw_due: answer
                .raw_due
                .filter(|raw| Some(*raw) != answer.due)
                .map(|raw| words.moment(&raw.moment())),
            counting: view.counting(&facts, answer),
            because: answer.because.iter().map(|because| view.because(because)).collect(),
            changes: changes.iter().map(|change| view.changed(change)).collect(),
            notes: answer
                .notes
                .iter()
                .map(|note| words.t(&format!("duties-note-{}", note.code())))
                .collect(),
            history: history.iter().map(|decision| decided(&shell, decision)).collect(),
            form,
            choices: Choice::ALL
                .map(|choice| {
                    UiChoice::new(
                        choice.name(),
                        words.t(&format!("duties-choice-{}", choice.name())),
                    )
                })
                .into(),
            may_decide,
            promised,
            may_keep: promised
                && self.scope.provider().is_some()
                && self.scope.may::<can::PrepareFilings>()
                && !kept,
            conflict,
            papers,
            may_prepare: self.scope.may::<can::PrepareFilings>() && head.may_work,
            head,
            shell,
        })
    }
}

/// The form on the answer and the decision as they stand now, with what the person typed.
fn fresh(typed: DutyForm, history: &[duty_decision::Model], answer: &DutyAnswer<'_>) -> DutyForm {
    let seen = history.first().map_or(0, |decision| decision.revision).to_string();
    DutyForm { basis: basis_of(answer), seen, ..typed }
}

pub(super) fn decided(shell: &Shell, decision: &duty_decision::Model) -> Decided {
    let words = &shell.words;
    let when = |at: i64| words.date_time(from_millis(at));
    Decided {
        choice: words.t(&format!("duties-choice-{}", decision.choice)),
        because: decision.because.clone(),
        at: when(decision.at),
        by: decision.by_name.clone(),
        done_at: decision.done_at.map(when),
        receipt: decision.receipt.clone(),
        reopened: decision.reopened_at.map(when),
    }
}

/// What the parts of the page share.
struct View<'a> {
    shell: &'a Shell,
    book: &'a Rulebook,
    case: &'a str,
    profile: &'a str,
}

impl View<'_> {
    fn counting(&self, facts: &Facts, answer: &DutyAnswer<'_>) -> Vec<Day> {
        let days = answer.counting(&self.book.rules, &self.book.calendar, facts.known_day());
        let day = |day: hikeshi_deadlines::CountedDay<'_>| Day {
            date: self.shell.words.date(day.date),
            number: day.number,
            closed: day.closed.map(|closed| self.shell.text(closed.name)),
        };
        days.into_iter().map(day).collect()
    }

    fn because(&self, because: &hikeshi_deadlines::Because<'_>) -> Because {
        Because {
            title: self.title(because.fact),
            value: self.value(because.fact, &because.value),
            sentence: because.sentence.map(|text| self.shell.text(text)),
            law: because.law.map(|text| self.shell.text(text)),
            href: place_of(self.book, because.fact, self.case, self.profile),
        }
    }

    fn changed(&self, change: &Change<'_>) -> Changed {
        let words = &self.shell.words;
        let applies = words.t(&format!("duties-applies-{}", change.applies.name()));
        let outcome = match change.due {
            Some(due) => words.ta(
                "duties-outcome-due",
                &[("applies", &applies), ("due", &words.moment(&due.moment()))],
            ),
            None => applies,
        };
        Changed {
            title: self.title(change.fact),
            value: self.value(change.fact, &change.value),
            outcome,
        }
    }

    fn title(&self, fact: &str) -> Markup {
        match self.book.rules.fact(fact) {
            Some(fact) => self.shell.text(&fact.title),
            None => self.shell.text(&LocalText { ja: fact.to_owned(), ..LocalText::default() }),
        }
    }

    fn value(&self, fact: &str, value: &hikeshi_deadlines::Value) -> String {
        let words = &self.shell.words;
        match PlainValue::from(value) {
            PlainValue::Flag(true) => words.t("duties-value-yes"),
            PlainValue::Flag(false) => words.t("duties-value-no"),
            PlainValue::Count(number) => words.number(i64::try_from(number).unwrap_or(i64::MAX)),
            PlainValue::Word(word) if word == "unknown" => words.t("duties-value-unknown"),
            PlainValue::Word(word) => {
                let known = self
                    .book
                    .rules
                    .fact(fact)
                    .and_then(|fact| fact.words.iter().find(|known| known.id == word));
                known.map_or(word, |known| hikeshi_i18n::plain(known.title.get(words.lang())))
            }
        }
    }
}
