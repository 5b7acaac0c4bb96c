//! What the columns of a file hold: guessed from their heads.

use std::collections::BTreeMap;

use hikeshi_i18n::{Words, plain as without_readings};
use hikeshi_inventory::Row;
use hikeshi_risk::{RiskModel, plain};

use crate::field::Field;

/// So many rows from the top are looked at for heads.
const LOOKED_AT: usize = 40;
/// So many columns must be known for a row to be the heads.
const ENOUGH: usize = 2;

/// Where the heads stand, and which column holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    /// Rows of the table up to and including the heads.
    pub rows: usize,
    /// Names of what a column holds, by its number from 0.
    pub columns: BTreeMap<usize, String>,
    /// Heads that nobody knows: their columns are left out, and the person is told.
    pub unknown: Vec<String>,
}

/// The names of our own columns in all languages, as a file that we wrote has them.
#[derive(Debug, Clone, Default)]
pub struct OwnHeads(BTreeMap<String, &'static str>);

impl OwnHeads {
    /// Of these languages.
    #[must_use]
    pub fn of(all: &[Words]) -> Self {
        let mut heads = BTreeMap::new();
        for words in all {
            for field in Field::ALL {
                let head = words.t(&format!("risks-field-{}", field.name()));
                heads.insert(plain(&without_readings(&head)), field.name());
            }
            for (key, name) in [("risks-importance", "importance"), ("risks-value", "value")] {
                heads.insert(plain(&without_readings(&words.t(key))), name);
            }
        }
        Self(heads)
    }
}

/// Finds the heads: of the first rows the one, alone or with the row below it, that names most columns.
/// `None` if no row names enough of them, or none names the information.
#[must_use]
pub fn find_heads(model: &RiskModel, own: &OwnHeads, rows: &[Row]) -> Option<Heads> {
    let mut best: Option<Heads> = None;
    for at in 0..rows.len().min(LOOKED_AT) {
        for taken in 1..=2 {
            let Some(part) = rows.get(at..at + taken) else { continue };
            let heads = heads_of(model, own, part, at + taken);
            let known = heads.columns.len();
            let better = best.as_ref().is_none_or(|best| known > best.columns.len());
            let named = heads.columns.values().any(|name| name == Field::Name.name());
            if named && known >= ENOUGH && better {
                best = Some(heads);
            }
        }
    }
    best
}

fn heads_of(model: &RiskModel, own: &OwnHeads, part: &[Row], rows: usize) -> Heads {
    let (mut columns, mut unknown) = (BTreeMap::new(), Vec::new());
    let width = part.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for column in 0..width {
        let cells = part.iter().filter_map(|row| row.cells.get(column));
        let cells: Vec<&String> = cells.filter(|cell| !cell.is_empty()).collect();
        // The lower head is the finer one: "evaluation" above, "confidentiality" below.
        let name = cells.iter().rev().find_map(|cell| name_of(model, own, cell));
        match name {
            Some(name) if !columns.values().any(|other| *other == name) => {
                columns.insert(column, name);
            }
            _ => unknown.extend(cells.last().map(|cell| (*cell).clone())),
        }
    }
    Heads { rows, columns, unknown }
}

fn name_of(model: &RiskModel, own: &OwnHeads, cell: &str) -> Option<String> {
    let ours = own.0.get(&plain(cell)).map(|name| (*name).to_owned());
    ours.or_else(|| model.column(cell).map(str::to_owned))
}
