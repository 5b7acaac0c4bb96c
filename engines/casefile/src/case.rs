//! What a file tells about an incident.

use hikeshi_kernel::Moment;

use crate::Problem;

/// An incident as read from a file. Fields that the file leaves out are empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseFile {
    /// The file's own name for the case.
    pub id: Option<String>,
    /// One line that tells the case from others.
    pub title: Option<String>,
    /// To whom it happened.
    pub organisation: Organisation,
    /// Kinds of incident as written (`ransomware`, …).
    pub kinds: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// What is said about personal data: name of the item and its text.
    pub personal_data: Vec<Extra>,
    /// From when on the organisation knew.
    pub known: Moment,
    /// That time as written.
    pub known_text: String,
    /// When it was over, where the file says so.
    pub ended: Moment,
    /// What happened, in the file's order.
    pub events: Vec<Event>,
    /// Everything that has no place above, so that nothing is dropped.
    pub extra: Vec<Extra>,
    /// What could not be read, or was read with doubt, by line.
    pub problems: Vec<Problem>,
}

/// To whom an incident happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<String>,
    /// Its trade.
    pub industry: Option<String>,
    /// How many people work there, as written.
    pub staff: Option<String>,
}

/// One happening or action.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Event {
    /// When, as exactly as the file says.
    pub at: Moment,
    /// The time as written.
    pub at_text: String,
    /// The time was completed by inference (a missing year, an empty date cell).
    pub guessed: bool,
    /// What.
    pub what: String,
    /// Who did or reported it.
    pub by: Option<String>,
    /// Whom it was told to.
    pub to: Vec<String>,
    /// What kind of entry, as written.
    pub kind: Option<String>,
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// Everything else that the file says about it.
    pub extra: Vec<Extra>,
}

/// A text that the file gives under a name that has no place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// Where it stood: keys joined by dots, places in lists in brackets, or `line 12`.
    pub path: String,
    /// The text as written.
    pub text: String,
    /// Line of the file, from 1.
    pub line: usize,
}
