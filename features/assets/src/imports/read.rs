//! The bytes of a file as a table or a list of things.

use std::collections::BTreeSet;

use hikeshi_inventory::{
    Area, Column, Field, FileFault, FileKind, Header, Inventory, Kind, MAX_CELLS, MAX_COLUMNS,
    MAX_LINES, ReadFile, Table, find_header, guess_columns, read_file, secret_columns, sheet_table,
};
use hikeshi_office::{IncomingFault, IncomingSheet, SheetLimits, read_workbook};
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
    /// The columns that may hold secrets, whatever the fields say, counted from 0.
    #[serde(default)]
    pub secret: Vec<usize>,
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
    let sheets = sheets_of(bytes)?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = sheets.into_iter().nth(sheet);
    let chosen = chosen.filter(|sheet| !sheet.rows.is_empty() || names.len() > 1);
    table_of(chosen.ok_or(ReadFault::File(FileFault::Empty))?, names)
}

fn sheets_of(bytes: &[u8]) -> Result<Vec<IncomingSheet>, ReadFault> {
    let limits = SheetLimits { sheets: MOST_SHEETS, rows: MAX_LINES, columns: MAX_COLUMNS };
    read_workbook(bytes, limits).map_err(ReadFault::Workbook)
}

fn table_of(sheet: IncomingSheet, names: Vec<String>) -> Result<Contents, ReadFault> {
    let merged = sheet.merged.iter().map(|&(row, column, last_row, last_column)| Area {
        from: (row, column),
        to: (last_row, last_column),
    });
    let merged: Vec<Area> = merged.collect();
    let table = sheet_table(sheet.rows, &merged).with_formulas(&sheet.formulas);
    if table.filled() > MAX_CELLS {
        return Err(ReadFault::File(FileFault::TooManyCells { limit: MAX_CELLS }));
    }
    Ok(Contents::Table(table, names))
}

/// What is proposed for a file: the sheet with most rows of those that people see, the headings, the
/// columns. A workbook is read once.
pub fn guess_plan(bytes: &[u8]) -> (ImportPlan, Result<Contents, ReadFault>) {
    let (sheet, contents) = match read_file(bytes).map_err(ReadFault::File) {
        Ok(ReadFile::Workbook) => match longest_sheet(bytes) {
            Ok((sheet, contents)) => (sheet, Ok(contents)),
            Err(fault) => (0, Err(fault)),
        },
        Ok(ReadFile::Table(table)) => (0, Ok(Contents::Table(table, Vec::new()))),
        Ok(ReadFile::Inventory(inventory)) => (0, Ok(Contents::Inventory(inventory))),
        Err(fault) => (0, Err(fault)),
    };
    let mut plan = ImportPlan { sheet, ..ImportPlan::default() };
    if let Ok(Contents::Table(table, _)) = &contents {
        plan.heading_line = ImportPlan::heading_of(table);
        plan.propose(table);
    }
    (plan, contents)
}

/// The sheet with most rows, the first among equals; a hidden one only where the others are empty.
fn longest_sheet(bytes: &[u8]) -> Result<(usize, Contents), ReadFault> {
    let mut sheets = sheets_of(bytes)?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let rows = |at: &usize| sheets[*at].rows.iter().filter(|row| !row.is_empty()).count();
    let best = (0..sheets.len())
        .filter(|at| rows(at) > 0)
        .max_by_key(|at| (!sheets[*at].hidden, rows(at), std::cmp::Reverse(*at)));
    let best = best.ok_or(ReadFault::File(FileFault::Empty))?;
    Ok((best, table_of(sheets.swap_remove(best), names)?))
}

impl ImportPlan {
    /// Takes over what is guessed of a table. A column that may hold secrets is secret until somebody
    /// says otherwise who may see them.
    pub fn propose(&mut self, table: &Table) {
        self.fields = self.columns(table).1.iter().map(|column| column.field).collect();
        self.left_out.clear();
        self.secret.extend(self.guarded(table));
        self.secret.sort_unstable();
        self.secret.dedup();
        for at in &self.secret {
            if let Some(field) = self.fields.get_mut(*at)
                && !field.is_some_and(Field::is_secret)
            {
                *field = Some(Field::Password);
            }
        }
    }

    /// The columns that may hold secrets: by a heading anywhere, by the plan, or by an earlier one.
    #[must_use]
    pub fn guarded(&self, table: &Table) -> BTreeSet<usize> {
        let is_secret = |field: &Option<Field>| field.is_some_and(Field::is_secret);
        let guessed: Vec<Option<Field>> =
            self.columns(table).1.iter().map(|column| column.field).collect();
        let by_field = |fields: &[Option<Field>]| -> Vec<usize> {
            (0..).zip(fields).filter(|(_, field)| is_secret(field)).map(|(at, _)| at).collect()
        };
        let mut all = secret_columns(table);
        all.extend(by_field(&guessed));
        all.extend(by_field(&self.fields));
        all.extend(&self.secret);
        all
    }

    /// Whether a column is taken in so that everybody who sees the ledger sees it.
    #[must_use]
    pub fn is_open(&self, at: usize) -> bool {
        let field = self.fields.get(at).copied().flatten();
        !self.left_out.contains(&at) && !field.is_some_and(Field::is_secret)
    }

    /// Reads columns as an earlier plan did.
    pub fn close_again(&mut self, columns: &[usize], old: &Self) {
        for at in columns {
            if self.fields.len() <= *at {
                self.fields.resize(at + 1, None);
            }
            self.fields[*at] = old.fields.get(*at).copied().flatten();
            if old.left_out.contains(at) {
                self.left_out.push(*at);
            }
        }
    }

    /// The first column that may hold secrets.
    #[must_use]
    pub fn first_secret(&self) -> Option<usize> {
        let by_field = self.fields.iter().position(|field| field.is_some_and(Field::is_secret));
        self.secret.iter().copied().chain(by_field).min()
    }

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
