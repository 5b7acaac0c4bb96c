//! The official spreadsheets that a company keeps, one for each kind of document, and which of their
//! cells takes which item.

mod forms;
mod keep;
mod open;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use forms::{
    FormKind, cells_of, find_form, form_kinds, forms, names_of, remove_form, save_cells,
};
pub use keep::{NewForm, keep_form, read_form_file};
pub use open::open_form;

/// Instead of a cell's name: the form has no place for the item. No cell can have this name.
pub const LEFT_OUT: &str = "-";

/// An official file, ready to be filled.
#[derive(Debug, Clone)]
pub struct OfficialFile {
    /// The file as it was kept.
    pub bytes: Vec<u8>,
    /// An item's id to the name of its cell or [`LEFT_OUT`]; others are found by their names.
    pub cells: BTreeMap<String, String>,
}

/// A name in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellName {
    /// The name.
    pub name: String,
    /// Where it points, such as `Sheet1!B3`.
    pub place: String,
}
