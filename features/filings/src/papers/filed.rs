//! Giving a paper out: when, how, with which receipt and proof.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{ClockState, EntryKind, NewEntry, add_entry},
    evidence::{NewExhibit, StoredFile, add_exhibits},
    model::incident,
};
use hikeshi_kernel::{Lang, Moment, from_millis, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Act, State,
    change::{Change, Noted, in_state},
    events_of, kinds,
    life::last,
};
use crate::{
    duties::{Choice, NewDecision, answers_of, current_decisions, decide_duty, known_of, state_of},
    letters::pause_runs_of,
    model::paper,
    rulebook::rulebook,
};

/// The kind of exhibit (`content/evidence`) that a proof becomes.
const PROOF_KIND: &str = "photo";

/// How a paper went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Typed into the recipient's web form.
    WebForm,
    /// By e-mail.
    Email,
    /// By post.
    Post,
    /// Handed over.
    InPerson,
    /// Read out on the telephone.
    Telephone,
    /// Put on the company's own site.
    Published,
    /// Another way.
    Other,
}

impl How {
    /// All ways, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::WebForm,
        Self::Email,
        Self::Post,
        Self::InPerson,
        Self::Telephone,
        Self::Published,
        Self::Other,
    ];

    /// The name in the database and in keys of words (`paperwork-how-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WebForm => "web-form",
            Self::Email => "email",
            Self::Post => "post",
            Self::InPerson => "in-person",
            Self::Telephone => "telephone",
            Self::Published => "published",
            Self::Other => "other",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }
}

/// A filing as entered.
#[derive(Debug, Clone)]
pub struct NewFiling {
    /// When.
    pub done_at: Timestamp,
    /// How.
    pub how: How,
    /// The number or name that the recipient gave; may be empty.
    pub receipt: String,
    /// The exhibit that proves it.
    pub exhibit: Option<Uuid>,
    /// A file that proves it and becomes an exhibit; goes before `exhibit`.
    pub file: Option<StoredFile>,
    /// The version of the paper that the person saw.
    pub seen: i64,
    /// Everybody whom it is for has it; else its duty stays open.
    pub everybody: bool,
}

/// When the paper was approved last, from which on it can have gone out.
///
/// # Errors
/// A problem of the database.
pub async fn approved_at(tx: &Tx, paper: &paper::Model) -> Result<Option<Timestamp>, Problem> {
    Ok(last(&events_of(tx, paper).await?, Act::Approved).map(|event| from_millis(event.at)))
}

/// Notes that an approved paper went out. Unless some have not got it yet, the duty that it fulfils is decided as reported. The
/// earlier paper that it carries on is superseded. `false` when the paper is not approved (any
/// more) or somebody else noted it meanwhile.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn file_paper(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, new): (&str, NewFiling),
) -> Result<bool, Problem> {
    let change = Change { tx, platform, scope, incident };
    let row = change.hold(paper).await?;
    if State::of(&row) != State::Approved || row.version != new.seen {
        return Ok(false);
    }
    let events = events_of(tx, &row).await?;
    let approved = last(&events, Act::Approved);
    let exhibit = match new.file.clone() {
        Some(file) => Some(add_proof(&change, &row, &new, file).await?),
        None => new.exhibit,
    };
    let noted = Noted {
        text_sha256: approved.map(|event| event.text_sha256.clone()).unwrap_or_default(),
        version_id: approved.and_then(|event| event.version_id),
        done_at: Some(to_millis(new.done_at)),
        how: new.how.name().to_owned(),
        receipt: new.receipt.clone(),
        exhibit_id: exhibit,
        ..Noted::default()
    };
    change.note((row.id, row.version), Act::Filed, noted).await?;
    change.write(in_state(State::Filed), &row, Act::Filed).await?;
    supersede(&change, &row).await?;
    let decided = new.everybody && decide(&change, &row, (new.done_at, &new.receipt)).await?;
    if !decided {
        let at = Moment::Exact { at: new.done_at };
        let entry = NewEntry {
            kind: EntryKind::Message,
            moment: at,
            text: line(platform, &row)?,
            automatic: true,
            source: format!("paper:{}", row.id),
        };
        add_entry(tx, platform, scope, incident, entry).await?;
    }
    Ok(true)
}

