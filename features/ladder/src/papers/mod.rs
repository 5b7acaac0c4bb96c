//! What goes out on paper: the data of a declaration, and the pack of three stars.

mod action;
mod docx;
mod pack;
mod pdf;
mod xlsx;

pub use action::{ActionData, DataLine, action_data};
pub use docx::{action_docx, pack_docx};
pub use pack::{EvidenceLine, Pack, PackItem, PackPart, pack};
pub use pdf::{action_pdf, pack_pdf};
pub use xlsx::pack_xlsx;
