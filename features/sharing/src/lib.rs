//! Giving parts of an incident to others: technical indicators without the victim, and links by
//! which an outsider without an account sees chosen parts for a time.

pub mod links;
mod migrations;
pub mod model;
mod pages;
pub mod technical;
mod words;

pub use migrations::MIGRATIONS;
pub use pages::routes;
pub use words::WORDS;
