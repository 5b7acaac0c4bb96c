//! The playbook state machine: from a written procedure and what people did so far
//! to what can be done now, what waits and what fell away.
//!
//! Everything is a pure function of a [`Playbook`] (content, pinned for the run) and a
//! [`RunState`] (what people did). Start with [`start`], show with [`view`], change with
//! [`apply`], ask for the one next action with [`next_step`]. [`check`] reads a playbook
//! as its author's critic. [`add_step`] and its neighbours change one, [`compare`] says what
//! differs, [`proposals`] what a newer source edition brings to a changed copy.
//!
//! Rules that hold for every playbook:
//! - a step waits until every step named in `after` is settled (done, set aside or skipped);
//! - a step with `only_if` waits for the answer and is skipped when another answer is given;
//! - a question that was set aside counts as answered [`UNKNOWN`];
//! - done work stays done when a branch closes over it, and every earlier answer is kept.

mod act;
mod advice;
mod availability;
mod check;
mod compare;
mod edit;
mod model;
mod next;
mod parts;
mod run;
mod update;

pub use act::{Act, Action, Refusal, apply};
pub use advice::{Advised, advise};
pub use availability::{Availability, StepView, view};
pub use check::{Finding, check, check_own};
pub use compare::{Change, HeadPart, Part, compare, parts_changed};
pub use edit::{Direction, add_phase, add_step, in_order, move_phase, move_step, remove_phase};
pub use edit::{put_step, remove_step};
pub use model::{Edition, Phase, Playbook};
pub use next::{PhaseProgress, is_complete, next_step, progress};
pub use parts::{Actor, AdviceRule, Branch, Choice, GuideView, Step, StepKind, UNKNOWN};
pub use run::{Record, RunState, Status, StepState, start};
pub use update::{Proposal, Subject, What, proposals, take_over};
