//! Closing and reopening: what the level still asks for, and the acts of one or two persons.

mod act;
mod ask;
mod needs;
mod read;

pub use act::{Closed, ClosingAct, ClosingStep, Refusal, act_on_closing};
pub use needs::{CaseNow, MeasureNow, Need, needs_of};
pub use read::{case_now, closers, closings_of, needs_now};
