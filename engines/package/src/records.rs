//! The records of an incident as a package carries them. Times are instants in UTC; a moment says
//! how exactly somebody knew it. Ids are those of the program that the package came from.

use hikeshi_kernel::Moment;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything that a package tells; a list is empty where its part was not wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// The incident itself.
    pub incident: Incident,
    /// What happened when, the earliest first.
    #[serde(default)]
    pub timeline: Vec<Line>,
    /// What is known, with all its versions.
    #[serde(default)]
    pub facts: Vec<FactRecord>,
    /// Files and things, each with its chain of custody.
    #[serde(default)]
    pub exhibits: Vec<Exhibit>,
    /// What the president was asked and answered.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Decisions about kind and damage level.
    #[serde(default)]
    pub levels: Vec<LevelDecision>,
    /// Recovery and prevention.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Papers that were given out.
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// The people on the case.
    #[serde(default)]
    pub people: Vec<Participant>,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its id where it was written.
    pub id: Uuid,
    /// Its number within the company.
    pub number: String,
    /// One line that tells it from others.
    pub title: String,
    /// Name of the company.
    pub company: String,
    /// `real`, `drill`, `history`.
    pub purpose: String,
    /// `open`, `closing`, `closed`.
    pub status: String,
    /// Kinds, the main one first.
    pub kinds: Vec<String>,
    /// The damage level that was decided.
    pub level: Option<i64>,
    /// Who leads the response.
    pub commander: String,
    /// When somebody noticed it.
    pub noticed: Moment,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: String,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The packages that it came by, the first first.
    #[serde(default)]
    pub came_by: Vec<Source>,
}

/// A package from which something came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Id of the package.
    pub package: Uuid,
    /// Id of the thing there.
    pub id: Uuid,
    /// The company from which it came.
    pub company: String,
    /// When it was brought in.
    pub at: Timestamp,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// `happening`, `action`, `call`, `decision`, `message`.
    pub kind: String,
    /// When it happened.
    pub moment: Moment,
    /// What happened.
    pub text: String,
    /// Written by the program.
    pub automatic: bool,
    /// Where it comes from.
    pub source: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// By whom; empty for the program.
    pub by: String,
    /// What it said before, the earliest first.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Where it was written, if not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Source>,
}

/// What a line said before it was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The words then.
    pub text: String,
    /// The kind then.
    pub kind: String,
    /// The moment then.
    pub moment: Moment,
    /// Why it was corrected.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// A fact with all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRecord {
    /// The key of the fact sheet.
    pub key: String,
    /// Its name in the language of the package.
    pub title: String,
    /// `technical`, `damage`, `response`; empty for a fact that the sheet does not know.
    pub class: String,
    /// The versions, the first first; the last one is the living one.
    pub versions: Vec<FactVersion>,
}

/// One version of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactVersion {
    /// Counted from 1.
    pub revision: i64,
    /// As stored: choices by their ids.
    pub value: String,
    /// As people read it.
    pub shown: String,
    /// `confirmed`, `suspected`, `unknown`.
    pub certainty: String,
    /// From when the value is.
    pub as_of: Moment,
    /// Where it comes from.
    pub source: String,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Where it was written, if not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Source>,
}

/// A file or a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibit {
    /// Its id.
    pub id: Uuid,
    /// Its place in the list, counted from 1.
    pub serial: i64,
    /// As people say and print it: `E-003`, and `E-003-C1` for its first copy.
    #[serde(default)]
    pub number: String,
    /// Of a copy: the id of the exhibit that it was made of.
    #[serde(default)]
    pub copy_of: Option<Uuid>,
    /// Of a copy: `image`, `working`, `print`.
    #[serde(default)]
    pub copy_kind: String,
    /// Of a copy: the SHA-256 that the tool showed when it read the source.
    #[serde(default)]
    pub claimed_sha256: String,
    /// `photo`, `log`, `disk-image` …
    pub kind: String,
    /// What it is.
    pub title: String,
    /// More about it.
    pub description: String,
    /// The name that the file had; empty for a thing.
    pub file_name: String,
    /// Bytes.
    pub size: Option<u64>,
    /// SHA-256 when it came in, in hexadecimal.
    pub sha256: String,
    /// BLAKE3 when it came in, in hexadecimal.
    pub blake3: String,
    /// The path of the file in this package; `None` if it is not here.
    pub path: Option<String>,
    /// Whether the bytes still had both hashes when this package was made; `None` if nobody looked.
    #[serde(default)]
    pub checked: Option<bool>,
    /// Serial or asset number.
    pub serial_number: String,
    /// When it was collected.
    pub collected: Moment,
    /// By whom.
    pub collected_by: String,
    /// Where it was found.
    pub place: String,
    /// How far the device's clock was off.
    pub clock_offset: String,
    /// What made the copy.
    pub tool: String,
    /// Where it is kept.
    pub storage: String,
    /// When it was written down.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: String,
    /// What happened to it, in the order in which it was written down.
    #[serde(default)]
    pub custody: Vec<CustodyEvent>,
    /// Where it came from, if not found here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Source>,
}

