//! The bytes of a file as a table or a list of things.

use hikeshi_inventory::{
    Area, Column, Field, FileFault, FileKind, Header, Inventory, Kind, MAX_COLUMNS, MAX_ROWS,
    ReadFile, Table, find_header, guess_columns, read_file, sheet_table,
};
use hikeshi_office::{IncomingFault, SheetLimits, read_workbook};
use serde::{Deserialize, Serialize};

/// The most sheets of a workbook.
const MOST_SHEETS: usize = 60;

/// How a person wants a file to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportPlan {
    /// Which sheet of a workbook, from 0.
    pub sheet: usize,
    /// The line with the headings; 0 for none.
    pub heading_line: usize,
    /// The field of each column; `None` keeps it under its own heading.
    pub fields: Vec<Option<Field>>,
    /// The columns that are not taken in at all, counted from 0.
    #[serde(default)]
    pub left_out: Vec<usize>,
    /// The kind of rows that do not say it; `None` guesses it row by row.
    pub kind: Option<Kind>,
    /// Leave programs out, as lists of machines hold hundreds of them.
    pub without_programs: bool,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Contents {
    /// A table, and the names of all sheets of its workbook.
    Table(Table, Vec<String>),
    /// A list of things whose meaning is known.
    Inventory(Inventory),
}

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// The file itself.
    File(FileFault),
    /// The workbook.
    Workbook(IncomingFault),
}

impl Contents {
    /// The form of the file.
    #[must_use]
    pub const fn kind(&self) -> FileKind {
        match self {
            Self::Table(_, sheets) if sheets.is_empty() => FileKind::Table,
            Self::Table(..) => FileKind::Workbook,
            Self::Inventory(inventory) => inventory.kind,
        }
    }
}

/// Reads a file; of a workbook the sheet of that number. Takes a while for a large one: for a
/// thread of its own.
///
/// # Errors
/// [`ReadFault`]
pub fn read_contents(bytes: &[u8], sheet: usize) -> Result<Contents, ReadFault> {
    match read_file(bytes).map_err(ReadFault::File)? {
        ReadFile::Table(table) => Ok(Contents::Table(table, Vec::new())),
        ReadFile::Inventory(inventory) => Ok(Contents::Inventory(inventory)),
        ReadFile::Workbook => from_workbook(bytes, sheet),
    }
}

fn from_workbook(bytes: &[u8], sheet: usize) -> Result<Contents, ReadFault> {
    let limits = SheetLimits { sheets: MOST_SHEETS, rows: MAX_ROWS, columns: MAX_COLUMNS };
    let sheets = read_workbook(bytes, limits).map_err(ReadFault::Workbook)?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = sheets.into_iter().nth(sheet);
    let chosen = chosen.filter(|sheet| !sheet.rows.is_empty() || names.len() > 1);
    let sheet = chosen.ok_or(ReadFault::File(FileFault::Empty))?;
    let merged = sheet.merged.iter().map(|&(row, column, last_row, last_column)| Area {
        from: (row, column),
        to: (last_row, last_column),
    });
    let merged: Vec<Area> = merged.collect();
    Ok(Contents::Table(sheet_table(sheet.rows, &merged), names))
}

/// What is proposed for a file: the sheet with most rows, the headings, the columns.
pub fn guess_plan(bytes: &[u8]) -> (ImportPlan, Result<Contents, ReadFault>) {
    let first = read_contents(bytes, 0);
    let Ok(Contents::Table(_, names)) = &first else { return (ImportPlan::default(), first) };
    let rows = |contents: &Result<Contents, ReadFault>| match contents {
        Ok(Contents::Table(table, _)) => table.rows.len(),
        _ => 0,
    };
    let (mut sheet, mut best) = (0, first.clone());
    for other in 1..names.len() {
        let contents = read_contents(bytes, other);
        if rows(&contents) > rows(&best) {
            (sheet, best) = (other, contents);
        }
    }
    let mut plan = ImportPlan { sheet, ..ImportPlan::default() };
    if let Ok(Contents::Table(table, _)) = &best {
        let header = find_header(table);
        plan.heading_line = ImportPlan::heading_of(table);
        plan.fields = guess_columns(table, &header).iter().map(|column| column.field).collect();
    }
    (plan, best)
}

impl ImportPlan {
    /// The line with the headings, as it is guessed; 0 for none.
    #[must_use]
    pub fn heading_of(table: &Table) -> usize {
        let found = find_header(table).row;
        found.and_then(|row| table.rows.get(row)).map_or(0, |row| row.line)
    }

    /// The table without what stands in the columns that are left out.
    #[must_use]
    pub fn without_left_out(&self, mut table: Table) -> Table {
        for row in &mut table.rows {
            for at in &self.left_out {
                if let Some(cell) = row.cells.get_mut(*at) {
                    cell.clear();
                }
            }
        }
        table
    }

    /// The headings that the plan names, and the columns as they would be guessed.
    #[must_use]
    pub fn columns(&self, table: &Table) -> (Header, Vec<Column>) {
        let found = find_header(table);
        let named = |row: usize| table.rows.get(row).map_or(0, |row| row.line);
        let header = if found.row.map_or(0, named) == self.heading_line {
            found
        } else {
            header_at(table, self.heading_line)
        };
        let columns = guess_columns(table, &header);
        (header, columns)
    }
}

/// The headings on a line that a person named.
fn header_at(table: &Table, line: usize) -> Header {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let row = table.rows.iter().position(|row| row.line == line);
    let mut headings = row.map(|row| table.rows[row].cells.clone()).unwrap_or_default();
    headings.resize(width, String::new());
    Header { row, first: row.map_or(0, |row| row + 1), headings }
}
