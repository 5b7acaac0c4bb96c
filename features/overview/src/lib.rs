//! Where a company stands, on one page for its president, and all companies of a provider in one list.
//!
//! Nothing is kept here that another slice knows: [`company::read`] asks their read models when somebody
//! looks, and [`board`] asks the database for all companies of a provider at once, so that nothing shown
//! is older than the page. What nobody knows is said as not known, never as zero. [`peers`] tells how a
//! company stands beside others (`engines/peers`), and keeps what was told, so that nobody can subtract.

pub mod api;
pub mod board;
pub mod company;
mod migrations;
pub mod model;
mod pages;
mod paper;
pub mod peers;
mod said;
mod words;

pub use migrations::MIGRATIONS;
pub use pages::routes;
pub use paper::{SheetData, set_paper, sheet_data};
pub use words::WORDS;