impl Exhibit {
    /// Its number as people say it; made of its place where the package tells none.
    #[must_use]
    pub fn number(&self) -> String {
        match self.number.as_str() {
            "" => format!("E-{:03}", self.serial),
            number => number.to_owned(),
        }
    }
}

/// What happened to an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyEvent {
    /// Its id.
    pub id: Uuid,
    /// `collected`, `transferred`, `sealed` …
    pub kind: String,
    /// When by the right time, as exactly as known.
    pub moment: Moment,
    /// When it ended, if it took some time.
    #[serde(default)]
    pub ended: Option<Moment>,
    /// How many seconds the device's clock was ahead of the right time; negative if it was behind.
    #[serde(default)]
    pub offset_seconds: Option<i64>,
    /// Whether the times were read off that clock.
    #[serde(default)]
    pub device_clock: bool,
    /// Who did it.
    #[serde(default)]
    pub person: String,
    /// Who watched.
    #[serde(default)]
    pub witness: String,
    /// Who gave it away.
    pub from: String,
    /// Who got it.
    pub to: String,
    /// Where it was then.
    pub place: String,
    /// The program used, with its version.
    #[serde(default)]
    pub tool: String,
    /// The number of the seal.
    #[serde(default)]
    pub seal: String,
    /// Anything else.
    pub note: String,
    /// How a check ended: `match`, `mismatch`, `unreadable`; empty otherwise.
    pub outcome: String,
    /// Of a hand-over: how the other side confirms: `account`, `link`, `signature`.
    #[serde(default)]
    pub way: String,
    /// Of a hand-over: which side confirms: `to`, `from`.
    #[serde(default)]
    pub asked: String,
    /// Of an answer: the id of the hand-over.
    #[serde(default)]
    pub answers: Option<Uuid>,
    /// Photographs and scans, in their order.
    #[serde(default)]
    pub photos: Vec<Photo>,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Where it was written, if not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Source>,
}

/// A photograph or scan of what happened to an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Its id.
    pub id: Uuid,
    /// The name that the file had.
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 when it came in, in hexadecimal.
    pub sha256: String,
    /// BLAKE3 when it came in, in hexadecimal.
    pub blake3: String,
    /// The path of the file in this package; `None` if it is not here.
    #[serde(default)]
    pub path: Option<String>,
    /// Whether the bytes still had the hash when this package was made; `None` if nobody looked.
    #[serde(default)]
    pub checked: Option<bool>,
}

/// A question to the president, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id.
    pub id: Uuid,
    /// What was asked.
    pub question: String,
    /// What was advised.
    pub advice: String,
    /// What was chosen, in words; empty while nobody answered.
    pub chosen: String,
    /// What was said with it.
    pub comment: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// By whom.
    pub asked_by: String,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// By whom.
    pub decided_by: String,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
}

/// A decision about kind and damage level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDecision {
    /// Its id.
    pub id: Uuid,
    /// The level.
    pub level: i64,
    /// The kinds.
    pub kinds: Vec<String>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// Something to restore, or something that keeps it from happening again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Its id.
    pub id: Uuid,
    /// `restore`, `prevention`.
    pub kind: String,
    /// What is done.
    pub title: String,
    /// Who does it.
    pub owner: String,
    /// By when, as `2026-11-20`; may be empty.
    pub due: String,
    /// `open`, `done` …
    pub state: String,
    /// Remark.
    pub note: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: String,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// By whom.
    pub done_by: String,
    /// Where it was written, if not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Source>,
}

/// A paper as it was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Id of the version or the file.
    pub id: Uuid,
    /// What it is.
    pub title: String,
    /// To whom; empty for a paper of the company's own.
    pub recipient: String,
    /// Language.
    pub lang: String,
    /// `approved` where two people approved it there, else `made`.
    pub state: String,
    /// When it was frozen.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: String,
    /// SHA-256 of the version, as its entry in the log has it; of the file where it is one file.
    pub sha256: String,
    /// The paths of its files in this package; empty if they are not here.
    #[serde(default)]
    pub paths: Vec<String>,
    /// What it says, item by item; empty where it is a file only.
    #[serde(default)]
    pub items: Vec<PaperItem>,
    /// The company where it was approved, if not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<Source>,
}

/// One item of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperItem {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub text: String,
}

/// Somebody on the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Firm or department.
    pub organisation: String,
    /// `reporter`, `response-lead`, `lawyer` …
    pub part: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}
