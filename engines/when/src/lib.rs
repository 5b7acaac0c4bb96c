//! Reads times as people type them: "today 7:20 about", "10 minutes ago", "19 Nov evening to 20".
//!
//! Pure: the present instant is a parameter, the words are data ([`Vocabulary`], from
//! `content/times/vocabulary.yaml`). Dates and clocks are Japan time. The rules for what is left
//! unsaid:
//! - no day: today, or yesterday if that would lie more than ten minutes ahead;
//! - no year or month: the latest such day that is not ahead of today;
//! - a day of the week: the latest one up to today; "last week" means Monday to Sunday before;
//! - a second end without a day follows the first (past midnight it is the next day);
//! - "10 minutes ago" and "just now" are inexact; a part of a day ("evening") is a range.
//!
//! Whatever was inferred, and every result that lies ahead, is marked as guessed, so that a page
//! can show what was understood and let the person correct it.

mod error;
mod fold;
mod line;
mod numbers;
mod parts;
mod reader;
mod record;
mod resolve;
mod span;
mod vocabulary;

pub use error::WhenError;
pub use line::{Line, MAX_TIME_LETTERS, parse_line, parse_moment, parse_moment_loosely};
pub use record::{Stated, parse_recorded};
pub use vocabulary::Vocabulary;
