//! What each paper shows, as plain strings in the reader's language.
//!
//! All dates and times are already written as people write them; an unknown value is the empty string
//! where a field says so, and shows as the word for "unknown". `words` holds the fixed words
//! (see [`document_words`](super::document_words)).

mod call_sheet;
mod custody;
mod first_report;
mod parts;
mod poster;
mod record;

pub use call_sheet::{Address, Answer, CallSheet, Desk};
pub use custody::{CustodySheet, CustodySheets, SheetEvent, SheetHash, SheetPair, Tag, Tags};
pub use first_report::{Contact, FirstReport, Happening, OpenDecision, Step};
pub use parts::{Certainty, Fact, Head, Level, PaperWords};
pub use poster::Poster;
pub use record::{
    Decision, Exhibit, IncidentRecord, Lessons, LevelChange, Person, Run, Task, TaskState,
    TimelineEntry,
};
