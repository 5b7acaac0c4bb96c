//! The ledger of IT assets that people keep who are no specialists: machines, programs, licences
//! and keys, accounts, cloud services, web sites and domains, contracts.
//!
//! [`ledger`] reads, [`keep`] writes; what is written is judged by `engines/inventory` and the dated
//! data in `content/lifecycle` ([`support`]). [`imports`] takes files in and undoes that again.
//! Secrets are sealed with the company's key and shown on purpose only ([`secrets`]). Others read
//! [`overview`].

pub mod api;
mod export;
mod history;
pub mod imports;
pub mod keep;
pub mod ledger;
mod migrations;
pub mod model;
pub mod overview;
mod pages;
pub mod scripts;
pub mod secrets;
mod sketch;
pub mod support;
mod words;

pub use history::changes_of;
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use overview::{AssetCounts, counts, counts_of_many, internet_facing};
pub use pages::routes;
pub use words::WORDS;
