//! The help pages' service: from a symptom, told by somebody without an account, to an incident.
//!
//! Answers on the way are a [`Draft`], saved after every page and found again by the secret in
//! its address. [`send`] turns a draft into exactly one report, incident and round of mail.

mod answer;
mod draft;
mod number;
mod receipt;
mod record;
mod send;
mod tell;

pub(crate) use answer::{Given, MOST_TEXT, TooLong, read_answer};
pub(crate) use draft::{Draft, begin, find_draft, save_answer, save_start};
pub(crate) use receipt::{Receipt, receipt_of};
pub(crate) use send::send;
pub(crate) use tell::{Reach, reach_of};
