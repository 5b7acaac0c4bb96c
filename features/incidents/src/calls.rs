//! The call tree at work: who is called now, who confirmed, who is next.
//!
//! A round is one start of the tree. Its persons stand in [`call_attempt`] rows and are
//! called one after the other until one of them confirms. The program writes mail; the
//! telephone is used by people, so each step is also shown on the page of the incident.
//!
//! [`call_attempt`]: crate::model::call_attempt

mod acknowledge;
mod escalate;
mod instead;
mod mail;
mod message;
mod order;
mod round;
mod state;
mod step;
mod wish;

pub use acknowledge::{CallLink, acknowledge, by_link, find_attempt};
pub use escalate::EscalateCall;
pub use instead::{Instead, instead_of};
pub use mail::MailCall;
pub(crate) use order::order as call_order;
pub use round::{Round, restart_round, rounds_of, start_round};
pub use state::CallState;
pub(crate) use step::end_open as end_calls;
