//! Where a company stands: catalogues of questions, their points, what answers of one catalogue say
//! about another, what is missing, and which measures come next.
//!
//! Everything that is asked, counted or advised is data: [`CatalogueFile`]s, a [`CrossMap`] and
//! [`Measures`], joined into a [`Library`]. This crate has no clock, no storage and no network.
//!
//! - [`score`] counts [`Answers`], one sheet for each site, by the scheme of their catalogue. *Not
//!   answered*, *no*, *not known* and *does not apply* stay four different things.
//! - [`read_answers`] reads a file `site,item,answer` as people write it, or names every line at fault.
//! - [`propose`] says what answers given elsewhere suggest. A proposal is never an answer: a person
//!   accepts it.
//! - [`missing`] lists what keeps a catalogue from being met, [`rank`] the measures that help most.

mod answer;
mod answers;
mod catalogue;
mod check;
mod columns;
mod cross_map;
mod file;
mod item_id;
mod library;
mod measure;
mod missing;
mod rank;
mod read;
mod read_problem;
mod score;
mod scoring;
mod site;
mod table;
mod words;

pub use answer::Answer;
pub use answers::{Answers, Given, Sheet};
pub use catalogue::{Catalogue, Group, Item, Part, Proof};
pub use cross_map::{CrossMap, Link, Proposal, Relation, Told, propose};
pub use file::{CatalogueFile, ItemFile, ItemRef};
pub use library::{Library, LibraryError};
pub use measure::{Cost, Effect, Effort, Helper, Measure, Measures};
pub use missing::{Missing, missing};
pub use rank::{Ranked, rank};
pub use read::{MAX_ANSWERS_BYTES, TableRead, read_answers, read_table};
pub use read_problem::{ReadProblem, ReadReason};
pub use score::{
    Counts, GroupScore, ItemScore, Official, PartScore, Pin, Score, SiteAnswer, SiteScore, Sum,
    score,
};
pub use scoring::{Band, Level, Points, Scoring};
pub use site::site_key;
pub use words::{AnswerWord, AnswerWords};
