//! The table in a file.

use hikeshi_casefile::{Reason, text_within};
use hikeshi_inventory::{Area, MAX_COLUMNS, Row, read_text, sheet_table};
use hikeshi_office::{IncomingFault, SheetLimits, read_workbook};
use hikeshi_risk::RiskModel;

use super::columns::{Heads, OwnHeads, find_heads};
use crate::ledger::MOST_ROWS;

/// The largest file.
pub const MAX_LEDGER_BYTES: usize = 10 * 1024 * 1024;
/// The last row of a file that may hold something: the ledger, its heads and explanations.
const LAST_ROW: usize = MOST_ROWS + 1000;
/// The most sheets.
const MOST_SHEETS: usize = 60;

/// The table of a file, with the heads that were found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerTable {
    /// The sheet that it stands on; empty for a text.
    pub sheet: String,
    /// Where the heads are.
    pub heads: Heads,
    /// The rows below the heads.
    pub rows: Vec<Row>,
    /// Cells with formulas among them, as (line, column from 0): their stored value counts.
    pub formulas: Vec<(usize, usize)>,
}

/// Why no table was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerFault {
    /// Nothing stands in the file.
    Empty,
    /// It is no text and no workbook.
    NotATable,
    /// It is protected with a password, or of the old form.
    Protected,
    /// It is damaged.
    Broken,
    /// It holds more than a ledger may.
    TooMuch,
    /// No row names the columns.
    NoHeads,
}

impl LedgerFault {
    /// The name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotATable => "not-a-table",
            Self::Protected => "protected",
            Self::Broken => "broken",
            Self::TooMuch => "too-much",
            Self::NoHeads => "no-heads",
        }
    }
}

/// Finds the table: of a workbook, on the sheet whose heads name most columns.
///
/// # Errors
/// [`LedgerFault`].
pub fn read_ledger(
    model: &RiskModel,
    own: &OwnHeads,
    bytes: &[u8],
) -> Result<LedgerTable, LedgerFault> {
    if bytes.len() > MAX_LEDGER_BYTES {
        return Err(LedgerFault::TooMuch);
    }
    let tables = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        of_workbook(bytes)?
    } else {
        let text = text_within(bytes, MAX_LEDGER_BYTES).map_err(|reason| match reason {
            Reason::EmptyFile => LedgerFault::Empty,
            _ => LedgerFault::NotATable,
        })?;
        vec![(String::new(), read_text(&text).rows, Vec::new())]
    };
    let mut best: Option<LedgerTable> = None;
    for (sheet, mut rows, formulas) in tables {
        let Some(heads) = find_heads(model, own, &rows) else { continue };
        let known = heads.columns.len();
        if best.as_ref().is_none_or(|best| known > best.heads.columns.len()) {
            rows.drain(..heads.rows);
            best = Some(LedgerTable { sheet, heads, rows, formulas });
        }
    }
    let best = best.ok_or(LedgerFault::NoHeads)?;
    if best.rows.len() > LAST_ROW {
        return Err(LedgerFault::TooMuch);
    }
    Ok(best)
}

type SheetRows = (String, Vec<Row>, Vec<(usize, usize)>);

fn of_workbook(bytes: &[u8]) -> Result<Vec<SheetRows>, LedgerFault> {
    let limits = SheetLimits { sheets: MOST_SHEETS, rows: LAST_ROW, columns: MAX_COLUMNS };
    let sheets = read_workbook(bytes, limits).map_err(|fault| match fault {
        IncomingFault::Protected => LedgerFault::Protected,
        IncomingFault::Broken(_) => LedgerFault::Broken,
        IncomingFault::Bomb | IncomingFault::TooMuch => LedgerFault::TooMuch,
    })?;
    let rows = sheets.into_iter().filter(|sheet| !sheet.hidden).map(|sheet| {
        let merged =
            sheet.merged.iter().map(|area| Area { from: (area.0, area.1), to: (area.2, area.3) });
        let merged: Vec<Area> = merged.collect();
        let formulas = sheet.formulas.iter().map(|(row, column)| (row + 1, *column)).collect();
        (sheet.name, sheet_table(sheet.rows, &merged).rows, formulas)
    });
    Ok(rows.collect())
}
