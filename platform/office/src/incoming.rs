//! Workbooks from outside, as rows of texts. Nothing in them is ever computed: of a formula the
//! value that was stored with it is taken, and the cell is named.

mod shown;

use std::{
    collections::HashMap,
    io::{Cursor, Read as _},
};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetVisible, Style, Xlsx, XlsxError};
use shown::Shown;
use zip::ZipArchive;

/// The most bytes of all parts of a workbook together, unpacked.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most parts.
const MOST_PARTS: usize = 2_000;
/// The most cells that hold something, on all sheets together.
const MOST_CELLS: usize = 2_000_000;

/// How much of a workbook is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLimits {
    /// The most sheets.
    pub sheets: usize,
    /// The last row that may hold something.
    pub rows: usize,
    /// The last column that may hold something.
    pub columns: usize,
}

/// A sheet of a workbook from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingSheet {
    /// Its name.
    pub name: String,
    /// Whether people do not see it in their program.
    pub hidden: bool,
    /// The rows from the first of the sheet; a row ends with its last cell that holds something.
    pub rows: Vec<Vec<String>>,
    /// Merged cells as (first row, first column, last row, last column), from 0.
    pub merged: Vec<(usize, usize, usize, usize)>,
    /// Cells with formulas, as (row, column), from 0. One that is empty has no stored result.
    pub formulas: Vec<(usize, usize)>,
}

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IncomingFault {
    /// No workbook, or a damaged one.
    #[error("the workbook is broken: {0}")]
    Broken(String),
    /// Protected with a password.
    #[error("the workbook is protected with a password")]
    Protected,
    /// Much larger when unpacked than any honest workbook.
    #[error("the workbook unpacks to more than is read")]
    Bomb,
    /// More sheets, rows or columns than are read.
    #[error("the workbook holds more than is read")]
    TooMuch,
}

/// Reads all sheets. Memory stays bounded whatever the file says about itself: parts are unpacked
/// once to be counted, and cells are taken one by one.
///
/// # Errors
/// [`IncomingFault`]
pub fn read_workbook(
    bytes: &[u8],
    limits: SheetLimits,
) -> Result<Vec<IncomingSheet>, IncomingFault> {
    check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > limits.sheets {
        return Err(IncomingFault::TooMuch);
    }
    let mut left = MOST_CELLS;
    let mut all = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet) {
        let mut read = IncomingSheet {
            hidden: sheet.visible != SheetVisible::Visible,
            ..IncomingSheet::default()
        };
        let merged = book.merge_cells_by_sheet_name(&sheet.name).map_err(fault)?;
        read.merged.extend(merged.into_iter().take(MOST_CELLS).map(|area| {
            let ((row, column), (last_row, last_column)) = (area.start, area.end);
            (row as usize, column as usize, last_row as usize, last_column as usize)
        }));
        let mut numbers: HashMap<(usize, usize), f64> = HashMap::new();
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(fault)?;
        let formats: Vec<Option<Shown>> = cells.styles().iter().map(shown_by).collect();
        let follows = formats.iter().any(Option::is_some);
        while let Some(cell) = cells.next_cell_with_formula().map_err(fault)? {
            let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
            let text = text_of(&cell.value);
            // A formula without a stored result is one whose value nobody knows; with an empty text it
            // is an empty cell.
            let unknown = cell.formula.is_some() && matches!(cell.value, DataRef::Empty);
            if text.is_empty() && !unknown {
                continue;
            }
            left = left.checked_sub(1).ok_or(IncomingFault::TooMuch)?;
            if row >= limits.rows || column >= limits.columns {
                return Err(IncomingFault::TooMuch);
            }
            if cell.formula.is_some() {
                read.formulas.push((row, column));
            }
            if let (true, Some(number)) = (follows, number_of(&cell.value)) {
                numbers.insert((row, column), number);
            }
            if !text.is_empty() {
                put(&mut read.rows, (row, column), text);
            }
        }
        drop(cells);
        if !numbers.is_empty() {
            // The reader says of a cell either its formula or its format: the formats come after.
            let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(fault)?;
            while let Some((row, column, style)) = cells.next_style_id().map_err(fault)? {
                let at = (row as usize, column as usize);
                let format = formats.get(style).and_then(Option::as_ref);
                let Some((format, number)) = format.zip(numbers.get(&at)) else { continue };
                if let Some(text) = format.text(*number) {
                    put(&mut read.rows, at, text);
                }
            }
        }
        read.name = sheet.name;
        all.push(read);
    }
    Ok(all)
}

fn put(rows: &mut Vec<Vec<String>>, (row, column): (usize, usize), text: String) {
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let cells = &mut rows[row];
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = text;
}

/// Unpacks everything once, counting: sizes that a file states about itself are not believed.
fn check(bytes: &[u8]) -> Result<(), IncomingFault> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(IncomingFault::Protected);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    if archive.len() > MOST_PARTS {
        return Err(IncomingFault::Bomb);
    }
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(fault)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(unpacked.map_err(fault)?).ok_or(IncomingFault::Bomb)?;
    }
    Ok(())
}

/// What a style adds to whole numbers.
fn shown_by(style: &Style) -> Option<Shown> {
    style.number_format.as_ref().and_then(|format| Shown::of(&format.format_code))
}

fn number_of(value: &DataRef<'_>) -> Option<f64> {
    match value {
        // Beyond this no format is followed.
        DataRef::Int(number) => i32::try_from(*number).ok().map(f64::from),
        DataRef::Float(number) => Some(*number),
        _ => None,
    }
}

/// A cell as its program shows it, nearly: whole numbers without a point, days as `YYYY-MM-DD`.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => time_of(time),
        DataRef::Error(error) => format!("{error}"),
        DataRef::Empty => String::new(),
    }
}

fn time_of(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, _, _) = time.to_ymd_hms_milli();
    if hour == 0 && minute == 0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}

fn fault(error: impl Into<Cause>) -> IncomingFault {
    error.into().0
}

/// What other crates say about a file.
struct Cause(IncomingFault);

impl From<XlsxError> for Cause {
    fn from(error: XlsxError) -> Self {
        Self(match error {
            XlsxError::Password => IncomingFault::Protected,
            other => IncomingFault::Broken(other.to_string()),
        })
    }
}

impl From<zip::result::ZipError> for Cause {
    fn from(error: zip::result::ZipError) -> Self {
        Self(IncomingFault::Broken(error.to_string()))
    }
}

impl From<std::io::Error> for Cause {
    fn from(error: std::io::Error) -> Self {
        Self(IncomingFault::Broken(error.to_string()))
    }
}
