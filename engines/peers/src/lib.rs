//! A company's score beside those of companies like it, told so that nobody learns the score of one.
//!
//! - Companies belong to one [`Group`] each, by industry and size. There is no other way to cut them, so
//!   that no two figures overlap and nothing can be subtracted.
//! - A [`Figure`] speaks of many only ([`is_a_crowd`]): whoever knows some of the scores, the company
//!   itself or a provider that looks after several, finds none or at least five that it does not know.
//! - What is told are steps of ten points, the same for everybody who asks, until [`release`] may tell
//!   something new. It may only when those who joined, left or changed their score are a crowd themselves:
//!   the difference between two figures speaks of many, too.
//!
//! This crate has no clock, no storage and no network.

mod crowd;
mod figure;
mod group;
mod release;

pub use crowd::{LEAST_OTHERS, Member, Party, is_a_crowd};
pub use figure::{Figure, Place, STEP, figure, step_of};
pub use group::{Group, SIZES, Size};
pub use release::{Counted, Outcome, release};
