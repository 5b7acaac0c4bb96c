//! Playbook runs: a written procedure at work on an incident.
//!
//! A run keeps the whole playbook it was started with, so that it reads the same for ever.
//! What can be done when is decided by `hikeshi_playbook`; this module stores it, writes the
//! timeline line and the audit entry beside it, and chooses the one next action over all runs.

mod act;
mod choice;
mod done;
mod next;
mod read;
mod reported;
mod sentence;
mod start;

pub use act::{Acted, StepAct, act_on_step, may_act_on};
pub use choice::{PlaybookChoice, playbook_choices};
pub use done::{DoneStep, done_steps};
pub use next::{NextAction, NextStep, next_action, next_of, next_step_of};
pub use read::{Run, find_run, runs_of, step_events, step_version};
pub use reported::{Reported, record_reported};
pub use sentence::refusal_text;
pub use start::start_run;
