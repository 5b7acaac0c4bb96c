//! The papers of an incident: what is needed now, drafts, what went out, and what was told to whom.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_deadlines::{DutyAnswer, Truth};
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::{Kind, Reader};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::{ClockState, kinds_of, view_incident},
    evidence::list_exhibits,
    model::{evidence, incident},
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::{
    duty_papers::{DutyPapers, PaperLine, is_in_making, title_of_paper},
    papers_letters::reached_text,
};
use crate::{
    duties::{answers_of, current_decisions, known_of, state_of, title_of},
    letters::{PartlyTold, Reached, partly_told},
    model::{duty_decision, paper},
    papers::{State as Stands, Told, kinds, papers_of, told},
    rulebook::rulebook,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/filings", get(show))
}

#[derive(Template)]
#[template(path = "pages/papers.html")]
struct PapersPage {
    shell: Shell,
    head: CaseHead,
    may_prepare: bool,
    needed: Vec<Needed>,
    groups: Vec<Group>,
    drafts: Vec<PaperLine>,
    told: Vec<ToldLine>,
    /// Whether the person sees the runs of letters.
    may_letters: bool,
}

/// A duty that waits, with the papers that fulfil it.
struct Needed {
    title: Markup,
    href: String,
    due: Option<String>,
    left: Option<String>,
    over: bool,
    /// Whether the duty may apply only.
    open: bool,
    papers: DutyPapers,
}

/// Kinds for one reader.
struct Group {
    name: String,
    kinds: Vec<KindLine>,
}

/// A kind that can be made.
struct KindLine {
    title: Markup,
    purpose: Markup,
    href: String,
}

/// What was told to whom.
struct ToldLine {
    recipient: String,
    title: String,
    href: String,
    version: String,
    at: String,
    how: String,
    /// To how many persons, and by which runs of letters; with its page where the person may open that.
    persons: Vec<(String, Option<String>)>,
    receipt: String,
    /// What proves it; with its page where the person may open that.
    proofs: Vec<(String, Option<String>)>,
    superseded: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Html<PapersPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let head = CaseHead::new(&scope, &shell.words, &incident, Tab::Duties);
    let papers = papers_of(&tx, &scope, &incident).await?;
    let partly = partly_told(&tx, &scope, &incident, &papers).await?;
    let gone = told(&tx, &scope, &incident).await?;
    let exhibits = list_exhibits(&tx, &incident).await?;
    let decisions = current_decisions(&tx, &incident).await?;
    let known = known_of(&tx, &scope, &incident).await?;
    let book = rulebook()?;
    let facts = known.as_facts(book, &incident)?;
    let now = platform.clock.now();
    let answers = answers_of(book, &known, &facts, now);
    let may_letters = scope.may::<can::EditReporting>();
    let draw = Draw {
        shell: &shell,
        head: &head,
        papers: &papers,
        told: &gone,
        decisions: &decisions,
        may_letters,
        partly: &partly,
        now,
    };
    let mut needed = Vec::new();
    for (key, answer) in &answers.list {
        needed.extend(draw.needed(key, answer)?);
    }
    let drafts = papers
        .iter()
        .filter(|paper| is_in_making(paper))
        .map(|paper| PaperLine::new(&shell, &head.base, paper))
        .collect::<Result<_, _>>()?;
    Ok(Html(PapersPage {
        may_prepare: scope.may::<can::PrepareFilings>() && head.may_work,
        needed,
        groups: draw.groups(&incident)?,
        drafts,
        may_letters,
        told: gone.iter().map(|told| draw.told(told, &exhibits)).collect::<Result<_, _>>()?,
        head,
        shell,
    }))
}

struct Draw<'a> {
    shell: &'a Shell,
    head: &'a CaseHead,
    papers: &'a [paper::Model],
    told: &'a [Told],
    decisions: &'a [duty_decision::Model],
    may_letters: bool,
    partly: &'a BTreeMap<String, PartlyTold>,
    now: jiff::Timestamp,
}

