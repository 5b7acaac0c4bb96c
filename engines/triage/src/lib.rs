//! From a symptom in plain words to the first safe actions, a few questions and a proposal.
//!
//! Everything that is said, asked or concluded is data: a [`TriagePack`] joined from the files
//! in `content/triage`. This crate only walks through that data. It has no clock, no network
//! and no storage, and it never panics on what a stranger sends: answers that fit no option
//! count as "not known".
//!
//! The way of a report:
//! 1. the reporter picks a [`Symptom`] and sees its `now` and `dont` steps at once;
//! 2. [`next_question`] gives one [`Question`] after the other, until there is none;
//! 3. [`propose`] turns the [`Answers`] into a [`Proposal`]: kinds, level, reasons, facts.
//!
//! The steps that the reporter ticked as done are an ordinary answer under [`DID`].

mod answers;
mod ask;
mod check;
mod condition;
mod count;
mod facts;
mod file;
mod pack;
mod propose;
mod question;
mod rule;
mod situation;
mod symptom;

pub use answers::{Answer, Answers, DID, UNKNOWN};
pub use ask::{next_question, questions_for};
pub use condition::{Condition, Test};
pub use count::read_count;
pub use facts::ProposedFact;
pub use file::TriageFile;
pub use pack::{FileHead, TriagePack};
pub use propose::{Proposal, Reason, propose};
pub use question::{Certainty, Question, QuestionKind, QuestionOption};
pub use rule::{IncidentKind, Rule};
pub use symptom::{Done, Group, Step, Symptom};
