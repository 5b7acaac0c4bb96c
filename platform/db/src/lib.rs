//! The database behind one code path: SQLite (default) or PostgreSQL.
//!
//! Reads and writes go through [`Tx`], a transaction that was opened for one
//! [`Fence`]. On PostgreSQL the fence is set inside the transaction and the
//! row-level-security policies of [`Migration::fenced`] tables enforce it a
//! second time; the first fence is the store functions, which filter by tenant.

mod backup;
mod error;
mod migrate;
mod open;
mod tx;

pub use error::{DbError, is_unique_violation};
pub use migrate::{Migration, MigrationReport};
pub use open::{Backend, Db};
pub use tx::{Fence, Tx};
