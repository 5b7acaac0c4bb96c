//! The call sheet: what to have ready before telephoning an outside desk.

use serde::Serialize;

use super::{Head, PaperWords};

/// What desks ask for comes first, in the order in which they ask it, then who calls, then whom to
/// call. If one desk was chosen, it stands at the top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallSheet {
    /// Head and foot.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// The seven facts, numbered on the paper.
    pub answers: Vec<Answer>,
    /// What else desks ask for, such as the state of the power.
    pub more: Vec<Answer>,
    /// Who calls.
    pub caller: String,
    /// The number to call back.
    pub call_back: String,
    /// Whether `desks` is the one desk to call, not a choice of them.
    pub chosen: bool,
    /// Fitting desks, best first; the paper shows six.
    pub desks: Vec<Desk>,
}

/// One thing that desks ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What it is about.
    pub title: String,
    /// What the case knows; empty if nothing is known: then there is room to write.
    pub value: String,
}

/// An outside desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How to reach it; none if the company did not write it down yet.
    pub addresses: Vec<Address>,
}

/// One way to reach a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// What it is for; may be empty.
    pub label: String,
    /// Telephone, e-mail or address on the web.
    pub value: String,
    /// When it answers, and what else to know; may be empty.
    pub hours: String,
    /// Whether it was checked; otherwise the paper marks it as to be checked.
    pub checked: bool,
}
