//! What an outsider sees, as it was when the link was made.

use hikeshi_kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything that one link shows. What was not chosen is not here.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Frozen {
    /// When it was frozen, in milliseconds.
    pub at: i64,
    /// Who shares.
    pub company: String,
    /// The number of the incident.
    pub number: String,
    /// The incident in a few lines.
    pub summary: Option<Summary>,
    /// What happened when; `None` if it was not chosen.
    pub timeline: Option<Vec<Line>>,
    /// What is known, of the chosen classes.
    pub facts: Vec<FactLine>,
    /// Documents and exhibits with their files.
    pub files: Vec<SharedFile>,
    /// What happened to the exhibits; `None` if it was not chosen.
    pub custody: Option<Vec<Exhibit>>,
}

impl Frozen {
    /// The chosen file of that id; nothing else can be fetched.
    #[must_use]
    pub fn file(&self, id: Uuid) -> Option<&SharedFile> {
        self.files.iter().find(|file| file.id == id)
    }
}

/// The incident in a few lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Summary {
    /// Its title.
    pub title: String,
    /// Real, drill or past.
    pub purpose: String,
    /// Ids of its kinds; none in links from before they were kept.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Whether work goes on.
    pub status: String,
    /// The level that was decided.
    pub level: Option<i64>,
    /// When somebody noticed it.
    pub noticed: Moment,
}

/// A line of the timeline, without its writer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub moment: Moment,
    /// What.
    pub text: String,
}

/// A fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FactLine {
    /// Its key in the fact sheet.
    pub key: String,
    /// Its value, names struck.
    pub value: String,
    /// How sure.
    pub certainty: String,
    /// From when it is.
    pub as_of: Moment,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A first report or record as it was given out.
    Document,
    /// A file of an approved paper.
    Paper,
    /// The file of an exhibit.
    Exhibit,
}

impl FileKind {
    /// The name in the list of views and in keys of words (`share-view-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Paper => "paper",
            Self::Exhibit => "exhibit",
        }
    }
}

/// A file that may be fetched.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SharedFile {
    /// The id of its row.
    pub id: Uuid,
    /// What it is.
    pub kind: FileKind,
    /// What to call it.
    pub title: String,
    /// The name to save it under.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256.
    pub sha256: String,
}

/// An exhibit with what happened to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exhibit {
    /// Its number, such as `E-003-C1`.
    pub number: String,
    /// What it is.
    pub title: String,
    /// SHA-256 of its file; may be empty.
    pub sha256: String,
    /// What happened, the earliest first.
    pub events: Vec<Event>,
}

/// What happened to an exhibit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub moment: Moment,
    /// What (words: `papers-custody-…`).
    pub kind: String,
    /// Who gave it away; empty where names are left out.
    pub from: String,
    /// Who got it; empty where names are left out.
    pub to: String,
    /// Who gave it away, as a number, where names are left out; 0 for nobody.
    #[serde(default)]
    pub from_person: usize,
    /// The same of who got it.
    #[serde(default)]
    pub to_person: usize,
    /// Of a hand-over how it stands: `not-confirmed`, `confirmed`, `refused` or `withdrawn`.
    #[serde(default)]
    pub state: String,
    /// Where, names struck.
    #[serde(default)]
    pub place: String,
}
