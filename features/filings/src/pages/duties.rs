//! What an incident asks to be told to whom by when, and what is still open.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_deadlines::{Binding, Confidence, DutyAnswer, Facts, Truth, Value};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::{ClockState, Purpose, view_incident},
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::Timestamp;
use serde::Deserialize;

use super::faults::{Fault, faults};
use crate::{
    clauses::withdrawn_clauses,
    duties::{
        Answers, CLAUSE, answers_of, current_decisions, known_of, sort_of, state_of, title_of,
    },
    model::duty_decision,
    rulebook::{Rulebook, rulebook},
};

/// Leads back here after a fact was written.
const THEN: &str = "?then=duties";

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/duties", get(show))
}

#[derive(Template)]
#[template(path = "pages/duties.html")]
struct DutiesPage {
    shell: Shell,
    head: CaseHead,
    /// When the matter became known.
    known: String,
    /// Whether the incident is one of which clocks are shown elsewhere.
    real: bool,
    /// The page about the company; empty for those who may not open it.
    profile_href: String,
    /// The page about the filings of each year; empty for those who may not open it.
    year_href: String,
    may_see_papers: bool,
    /// Applies, by law or contract.
    bound: Vec<Line>,
    /// What the provider promised the company.
    promised: Vec<Line>,
    /// Applies, and is free: advice, help, forms.
    free: Vec<Line>,
    open: Vec<Line>,
    not: Vec<Line>,
    /// Withdrawn clauses about which something was decided, with the page of each.
    withdrawn: Vec<(String, String)>,
    questions: Vec<Question>,
    faults: Vec<Fault>,
}

/// One duty in the list.
pub(super) struct Line {
    pub title: Markup,
    pub to: Markup,
    pub href: String,
    /// Law, contract or voluntary, in words.
    pub binding: String,
    pub to_check: bool,
    pub due: Option<String>,
    /// The limit in words, where it has no number of days.
    pub limit: Option<Markup>,
    pub left: Option<String>,
    /// Tone, icon and word of the state.
    pub state: (&'static str, &'static str, String),
}

/// A fact that nobody has written yet and that would decide something.
struct Question {
    title: Markup,
    href: String,
    /// The duties that wait for it.
    decides: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Not empty after a fact was written or a decision recorded.
    #[serde(default)]
    saved: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<DutiesPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if !asked.saved.is_empty() {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("duties-saved") });
    }
    let head = CaseHead::new(&scope, &shell.words, &incident, Tab::Duties);
    let book = rulebook()?;
    let known = known_of(&tx, &scope, &incident).await?;
    let facts = known.as_facts(book, &incident)?;
    let now = platform.clock.now();
    let answers = answers_of(book, &known, &facts, now);
    let decisions = current_decisions(&tx, &incident).await?;
    let draw = Draw { shell: &shell, head: &head, decisions: &decisions, now };
    let [bound, promised, free, open, not] = draw.groups(&answers, &facts);
    let withdrawn = withdrawn_clauses(&tx, &scope).await?;
    let withdrawn = withdrawn.into_iter().filter_map(|clause| {
        let key = format!("{CLAUSE}{}", clause.id);
        let was_decided = decisions.iter().any(|decision| decision.duty == key);
        let title = shell.t1("duties-withdrawn-title", "with", &clause.counterpart);
        was_decided.then(|| (title, format!("{}/duties/{key}", head.base)))
    });
    let withdrawn = withdrawn.collect();
    let profile_href = profile_href(&scope);
    let questions = questions(book, &shell, &answers, &facts, (&head.base, &profile_href));
    let faults = faults(book, &shell, &facts, (&head.base, &profile_href), now);
    Ok(Html(DutiesPage {
        known: shell.words.moment(&facts.known),
        real: incident.purpose == Purpose::Real.name(),
        year_href: match profile_href.is_empty() {
            true => String::new(),
            false => format!("/c/{}/filings-year", scope.company()),
        },
        profile_href,
        may_see_papers: scope.may::<can::ViewDocuments>(),
        bound,
        promised,
        free,
        open,
        not,
        withdrawn,
        questions,
        faults,
        head,
        shell,
    }))
}

/// The page about the company; empty for those who may not open it.
pub(super) fn profile_href(scope: &CompanyScope) -> String {
    let href = || format!("/c/{}/reporting", scope.company());
    scope.may::<can::ViewReporting>().then(href).unwrap_or_default()
}

/// What the lines of one page share.
pub(super) struct Draw<'a> {
    pub shell: &'a Shell,
    pub head: &'a CaseHead,
    pub decisions: &'a [duty_decision::Model],
    pub now: Timestamp,
}

