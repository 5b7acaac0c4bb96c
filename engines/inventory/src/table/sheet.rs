//! Tables of spreadsheet programs: cells that were merged say the same for all that they cover.

use super::{Row, Table};
use crate::value::clean_cell;

/// Cells that were merged into one; rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row and column.
    pub from: (usize, usize),
    /// Last row and column.
    pub to: (usize, usize),
}

/// The rows of a sheet. `cells` begins with the first row of the sheet, so that line numbers are
/// those that the program shows. What stands in merged cells counts for each row that they cover,
/// in the first column only: a department written once beside five machines is the department of
/// all five, a title over the whole width stays one cell.
#[must_use]
pub fn sheet_table(mut cells: Vec<Vec<String>>, merged: &[Area]) -> Table {
    for area in merged {
        let (row, column) = area.from;
        let Some(text) = cells.get(row).and_then(|row| row.get(column)).cloned() else { continue };
        let last = area.to.0.min(cells.len().saturating_sub(1));
        for row in cells.iter_mut().take(last + 1).skip(row + 1) {
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if row[column].is_empty() {
                row[column].clone_from(&text);
            }
        }
    }
    let rows = (1..).zip(cells).map(|(line, cells)| {
        Row::judged(line, cells.iter().map(|cell| clean_cell(cell)).collect(), None)
    });
    Table { rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_count_for_each_row_and_a_title_stays_one_cell() {
        let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        let cells = vec![
            row(&["List", "", ""]),
            row(&["Dept", "PC", "Serial"]),
            row(&["Sales", "PC-1", "S1"]),
            row(&["", "PC-2", "S2"]),
            row(&[]),
        ];
        let merged = [
            Area { from: (0, 0), to: (0, 2) },
            Area { from: (2, 0), to: (4, 0) },
            Area { from: (9, 9), to: (99, 9) },
        ];
        let table = sheet_table(cells, &merged);
        assert_eq!(table.rows[0].filled().count(), 1);
        assert_eq!(table.rows[3].cells, ["Sales", "PC-2", "S2"]);
        assert_eq!(table.rows[4].cells, ["Sales"]);
        assert_eq!(table.rows[3].line, 4);
    }
}
