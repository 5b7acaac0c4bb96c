//! Playbooks that companies and providers keep themselves: taken over from files, copied from those
//! on board, changed in the browser, published in versions, given out again.

pub mod keeper;
mod migrations;
pub mod model;
mod on_board;
mod pages;
pub mod said;
pub mod shelf;
pub mod shown;
pub mod take_in;
mod words;

pub use keeper::Keeper;
pub use migrations::MIGRATIONS;
pub use on_board::{check_content, find_on_board, on_board, wording};
pub use pages::routes;
pub use words::WORDS;
