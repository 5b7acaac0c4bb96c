//! The row in which the headings stand: titles, dates and notes may stand above it.

use std::collections::BTreeSet;

use crate::{Field, Table, value::folded, words};

/// Rows in which the headings are looked for.
const LOOKED_AT: usize = 30;

/// Where the headings are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// Index of the row; `None` for a table without headings.
    pub row: Option<usize>,
    /// Index of the first row of data.
    pub first: usize,
    /// The headings; a table without any has empty ones.
    pub headings: Vec<String>,
}

/// Finds the row with most headings that are known. A second row below it belongs to it where it
/// fills what merged headings leave open. Without a known heading, the first row with several short
/// texts and no number is taken for headings; a table of one row has none.
#[must_use]
pub fn find_header(table: &Table) -> Header {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let looked_at = table.rows.iter().take(LOOKED_AT);
    let best = looked_at
        .enumerate()
        .map(|(at, row)| (known(&row.cells).len(), at))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)));
    let at = match best {
        Some((count, at)) if count >= 2 || width <= 2 => Some(at),
        _ => plain_header(table).or(best.map(|(_, at)| at)),
    };
    let Some(at) = at else {
        return Header { row: None, first: 0, headings: vec![String::new(); width] };
    };
    let mut headings = table.rows[at].cells.clone();
    headings.resize(width, String::new());
    let second = table.rows.get(at + 1).filter(|second| is_second(&headings, &second.cells));
    if let Some(second) = second {
        for (heading, below) in headings.iter_mut().zip(&second.cells) {
            let says_more = !below.is_empty() && words::heading(&folded(below)).is_some();
            if heading.is_empty() || says_more {
                heading.clone_from(below);
            }
        }
    }
    Header { row: Some(at), first: at + 1 + usize::from(second.is_some()), headings }
}

/// The fields that a row's cells are headings of.
fn known(cells: &[String]) -> BTreeSet<Field> {
    cells.iter().filter_map(|cell| words::heading(&folded(cell))).collect()
}

/// Whether a row goes on with the headings: it names fields where the row above is empty or covers
/// several columns, and holds nothing that is no heading or repetition.
fn is_second(headings: &[String], cells: &[String]) -> bool {
    let mut new = 0;
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let above = headings.get(at).map_or("", String::as_str);
        if above == cell {
            continue;
        }
        if words::heading(&folded(cell)).is_none() {
            return false;
        }
        new += 1;
    }
    new >= 2
}

/// A row of at least two short texts without digits, with a row of as many cells below it.
fn plain_header(table: &Table) -> Option<usize> {
    let mut rows = table.rows.iter().take(LOOKED_AT).enumerate();
    let (at, row) = rows.find(|(_, row)| row.filled().count() >= 2)?;
    let is_word = |cell: &str| cell.chars().count() <= 20 && !cell.chars().any(char::is_numeric);
    let below = table.rows.get(at + 1).map_or(0, |below| below.filled().count());
    (row.filled().all(is_word) && below > 0).then_some(at)
}

/// Whether a row says the headings again, as printed lists do on each page.
pub(crate) fn is_repeated(headings: &[String], cells: &[String]) -> bool {
    let mut same = 0;
    for (heading, cell) in headings.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        if folded(heading) != folded(cell) {
            return false;
        }
        same += 1;
    }
    same >= 2
}
