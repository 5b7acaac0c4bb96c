//! What tests of every slice need: fresh databases, and pages read and used like a person does.
//!
//! Nothing here knows the product. A helper that cannot do its work fails the test that
//! called it, with a sentence that says what was looked for and what was there instead.
#![expect(clippy::panic, reason = "a test helper fails the test that called it")]

mod address;
mod authority;
mod browser;
mod cookies;
mod database;
mod encode;
mod field;
mod form;
mod name;
mod page;

pub use authority::{Mischief, TimeAuthority};
pub use browser::{Answer, Browser};
pub use database::{TestDatabase, fresh_postgres, fresh_sqlite, postgres_url};
pub use encode::{Attachment, urlencode};
pub use field::{Choice, Field, Kind};
pub use form::Form;
pub use page::{Link, Page};
