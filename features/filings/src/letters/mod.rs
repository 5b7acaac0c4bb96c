//! Letters to the persons concerned: one approved text, a list that is used and not kept, and a run
//! in which nobody gets two letters.
//!
//! The life of a run ([`RunState`]): a list comes in, its columns are settled, two persons of the
//! company confirm, the letters go out piece by piece, what did not go out is left to people, the
//! list is deleted. Of the list stay a count, its hash, and for each recipient a keyed hash with
//! what became of the letter.

mod accept;
mod again;
mod approved;
mod channel;
mod check;
mod checked;
mod chunks;
mod claim;
mod columns;
mod confirm;
mod control;
mod drop;
mod end;
mod finish;
mod heads;
mod keys;
mod left;
mod left_out;
mod list;
mod mail;
mod paper;
mod pause;
mod reached;
mod receive;
mod recipient;
mod refused;
mod rows;
mod run;
mod send;
mod siblings;
mod table;
mod told;
mod whole;

pub use accept::{Accepted, accept_columns};
pub use again::{Decided, Decision, decide_left};
pub use approved::{begin_approved, channel_of, runs_of_paper, still_approved};
pub use channel::Channel;
pub use check::check_list;
pub use checked::{Checked, Doubt, Trouble, TroubleKind};
pub use chunks::chunks_of;
pub use columns::{Role, guess_roles};
pub use confirm::{Confirmed, NEEDED, confirm_run, confirmations_of};
pub use control::{Act, act};
pub use drop::{DropLetterBlobs, DropLetters};
pub use end::{Said, end_run};
pub use left::{Left, LeftOver, left_over};
pub use left_out::table_left_out;
pub use list::{MAX_LIST_BYTES, open_list};
pub use pause::{PausedBecause, pause_runs_of};
pub use reached::{Reached, reached};
pub use receive::receive_list;
pub use recipient::Recipient;
pub use refused::Refused;
pub use rows::Row;
pub use run::{LetterText, Progress, RunState, begin_run, find_run, progress_of, runs_of};
pub use send::{SendLetters, free_orphans};
pub use siblings::{Siblings, leave_out_told};
pub use table::{Lines, MAX_ROWS, Refusal, Table, read_table};
pub use told::{Told, Whom, was_told};
pub use whole::{PartlyTold, Whole, missed, partly_told, persons_named, reasons_left_out};