/// The file as an exhibit, so that it is kept like all evidence.
async fn add_proof(
    change: &Change<'_>,
    row: &paper::Model,
    new: &NewFiling,
    file: StoredFile,
) -> Result<Uuid, Problem> {
    let Change { tx, platform, scope, incident } = *change;
    let id = file.blob;
    let exhibit = NewExhibit {
        id,
        kind: PROOF_KIND.to_owned(),
        title: line(platform, row)?,
        description: String::new(),
        file: Some(file),
        serial_number: String::new(),
        collected: Moment::Exact { at: new.done_at },
        collected_by: scope.actor_name().to_owned(),
        place: String::new(),
        clock_offset: String::new(),
        tool: String::new(),
        seal: String::new(),
        storage: String::new(),
    };
    add_exhibits(tx, platform, scope, incident, &[exhibit]).await?;
    Ok(id)
}

/// The paper that this one carries on no longer says the latest: letters with it are held.
async fn supersede(change: &Change<'_>, row: &paper::Model) -> Result<(), Problem> {
    let Some(earlier) = row.follows_id else { return Ok(()) };
    let earlier = earlier.to_string();
    let earlier = super::find_paper(change.tx, change.scope, change.incident, &earlier).await?;
    if State::of(&earlier) != State::Filed {
        return Ok(());
    }
    let Change { tx, platform, scope, incident } = *change;
    pause_runs_of(tx, platform, scope, (incident, &earlier)).await?;
    change.note((earlier.id, earlier.version), Act::Superseded, Noted::default()).await?;
    change.write(in_state(State::Superseded), &earlier, Act::Superseded).await
}

/// Decides the duty of the paper as reported; `false` if there is none.
async fn decide(
    change: &Change<'_>,
    row: &paper::Model,
    (done_at, receipt): (Timestamp, &str),
) -> Result<bool, Problem> {
    let Change { tx, platform, scope, incident } = *change;
    if row.duty.is_empty() {
        return Ok(false);
    }
    let book = rulebook()?;
    let known = known_of(tx, scope, incident).await?;
    let facts = known.as_facts(book, incident)?;
    let answers = answers_of(book, &known, &facts, platform.clock.now());
    // A clause of a contract may have been withdrawn since.
    if answers.get(&row.duty).is_none() {
        return Ok(false);
    }
    let decisions = current_decisions(tx, incident).await?;
    let seen = decisions.iter().find(|decision| decision.duty == row.duty);
    let decision = NewDecision {
        duty: row.duty.clone(),
        choice: Choice::Reported,
        because: String::new(),
        done_at: Some(done_at),
        receipt: receipt.to_owned(),
        seen_basis: String::new(),
        seen_revision: seen.map_or(0, |decision| decision.revision),
    };
    // The incident is held, so nobody decides meanwhile.
    Ok(decide_duty(tx, platform, scope, incident, decision).await?.is_ok())
}

/// Decides the duty of a paper that went out earlier as reported, now that the last ones have it. A
/// duty that counts as reported already stays as it is.
///
/// # Errors
/// A problem of the database.
pub async fn fulfil_duty(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, done_at): (&paper::Model, Timestamp),
) -> Result<(), Problem> {
    let decisions = current_decisions(tx, incident).await?;
    let decision = decisions.iter().find(|decision| decision.duty == paper.duty);
    if state_of(decision) != ClockState::Done {
        let change = Change { tx, platform, scope, incident };
        decide(&change, paper, (done_at, "")).await?;
    }
    Ok(())
}

/// The line of the timeline.
fn line(platform: &Platform, row: &paper::Model) -> Result<String, Problem> {
    let kind = kinds()?.get(&row.kind).ok_or_else(Problem::not_found)?;
    let title = kind.title(Lang::Ja);
    let words = platform.words(Lang::Ja);
    Ok(words.ta("paperwork-line-filed", &[("title", &title), ("recipient", &row.recipient)]))
}
