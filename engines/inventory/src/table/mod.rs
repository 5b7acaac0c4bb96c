//! A table as rows of cells, with the line of the file on which each row begins.

mod separated;
mod sheet;

pub use separated::read_text;
pub use sheet::{Area, sheet_table};

/// The rows of a file; all of them, also the empty ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// From the first to the last.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// The cells, without blanks around them.
    pub cells: Vec<String>,
    /// Why it cannot be believed as it is.
    pub fault: Option<RowFault>,
    /// Columns with a formula whose result the file does not hold, from 0.
    pub formulas: Vec<usize>,
}

/// Why a row cannot be believed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// A quotation mark is opened and never closed.
    OpenQuote,
    /// Letters do not fit the encoding of the file.
    BrokenLetters,
    /// A value is longer than is read.
    LongCell,
    /// More columns than are read.
    ManyColumns,
}

impl Table {
    /// How many cells hold something.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.rows.iter().map(|row| row.filled().count()).sum()
    }

    /// Names cells with formulas, as (row, column) from 0; those that hold a result are read as usual.
    #[must_use]
    pub fn with_formulas(mut self, formulas: &[(usize, usize)]) -> Self {
        for (row, column) in formulas {
            // Rows of nothing but formulas may stand below the last one that holds something.
            while self.rows.len() <= *row && self.rows.len() < crate::MAX_LINES {
                self.rows.push(Row { line: self.rows.len() + 1, ..Row::default() });
            }
            let Some(row) = self.rows.get_mut(*row) else { continue };
            if row.cells.get(*column).is_none_or(String::is_empty) {
                row.formulas.push(*column);
            }
        }
        self
    }
}

impl Row {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty) && self.formulas.is_empty()
    }

    /// The cells that hold something.
    pub(crate) fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The row with what is wrong with it.
    pub(crate) fn judged(line: usize, cells: Vec<String>, fault: Option<RowFault>) -> Self {
        let long = |cell: &String| cell.chars().count() > crate::MAX_CELL;
        let found = if cells.len() > crate::MAX_COLUMNS {
            Some(RowFault::ManyColumns)
        } else if cells.iter().any(|cell| cell.contains('\u{FFFD}')) {
            Some(RowFault::BrokenLetters)
        } else if cells.iter().any(long) {
            Some(RowFault::LongCell)
        } else {
            None
        };
        Self { line, cells, fault: fault.or(found), formulas: Vec::new() }
    }
}
