//! The action plan: what the company does next, who sees to it, until when, and what proves it.

mod act;
mod find;
mod item;
mod owners;
mod proof;
mod rhythm;
mod standing;
mod table;

pub(crate) use act::day_of;
pub use act::{Acted, NewItem, Wanted, add, change, set_state};
pub(crate) use find::measure;
pub use find::{Item, changes_of, find, hold, items};
pub(crate) use item::value_text;
pub use item::{Entry, Field, State};
pub use owners::{Owner, owners};
pub(crate) use proof::is_address;
pub use proof::{NewProof, add_proof, proofs_of, withdraw_proof};
pub use rhythm::{Rhythm, next_due};
pub use standing::{NextStep, PlanStanding, plan_standing, plan_standings_of};
pub(crate) use table::{plan_csv, plan_xlsx};
