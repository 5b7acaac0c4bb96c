//! Tables for printing and for copying from, as xlsx.

mod format;
mod piece;

use jiff::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError, utility,
};

use crate::{document::OfficeError, text::clean};
use format::{Formats, for_running_line};
use piece::{lines_of, pieces};

/// A4 in the numbering of the format.
const A4: u8 = 9;
/// Lines that one row may take: a row higher than 409 points would hide the rest.
const ROW_LINES: usize = 24;
/// Height of a line of text in points.
const LINE_POINTS: f64 = 15.0;

/// One sheet: a title, notes, and a table with a head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name on the tab; what the format forbids in it is left out, and it is made unique.
    pub name: String,
    /// First line, small: what to know before all else; may be empty.
    pub first: String,
    /// Line below it, large.
    pub title: String,
    /// Lines below it: for whom, when, what is to be checked.
    pub notes: Vec<String>,
    /// Heads of the columns; they come again on every printed page.
    pub head: Vec<String>,
    /// Widths of the columns in characters.
    pub widths: Vec<u16>,
    /// The cells. A text too long for one row goes on in the next. A row of one cell, where the table
    /// has more columns, is a heading over all of them.
    pub rows: Vec<Vec<String>>,
    /// Printed above every page, such as the state of the paper.
    pub running: String,
}

/// A workbook of these sheets. Every cell is text; there is no formula and no link. The same sheets
/// made at the same time are the same bytes.
///
/// # Errors
/// [`OfficeError`] if the format cannot hold it, such as more than a million rows.
pub fn workbook(sheets: &[Sheet], made_at: Timestamp) -> Result<Vec<u8>, OfficeError> {
    write(sheets, made_at).map_err(|error| OfficeError(error.to_string()))
}

fn write(sheets: &[Sheet], made_at: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.as_second())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let formats = Formats::new();
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = unique(&sheet.name, &names);
        let page = book.add_worksheet();
        page.set_name(&name)?;
        set_page(page, &sheet.running);
        fill(page, sheet, &formats)?;
        names.push(name);
    }
    book.save_to_buffer()
}

/// How the sheet comes out of a printer: A4, as wide as the paper, pages numbered.
fn set_page(page: &mut Worksheet, running: &str) {
    page.set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.55, 0.55, 0.75, 0.7, 0.35, 0.35)
        .set_header(format!("&R&9{}", for_running_line(running)))
        .set_footer("&C&9&P / &N");
}

fn fill(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    for (column, &width) in (0..).zip(&sheet.widths) {
        page.set_column_width(column, f64::from(width))?;
    }
    let mut row = 0;
    let above = [(&sheet.first, &formats.note, 1.0), (&sheet.title, &formats.title, 1.7)];
    let noted = sheet.notes.iter().map(|note| (note, &formats.note, 1.0));
    for (text, format, size) in above.into_iter().chain(noted).filter(|(text, ..)| !text.is_empty())
    {
        row = across(page, row, (text, sheet), (format, size))?;
    }
    row += 1;
    for (column, head) in (0..).zip(&sheet.head) {
        page.write_string_with_format(row, column, clean(head), &formats.head)?;
    }
    page.set_repeat_rows(row, row)?.set_freeze_panes(row + 1, 0)?;
    for cells in &sheet.rows {
        row = match cells.as_slice() {
            [heading] if sheet.widths.len() > 1 => {
                across(page, row + 1, (heading, sheet), (&formats.head, 1.2))? - 1
            }
            _ => table_row(page, row + 1, (cells, sheet), formats)?,
        };
    }
    Ok(())
}

/// A line over the whole width; returns the next row. A very long one takes several rows.
fn across(
    page: &mut Worksheet,
    mut row: u32,
    (text, sheet): (&str, &Sheet),
    (format, size): (&rust_xlsxwriter::Format, f64),
) -> Result<u32, XlsxError> {
    let all: u16 = sheet.widths.iter().sum();
    // One character less: the words break a little before the edge.
    let width = (f64::from(all.saturating_sub(1)) / size).max(1.0) as usize;
    let last = u16::try_from(sheet.widths.len().saturating_sub(1)).unwrap_or_default();
    for piece in pieces(&clean(text), width, ROW_LINES / 2) {
        let lines = u32::try_from(lines_of(&piece, width)).unwrap_or(1);
        page.set_row_height(row, f64::from(lines) * LINE_POINTS * size + 2.0)?;
        if last > 0 {
            page.merge_range(row, 0, row, last, &piece, format)?;
        } else {
            page.write_string_with_format(row, 0, piece, format)?;
        }
        row += 1;
    }
    Ok(row)
}

/// One row of the table, with further rows for what is too long; returns the last row.
fn table_row(
    page: &mut Worksheet,
    first: u32,
    (cells, sheet): (&[String], &Sheet),
    formats: &Formats,
) -> Result<u32, XlsxError> {
    let widths: Vec<usize> = sheet.widths.iter().map(|&width| text_width(width)).collect();
    let split = widths.iter().enumerate().map(|(column, &width)| {
        let text = cells.get(column).map_or("", String::as_str);
        pieces(&clean(text), width, ROW_LINES)
    });
    let split: Vec<Vec<String>> = split.collect();
    let rows = split.iter().map(Vec::len).max().unwrap_or(1);
    for (row, index) in (first..).zip(0..rows) {
        let cells = split.iter().zip(&widths);
        let lines = cells.filter_map(|(texts, &width)| Some(lines_of(texts.get(index)?, width)));
        page.set_row_height(row, height_of(lines.max().unwrap_or(1)))?;
        for (column, texts) in (0..).zip(&split) {
            let text = texts.get(index).map_or("", String::as_str);
            page.write_string_with_format(row, column, text, formats.cell(text))?;
            page.ignore_error(row, column, IgnoreError::NumberStoredAsText)?;
        }
    }
    Ok(first + u32::try_from(rows).unwrap_or(1) - 1)
}

/// Columns of text that stay inside a column of the sheet: words break a little before its edge, and
/// a machine may have a wider font.
fn text_width(width: u16) -> usize {
    usize::from(width.saturating_sub(3)).max(2)
}

/// The height of a row in points. It is written, as not every program measures rows by itself.
fn height_of(lines: usize) -> f64 {
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    f64::from(lines) * LINE_POINTS + 4.0
}

/// A name for a tab: at most 31 characters, without what the format forbids, unlike the others.
fn unique(wanted: &str, taken: &[String]) -> String {
    let name: String = clean(wanted)
        .chars()
        .map(|c| if "[]:*?/\\\n".contains(c) { ' ' } else { c })
        .take(26)
        .collect();
    let name = name.trim_matches(['\'', ' ']);
    let name = if utility::check_sheet_name(name).is_ok() { name } else { "Sheet" };
    let is_taken =
        |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !is_taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tabs_are_allowed_and_differ() {
        let mut names = Vec::new();
        for wanted in ["a/b:[c]", "A B  C ", "", "'", "History", &"x".repeat(80)] {
            names.push(unique(wanted, &names));
        }
        assert!(names.iter().all(|name| utility::check_sheet_name(name).is_ok()), "{names:?}");
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }
}
