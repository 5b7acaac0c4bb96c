//! Which duties to report an incident has, by when, what was decided, and the clocks of them all.

mod answers;
mod clocks;
mod count;
mod decide;
mod digest;
mod facts;
mod remind;

pub use answers::{Answers, CLAUSE, answers_of, basis_of};
pub use clocks::{ClockFilter, OpenClock, PAGE as CLOCKS_PAGE, board_clocks};
pub use count::{count_again, count_company, count_incident, count_stale};
pub(crate) use count::{sort_of, state_of, title_of};
pub use decide::{
    Choice, DutyConflict, NewDecision, current_decisions, decide_duty, decision_history,
    keep_promise,
};
pub use facts::{Known, known_of};
pub use remind::Remind;
