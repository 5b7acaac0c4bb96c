//! Tables as text: comma, tab or semicolon between the cells, quotation marks around some.

use super::{Row, RowFault, Table};
use crate::value::clean_cell;

/// Lines from which the separator is guessed.
const LOOKED_AT: usize = 50;
/// A quoted cell that goes over more lines than this was never closed.
const LONGEST_QUOTE: usize = 60;

/// The rows of a text. The separator is the one that gives most rows the same number of cells.
/// A quotation mark that is opened and not closed spoils its own line only, which says so.
#[must_use]
pub fn read_text(text: &str) -> Table {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let separator = separator_of(&lines);
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        // The end of the last line is no row.
        if line.is_empty() && at + 1 == lines.len() {
            break;
        }
        let (row, taken) = row_at(&lines, at, separator);
        rows.push(row);
        at += taken;
    }
    Table { rows }
}

/// The row that begins at a line, and over how many lines it goes.
fn row_at(lines: &[&str], at: usize, separator: char) -> (Row, usize) {
    let mut text = String::new();
    for (taken, line) in lines[at..].iter().take(LONGEST_QUOTE).enumerate() {
        if taken > 0 {
            text.push('\n');
        }
        text.push_str(line);
        if let Some(cells) = cells_of(&text, separator) {
            return (Row::judged(at + 1, cells, None), taken + 1);
        }
    }
    let cells = lines[at].split(separator).map(|cell| clean_cell(&cell.replace('"', "")));
    (Row::judged(at + 1, cells.collect(), Some(RowFault::OpenQuote)), 1)
}

/// The cells of a text; `None` while a quotation mark is open.
fn cells_of(text: &str, separator: char) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = cells.len() - 1;
        let cell = &mut cells[last];
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            // A mark within a cell, such as inches, is a letter.
            '"' if cell.trim().is_empty() => quoted = true,
            letter if letter == separator && !quoted => cells.push(String::new()),
            letter => cell.push(letter),
        }
    }
    (!quoted).then(|| cells.iter().map(|cell| clean_cell(&unguarded(cell))).collect())
}

/// Excel's way to keep digits as they are: `="00123"` means the text 00123. Ours to keep a text from
/// becoming a formula: `'=1+1` means the text =1+1.
fn unguarded(cell: &str) -> String {
    let plain = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    let cell = plain.unwrap_or(cell);
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(cell).to_owned()
}

/// The separator of most lines.
fn separator_of(lines: &[&str]) -> char {
    let looked_at = lines.iter().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let looked_at: Vec<&&str> = looked_at.collect();
    let score = |separator: char| {
        let counts: Vec<usize> =
            looked_at.iter().map(|line| outside_quotes(line, separator)).collect();
        let usual = counts.iter().filter(|count| **count > 0).max_by_key(|count| {
            counts.iter().filter(|other| other == count).count() * 1000 + **count
        });
        usual.map_or((0, 0), |usual| {
            (counts.iter().filter(|count| *count == usual).count() * usual.min(&20), *usual)
        })
    };
    let best = [',', '\t', ';', '|'].into_iter().rev().max_by_key(|separator| score(*separator));
    best.unwrap_or(',')
}

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for letter in line.chars() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == separator && !quoted {
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read_text(text).rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn every_usual_separator_is_found() {
        for separator in [",", "\t", ";", "|"] {
            let text = ["name,serial,place", "a,\"1,2; 3\t4|\",x", "b,2,y"].join("\n");
            let own = text.replace(',', separator).replace("1;2", "1,2");
            assert_eq!(cells(&own)[2], ["b", "2", "y"], "{separator:?}");
        }
    }

    #[test]
    fn a_quoted_cell_goes_over_lines_and_the_rows_keep_their_line_numbers() {
        let table = read_text("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n\r\n15\" wide,=\"007\"\r\n");
        let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 4, 5]);
        assert_eq!(table.rows[1].cells, ["x\ny", "say \"hi\""]);
        assert_eq!(table.rows[3].cells, ["15\" wide", "007"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_spoils_its_own_line_only() {
        let table = read_text("a,b\n\"x,1\ny,2\nz,3");
        assert_eq!(table.rows[1].fault, Some(RowFault::OpenQuote));
        assert_eq!(table.rows[1].cells, ["x", "1"]);
        assert_eq!(table.rows[2].cells, ["y", "2"]);
        assert_eq!(table.rows.len(), 4);
    }
}