impl Draw<'_> {
    /// What binds, what the provider promised, what is free, what is open, and what does not
    /// apply; each in the order in which it is due.
    fn groups(&self, answers: &Answers<'_>, facts: &Facts) -> [Vec<Line>; 5] {
        let mut list: Vec<_> = answers.list.iter().collect();
        list.sort_by_key(|(_, answer)| {
            let sort = sort_of(answer, facts);
            (sort.is_none(), sort)
        });
        let group = |fits: &dyn Fn(&DutyAnswer<'_>) -> bool| {
            let own = list.iter().filter(|(_, answer)| fits(answer));
            own.map(|(key, answer)| self.line(key, answer)).collect()
        };
        let binds = |answer: &DutyAnswer<'_>| {
            matches!(answer.duty.binding, Binding::Law | Binding::Contract)
        };
        let promised = |answer: &DutyAnswer<'_>| answer.duty.binding == Binding::Provider;
        [
            group(&|answer| answer.applies == Truth::Yes && binds(answer)),
            group(&|answer| answer.applies == Truth::Yes && promised(answer)),
            group(&|answer| answer.applies == Truth::Yes && !binds(answer) && !promised(answer)),
            group(&|answer| answer.applies == Truth::Unknown),
            group(&|answer| answer.applies == Truth::No),
        ]
    }

    pub(super) fn line(&self, key: &str, answer: &DutyAnswer<'_>) -> Line {
        let decision = self.decisions.iter().find(|decision| decision.duty == key);
        let state = state_of(decision);
        let due = answer.due.filter(|_| answer.applies != Truth::No);
        let running = ClockState::RUNNING.contains(&state);
        let over = running && due.is_some_and(|due| due.end() < self.now);
        let reopened = decision.is_some_and(|decision| decision.reopened_at.is_some());
        let words = &self.shell.words;
        let promised = answer.duty.binding == Binding::Provider;
        let (tone, icon, key_of_word) = match state {
            _ if over && promised => ("caution", "warn", "duties-state-promise-over"),
            ClockState::Open if promised && answer.applies == Truth::Yes => {
                ("wait", "open", "duties-state-promise-open")
            }
            ClockState::Done if promised => ("done", "done", "duties-state-promise-kept"),
            _ if over => ("danger", "stop", "duties-over"),
            _ if reopened => ("caution", "warn", "duties-reopened"),
            ClockState::Open if answer.applies == Truth::No => {
                ("wait", "minus", "duties-state-none")
            }
            ClockState::Open => ("wait", "open", "duties-state-open"),
            ClockState::Decided => ("now", "flag", "duties-state-decided"),
            ClockState::Done => ("done", "done", "duties-state-done"),
            ClockState::Declined => ("done", "done", "duties-state-declined"),
        };
        Line {
            title: self.shell.text(&title_of(answer)),
            to: self.shell.text(answer.to),
            href: format!("{}/duties/{key}", self.head.base),
            binding: words.t(&format!("duties-binding-{}", answer.duty.binding.name())),
            to_check: answer.confidence == Confidence::ToCheck,
            limit: answer
                .limit
                .filter(|_| due.is_none() && answer.applies != Truth::No)
                .map(|limit| self.shell.text(&limit.title)),
            due: due.map(|due| words.moment(&due.moment())),
            left: due.filter(|_| running).map(|due| words.time_left(due.end(), self.now)),
            state: (tone, icon, words.t(key_of_word)),
        }
    }
}

/// The facts that open duties wait for, those that decide most first.
fn questions(
    book: &Rulebook,
    shell: &Shell,
    answers: &Answers<'_>,
    facts: &Facts,
    (case, profile): (&str, &str),
) -> Vec<Question> {
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    let waits = |answer: &DutyAnswer<'_>, fact: &str| {
        answer.applies == Truth::Unknown
            && answer.because.iter().any(|b| b.fact == fact && b.value == Value::Unknown)
    };
    let open = answers.list.iter().filter(|(_, answer)| answer.applies == Truth::Unknown);
    for because in open.flat_map(|(_, answer)| &answer.because) {
        if because.value != Value::Unknown || !seen.insert(because.fact) {
            continue;
        }
        let Some(href) = place_of(book, because.fact, case, profile) else { continue };
        let title = match book.rules.fact(because.fact) {
            Some(fact) => shell.text(&fact.title),
            None => continue,
        };
        let waiting = answers.list.iter().filter(|(_, answer)| {
            waits(answer, because.fact) && answer.duty.binding != Binding::Support
        });
        let lang = shell.words.lang();
        let names: Vec<String> =
            waiting.map(|(_, answer)| hikeshi_i18n::plain(title_of(answer).get(lang))).collect();
        // What decides only which form may be used is no question for now.
        if names.is_empty() {
            continue;
        }
        let decides = names.join(&shell.words.t("duties-between"));
        questions.push((names.len(), Question { title, href, decides }));
    }
    if facts.known_day().is_none() {
        let title = shell
            .text(&hikeshi_kernel::LocalText { ja: shell.t("duties-known"), ..Default::default() });
        let (href, decides) =
            (format!("{case}/facts/discovered_at{THEN}"), shell.t("duties-all-limits"));
        questions.push((usize::MAX, Question { title, href, decides }));
    }
    questions.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    questions.into_iter().map(|(_, question)| question).collect()
}

/// The page on which a fact of the rules is written.
pub(super) fn place_of(book: &Rulebook, fact: &str, case: &str, profile: &str) -> Option<String> {
    if let Some(line) = book.origins.from_sheet.iter().find(|line| line.fact == fact) {
        return Some(format!("{case}/facts/{}{THEN}", line.sheet));
    }
    let of_incident = [("known", "discovered_at"), ("occurred", "occurred_at")];
    if let Some((_, sheet)) = of_incident.iter().find(|(known, _)| *known == fact) {
        return Some(format!("{case}/facts/{sheet}{THEN}"));
    }
    if fact == "contracts" || book.origins.from_profile.iter().any(|line| line.fact == fact) {
        return Some(profile.to_owned()).filter(|profile| !profile.is_empty());
    }
    let from_kinds = book.origins.from_kinds.iter().any(|line| line.fact == fact);
    from_kinds.then(|| format!("{case}/level"))
}
