//! The papers of an incident: what is needed now, drafts, what went out, and what was told to whom.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_deadlines::{DutyAnswer, Truth};
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::{Kind, Reader};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::{ClockState, kinds_of, view_incident},
    evidence::list_exhibits,
    model::{evidence, incident},
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext, percent};
use uuid::Uuid;

use crate::{
    duties::{answers_of, current_decisions, known_of, state_of, title_of},
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
    /// Papers in the making for it.
    papers: Vec<PaperLine>,
    /// Kinds that can be made for it.
    kinds: Vec<(String, String)>,
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

/// A paper in a list.
struct PaperLine {
    title: String,
    recipient: String,
    href: String,
    state: (&'static str, &'static str, String),
}

/// What was told to whom.
struct ToldLine {
    recipient: String,
    title: String,
    href: String,
    version: String,
    at: String,
    how: String,
    receipt: String,
    proof: Option<(String, String)>,
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
    let papers = papers_of(&tx, &incident).await?;
    let gone = told(&tx, &incident).await?;
    let exhibits = list_exhibits(&tx, &incident).await?;
    let decisions = current_decisions(&tx, &incident).await?;
    let known = known_of(&tx, &scope, &incident).await?;
    let book = rulebook()?;
    let facts = known.as_facts(book, &incident)?;
    let now = platform.clock.now();
    let answers = answers_of(book, &known, &facts, now);
    let draw = Draw { shell: &shell, head: &head, papers: &papers, decisions: &decisions, now };
    let mut needed = Vec::new();
    for (key, answer) in &answers.list {
        needed.extend(draw.needed(key, answer)?);
    }
    let in_making = papers
        .iter()
        .filter(|paper| !matches!(Stands::of(paper), Stands::Filed | Stands::Superseded));
    Ok(Html(PapersPage {
        may_prepare: scope.may::<can::PrepareFilings>() && head.may_work,
        needed,
        groups: draw.groups(&incident)?,
        drafts: in_making.map(|paper| draw.paper(paper)).collect::<Result<_, _>>()?,
        told: gone.iter().map(|told| draw.told(told, &exhibits)).collect::<Result<_, _>>()?,
        head,
        shell,
    }))
}

struct Draw<'a> {
    shell: &'a Shell,
    head: &'a CaseHead,
    papers: &'a [paper::Model],
    decisions: &'a [duty_decision::Model],
    now: jiff::Timestamp,
}

impl Draw<'_> {
    /// A duty that applies or may apply and is not done, if any kind fulfils it.
    fn needed(&self, key: &str, answer: &DutyAnswer<'_>) -> Result<Option<Needed>, Problem> {
        let decision = self.decisions.iter().find(|decision| decision.duty == key);
        if answer.applies == Truth::No || !ClockState::RUNNING.contains(&state_of(decision)) {
            return Ok(None);
        }
        let fits = |kind: &&Kind| kind.file.duties.contains(&answer.duty.id);
        let kinds: Vec<&Kind> = kinds()?.list.iter().filter(fits).collect();
        if kinds.is_empty() {
            return Ok(None);
        }
        let words = &self.shell.words;
        let base = &self.head.base;
        let making = self.papers.iter().filter(|paper| {
            paper.duty == key && !matches!(Stands::of(paper), Stands::Filed | Stands::Superseded)
        });
        let kind = |kind: &&Kind| {
            let duty = percent(key);
            let href = format!("{base}/filings/new/{}?duty={duty}", kind.id());
            (plain(kind.title(words.lang())), href)
        };
        Ok(Some(Needed {
            title: self.shell.text(&title_of(answer)),
            href: format!("{base}/duties/{key}"),
            due: answer.due.map(|due| words.moment(&due.moment())),
            left: answer.due.map(|due| words.time_left(due.end(), self.now)),
            over: answer.due.is_some_and(|due| due.end() < self.now),
            open: answer.applies == Truth::Unknown,
            papers: making.map(|paper| self.paper(paper)).collect::<Result<_, _>>()?,
            kinds: kinds.iter().map(kind).collect(),
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

    fn paper(&self, paper: &paper::Model) -> Result<PaperLine, Problem> {
        let words = &self.shell.words;
        let state = Stands::of(paper);
        let (tone, icon) = match state {
            Stands::Draft => ("wait", "pen"),
            Stands::Checked => ("now", "check"),
            Stands::Approved => ("caution", "send"),
            Stands::Filed | Stands::Superseded => ("done", "done"),
        };
        Ok(PaperLine {
            title: self.title(paper)?,
            recipient: paper.recipient.clone(),
            href: format!("{}/filings/{}", self.head.base, paper.id),
            state: (tone, icon, words.t(&format!("paperwork-state-{}", state.name()))),
        })
    }

    /// Its name, with the phase where the kind has several.
    fn title(&self, paper: &paper::Model) -> Result<String, Problem> {
        let words = &self.shell.words;
        let Some(kind) = kinds()?.get(&paper.kind) else { return Ok(paper.kind.clone()) };
        let title = plain(kind.title(words.lang()));
        if kind.file.phases.len() < 2 {
            return Ok(title);
        }
        let phase = words.t(&format!("paperwork-phase-{}", paper.phase));
        Ok(words.ta("paperwork-title-phase", &[("title", &title), ("phase", &phase)]))
    }

    fn told(&self, told: &Told, exhibits: &[evidence::Model]) -> Result<ToldLine, Problem> {
        let words = &self.shell.words;
        let proof = |id: Uuid| {
            let exhibit = exhibits.iter().find(|exhibit| exhibit.id == id)?;
            Some((exhibit.title.clone(), format!("{}/evidence/{id}", self.head.base)))
        };
        Ok(ToldLine {
            recipient: told.paper.recipient.clone(),
            title: self.title(&told.paper)?,
            href: format!("{}/filings/{}", self.head.base, told.paper.id),
            version: told.serial.map_or_else(String::new, |serial| {
                words.t1("paperwork-version-nr", "serial", serial)
            }),
            at: told.at.map_or_else(String::new, |at| words.date_time(at)),
            how: told
                .how
                .map_or_else(String::new, |how| words.t(&format!("paperwork-how-{}", how.name()))),
            receipt: told.receipt.clone(),
            proof: told.exhibit.and_then(proof),
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
