//! Ledgers out of files: read, shown, taken by a person, taken back.
//!
//! [`read_ledger`] finds the table in a file, [`read_rows`] reads each row of it, `plan` compares with
//! what the ledger holds; nothing is written before a person has seen the plan. Every row of the file
//! is taken, the same as one that is there, empty, or named with the reason why it cannot be read.

mod columns;
mod file;
mod plan;
mod rows;
mod take;

pub use columns::{Heads, OwnHeads};
pub use file::{LedgerFault, LedgerTable, MAX_LEDGER_BYTES, read_ledger};
pub use plan::{Plan, Step, StepKind, plan};
pub use rows::{BadRow, Counted, LedgerRow, ReadRows, Trouble, read_rows};
pub use take::{Taking, find_import, imports, keep_plan, plan_of, take, too_many, undo};
