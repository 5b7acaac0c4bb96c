//! Somebody else's xlsx with named cells, such as an official form, to write texts into.
//!
//! Only the written cells change: all other parts of the file are copied byte for byte, and of the
//! sheets concerned all but these cells. What is written is text (an inline string), never a formula,
//! and no formula of the file is evaluated or replaced. The file comes from outside: its size is
//! bounded when it is unpacked, entities are not expanded, files with programs in them and files that
//! reach for others are refused.

mod cells;
mod foreign;
mod names;
mod package;
mod place;

use std::collections::{BTreeMap, BTreeSet};

use crate::text::clean;
use cells::{check_sheet, write_cells};
use names::{Named, read_names};
use package::Package;

pub use names::{MOST_NAMES, MOST_SHEETS};
pub use package::MOST_FORM_BYTES;

/// The most characters that a cell of the format takes.
pub const MOST_CELL_CHARACTERS: usize = 32_767;

/// Why a file cannot be used as a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// More than [`MOST_FORM_BYTES`] as it came.
    #[error("the file is too large")]
    TooLarge,
    /// It unpacks to more, or to more parts, than a form can need.
    #[error("the file unpacks to too much")]
    Bomb,
    /// It holds a program.
    #[error("the file holds macros")]
    Macros,
    /// It refers to other files or data, or holds objects of other programs.
    #[error("the file refers to others or holds embedded objects")]
    Linked,
    /// More than [`MOST_SHEETS`] or more than [`MOST_NAMES`].
    #[error("the file has too many sheets or names")]
    TooMany,
    /// The old format, or one protected by a password.
    #[error("the file is in the old format or protected")]
    OldOrProtected,
    /// No xlsx at all, or a damaged one.
    #[error("the file is not an xlsx file: {0}")]
    Broken(String),
}

/// Why a form was not filled. Nothing is written in part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillFault {
    /// Names that the file does not have.
    #[error("the file has no cells named {}", .0.join(", "))]
    NoSuchName(Vec<String>),
    /// Cells that hold a formula.
    #[error("the cells named {} hold a formula", .0.join(", "))]
    Formula(Vec<String>),
    /// Texts longer than [`MOST_CELL_CHARACTERS`].
    #[error("the texts for {} are too long for a cell", .0.join(", "))]
    TooLong(Vec<String>),
    /// The file is damaged.
    #[error(transparent)]
    Form(#[from] FormFault),
}

/// A form that was read and found usable.
#[derive(Debug)]
pub struct FormFile {
    package: Package,
    /// By the name in small letters: names differ only by letters, not by case.
    names: BTreeMap<String, Named>,
}

impl FormFile {
    /// Reads a file of at most [`MOST_FORM_BYTES`]. Takes up to a second: call it from a blocking thread.
    ///
    /// # Errors
    /// [`FormFault`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, FormFault> {
        let mut package = Package::open(bytes)?;
        let names = read_names(&mut package)?;
        Ok(Self { package, names })
    }

    /// Finds out whether every sheet is there and can be written into, before a file is kept.
    ///
    /// # Errors
    /// [`FormFault::Broken`] for a sheet that is missing or damaged.
    pub fn check_sheets(&mut self) -> Result<(), FormFault> {
        let parts: BTreeSet<&str> =
            self.names.values().map(|named| named.place.part.as_str()).collect();
        for part in parts {
            check_sheet(&self.package.text(part)?)?;
        }
        Ok(())
    }

    /// The names that stand for one cell or a block of cells, sorted, with the place in words such as
    /// `Sheet1!B3`. Names of formulas and of the program itself are left out.
    pub fn names(&self) -> impl Iterator<Item = (&str, String)> {
        self.names.values().map(|named| (named.name.as_str(), named.place.to_string()))
    }

    /// The name as the file spells it: names differ only by letters, not by case.
    #[must_use]
    pub fn find_name(&self, name: &str) -> Option<&str> {
        self.names.get(&name.to_lowercase()).map(|named| named.name.as_str())
    }

    /// The file with `texts` (name of a cell, text) written into its cells. Texts for the same cell are
    /// joined in their order. A name of a block of cells means its first one.
    ///
    /// # Errors
    /// [`FillFault`].
    pub fn fill(mut self, texts: &[(String, String)]) -> Result<Vec<u8>, FillFault> {
        let known = |name: &str| self.names.get(&name.to_lowercase());
        let strangers = texts.iter().map(|(name, _)| name).filter(|name| known(name).is_none());
        let strangers: Vec<String> = strangers.cloned().collect();
        if !strangers.is_empty() {
            return Err(FillFault::NoSuchName(strangers));
        }
        let mut sheets: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
        for (name, text) in texts {
            let Some(Named { place, .. }) = known(name) else { continue };
            let cells = sheets.entry(place.part.clone()).or_default();
            let (at, text) = ((place.row, place.column), clean(text));
            match cells.iter_mut().find(|cell| cell.at == at) {
                Some(cell) => cell.add(name, &text),
                None => cells.push(Cell { at, names: vec![name.clone()], text }),
            }
        }
        let too_long = names_of(sheets.values().flatten().filter(|cell| cell.is_too_long()));
        if !too_long.is_empty() {
            return Err(FillFault::TooLong(too_long));
        }
        let mut changed = BTreeMap::new();
        for (part, cells) in sheets {
            let xml = self.package.text(&part)?;
            changed.insert(part, write_cells(&xml, cells)?);
        }
        Ok(self.package.with(&changed)?)
    }
}

fn names_of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<String> {
    cells.flat_map(|cell| cell.names.iter().cloned()).collect()
}

/// A cell to write.
#[derive(Debug, Clone)]
struct Cell {
    /// Row and column, from 1.
    at: (u32, u32),
    /// The names by which it was asked for.
    names: Vec<String>,
    /// Clean.
    text: String,
}

impl Cell {
    fn add(&mut self, name: &str, text: &str) {
        self.names.push(name.to_owned());
        if !text.is_empty() {
            self.text =
                [self.text.as_str(), text].join(if self.text.is_empty() { "" } else { "\n" });
        }
    }

    fn is_too_long(&self) -> bool {
        self.text.encode_utf16().count() > MOST_CELL_CHARACTERS
    }
}
