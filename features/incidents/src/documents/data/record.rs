//! The full record of an incident.

use serde::Serialize;

use super::{Fact, Head, Level, PaperWords, Step};
use crate::documents::Seal;

/// Everything that the company keeps about one incident. An empty list leaves its chapter with the
/// words "nothing recorded".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentRecord {
    /// Head and foot.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// What happened, in a few sentences.
    pub summary: String,
    /// Open, closed, reopened, with the time.
    pub status: String,
    /// The damage level now.
    pub level: Level,
    /// Earlier levels, oldest first.
    pub level_history: Vec<LevelChange>,
    /// How many facts are written and confirmed, in words.
    pub facts_count: String,
    /// All facts in the order of the fact sheet.
    pub facts: Vec<Fact>,
    /// Decisions, oldest first.
    pub decisions: Vec<Decision>,
    /// The timeline, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Playbook runs with their tasks.
    pub runs: Vec<Run>,
    /// People and desks on the case.
    pub people: Vec<Person>,
    /// Evidence, files and things.
    pub evidence: Vec<Exhibit>,
    /// What has to be restored, and by whom.
    pub recovery: Vec<Step>,
    /// Cause and what changes.
    pub lessons: Lessons,
    /// The checkpoint of the log and how to compare it; printed last.
    pub seal: Option<Seal>,
}

/// One change of the damage level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelChange {
    /// When.
    pub at: String,
    /// The level before; empty for the first.
    pub from: String,
    /// The level after.
    pub to: String,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// One decision with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// When.
    pub at: String,
    /// What was to be decided; empty for a decision that only the timeline tells of.
    pub question: String,
    /// What was chosen.
    pub chosen: String,
    /// Why.
    pub reason: String,
    /// Who, with role.
    pub by: String,
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineEntry {
    /// When, as given ("about 7:20").
    pub at: String,
    /// Its kind as a word: happening, action, call, decision, message.
    pub kind: String,
    /// What.
    pub text: String,
    /// Who entered it.
    pub by: String,
    /// The first text, if it was corrected; otherwise empty.
    pub first_text: String,
}

/// One run of a playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The playbook's title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// Its tasks in order.
    pub tasks: Vec<Task>,
}

/// State of a task. The word for it comes from `doc-task-*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskState {
    /// Nobody has begun.
    Open,
    /// Somebody is at it.
    Doing,
    /// Finished.
    Done,
    /// Does not apply; the note says why.
    NotApplicable,
}

/// One task of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// What to do.
    pub text: String,
    /// Whose task it is by role.
    pub role: String,
    /// How far it is.
    pub state: TaskState,
    /// Who finished it and when; empty if nobody did.
    pub finished: String,
    /// Remark or reason; may be empty.
    pub note: String,
}

/// Somebody on the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Role on the case.
    pub role: String,
    /// Name, with company or department.
    pub name: String,
    /// Telephone and e-mail.
    pub reach: String,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exhibit {
    /// Its mark, such as `E-01`.
    pub id: String,
    /// File name or description.
    pub name: String,
    /// Size, kind, serial number; may be empty.
    pub about: String,
    /// When, where and by whom it was collected.
    pub collected: String,
    /// How far the device's clock was off; empty if not known.
    pub clock_offset: String,
    /// SHA-256 in hexadecimal; empty for a thing.
    pub sha256: String,
    /// BLAKE3 in hexadecimal; empty for a thing.
    pub blake3: String,
    /// Custody events, oldest first, one line each.
    pub custody: Vec<String>,
}

/// What was learned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lessons {
    /// Direct cause, as far as known.
    pub cause: String,
    /// What went well and what did not.
    pub learned: String,
    /// What will be changed so that it does not happen again.
    pub actions: Vec<Step>,
}
