//! People who are asked to read a version and say that they have.

mod ask;
mod find;
mod link;
mod mail;
mod read;

pub(crate) use ask::ask_again;
pub use ask::{MOST_READERS, NewReader, ask_readers, stop_asking};
pub use find::{find_reader, mine, readers_of};
pub use link::{ReaderLink, by_link};
pub use mail::MailReader;
pub(crate) use mail::remind;
pub use read::{Noted, note_on_paper, read_by_account, read_by_link};
