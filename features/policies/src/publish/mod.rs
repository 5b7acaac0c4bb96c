//! A version shown to the public: one person asks for it, another one puts it up.

mod address;
mod ask;
mod find;

pub use address::{LONGEST_SLUG, address_of, is_slug};
pub use ask::{Asked, NewPage, Shown, ask_to_show, show_page, take_down};
pub use find::{by_slug, find_page, is_shown, is_waiting, pages_of, shown_address};
