//! The first report: one page for the management.

use serde::Serialize;

use super::{Fact, Head, Level, PaperWords};

/// What the management must know and decide now. Long texts are shortened on the paper with a note,
/// and fewer rows are shown where the page would overflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirstReport {
    /// Head and foot.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// What happened, in two or three plain sentences.
    pub summary: String,
    /// How bad it is.
    pub level: Level,
    /// What the management must decide now, most urgent first; the paper shows three.
    pub decisions: Vec<OpenDecision>,
    /// The facts that matter most; the paper shows seven.
    pub facts: Vec<Fact>,
    /// What has been done, what matters most first; the paper shows five, in the order of time.
    pub done: Vec<Happening>,
    /// What comes next, what is overdue first; the paper shows four.
    pub next: Vec<Step>,
    /// Whom to ask; the paper shows three.
    pub contacts: Vec<Contact>,
}

/// A decision that nobody has taken yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenDecision {
    /// The question in one line.
    pub question: String,
    /// What happens with either answer, in one or two lines.
    pub trade_off: String,
    /// Until when; empty if there is no limit.
    pub by_when: String,
    /// Whether that time is over.
    pub overdue: bool,
}

/// Something that was done or that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// When, as given.
    pub at: String,
    /// What.
    pub text: String,
    /// Its place in time among the others, from 0.
    pub order: usize,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What.
    pub text: String,
    /// Who; empty if open.
    pub owner: String,
    /// Until when; empty if open.
    pub due: String,
    /// Whether that time is over; only the first report says so.
    pub overdue: bool,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// What for or in which role.
    pub role: String,
    /// Name of the person or desk.
    pub name: String,
    /// Telephone number.
    pub phone: String,
}
