//! Links by which an outsider without an account sees chosen parts of one incident.
//!
//! What the outsider sees is frozen when the link is made: nothing that is written later can leak
//! through it. The secret stands in the address only; the database keeps its hash. Opening the
//! address shows nothing yet (mail programs open links by themselves): a person presses a button,
//! and types the pass-code if there is one. That begins a visit of an hour in this browser.

mod find;
mod freeze;
mod frozen;
mod make;
mod notice;
mod offered;
mod seen;
mod visit;

pub use find::{find_link, is_living, links_of, living_link};
pub use freeze::{Chosen, freeze};
pub use frozen::{Event, Exhibit, FactLine, FileKind, Frozen, Line, SharedFile, Summary};
pub use make::{LONGEST_DAYS, MadeLink, NewLink, USUAL_DAYS, make_link, revoke_link};
pub use offered::{Offered, offered};
pub use seen::{Seen, agent_of, seen, short_address, views_of};
pub use visit::{Opened, VISIT, begin_visit, find_visit};
