//! The money page: what accidents could cost a company, seen from several sides, what its insurances
//! pay of it, how much is worth spending, and which measures save most.
//!
//! The company enters [`Figures`], groups of persons and insurances; `engines/loss` counts everything
//! anew for each page ([`results`]). [`sections`] says it in tables, once for the page and the paper.
//! There is never one number: every sum is a range or stands beside others, with source and confidence.

mod api;
mod content;
mod figures;
mod migrations;
pub mod model;
mod pages;
mod paper;
mod results;
mod sections;
mod store;
mod words;

pub use api::openapi;
pub use content::loss_model;
pub use figures::Figures;
pub use hikeshi_loss::{Head, HeadCover};
pub use migrations::MIGRATIONS;
pub use pages::routes;
pub use results::{Results, results};
pub use store::{
    Changed, NewGroup, NewPolicy, groups, policies, save_figures, save_group, save_policy,
};
pub use words::WORDS;