impl Draw<'_> {
    /// A duty that applies or may apply and is not done, if any kind fulfils it.
    fn needed(&self, key: &str, answer: &DutyAnswer<'_>) -> Result<Option<Needed>, Problem> {
        let decision = self.decisions.iter().find(|decision| decision.duty == key);
        if answer.applies == Truth::No || !ClockState::RUNNING.contains(&state_of(decision)) {
            return Ok(None);
        }
        let (words, base) = (&self.shell.words, &self.head.base);
        let of_duty = (key, answer.duty.id.as_str());
        let Some(papers) = DutyPapers::new(self.shell, base, of_duty, (self.papers, self.told))?
        else {
            return Ok(None);
        };
        let papers = papers.with_told(self.shell, self.partly.get(key));
        Ok(Some(Needed {
            title: self.shell.text(&title_of(answer)),
            href: format!("{base}/duties/{key}"),
            due: answer.due.map(|due| words.moment(&due.moment())),
            left: answer.due.map(|due| words.time_left(due.end(), self.now)),
            over: answer.due.is_some_and(|due| due.end() < self.now),
            open: answer.applies == Truth::Unknown,
            papers,
        }))
    }

    /// All kinds that fit the incident, by reader.
    fn groups(&self, incident: &incident::Model) -> Result<Vec<Group>, Problem> {
        let of = kinds_of(incident);
        let fits = |kind: &&Kind| {
            let only = &kind.file.kinds;
            only.is_empty() || of.is_empty() || only.iter().any(|one| of.contains(one))
        };
        let mut groups = Vec::new();
        for reader in READERS {
            let own = kinds()?.list.iter().filter(|kind| kind.file.reader == reader);
            let line = |kind: &Kind| KindLine {
                title: self.shell.text(&kind.file.title),
                purpose: self.shell.text(&kind.file.purpose),
                href: format!("{}/filings/new/{}", self.head.base, kind.id()),
            };
            let kinds: Vec<KindLine> = own.filter(fits).map(line).collect();
            let name = self.shell.t(&format!("paperwork-reader-{}", reader_name(reader)));
            if !kinds.is_empty() {
                groups.push(Group { name, kinds });
            }
        }
        Ok(groups)
    }

    fn told(&self, told: &Told, exhibits: &[evidence::Model]) -> Result<ToldLine, Problem> {
        let words = &self.shell.words;
        let proof = |id: Uuid| {
            let exhibit = exhibits.iter().find(|exhibit| exhibit.id == id)?;
            Some((exhibit.title.clone(), Some(format!("{}/evidence/{id}", self.head.base))))
        };
        let run = |one: &Reached| {
            let href = format!("{}/letters/{}", self.head.base, one.run.id);
            (reached_text(self.shell, one), self.may_letters.then_some(href))
        };
        Ok(ToldLine {
            recipient: told.paper.recipient.clone(),
            title: title_of_paper(self.shell, &told.paper)?,
            href: format!("{}/filings/{}", self.head.base, told.paper.id),
            version: told.serial.map_or_else(String::new, |serial| {
                words.t1("paperwork-version-nr", "serial", serial)
            }),
            at: told.at.map_or_else(String::new, |at| words.date_time(at)),
            how: told
                .how
                .map_or_else(String::new, |how| words.t(&format!("paperwork-how-{}", how.name()))),
            receipt: told.receipt.clone(),
            persons: told.runs.iter().map(run).collect(),
            proofs: told.exhibit.and_then(proof).into_iter().collect(),
            superseded: Stands::of(&told.paper) == Stands::Superseded,
        })
    }
}

const READERS: [Reader; 7] = [
    Reader::Authority,
    Reader::Police,
    Reader::Person,
    Reader::Partner,
    Reader::Public,
    Reader::Insurer,
    Reader::Inside,
];

const fn reader_name(reader: Reader) -> &'static str {
    match reader {
        Reader::Authority => "authority",
        Reader::Police => "police",
        Reader::Person => "person",
        Reader::Partner => "partner",
        Reader::Public => "public",
        Reader::Insurer => "insurer",
        Reader::Inside => "inside",
    }
}
