//! A table to go on working with: one row a thing, nothing merged, so that it can be read again.

use jiff::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, XlsxError,
};

use crate::{document::OfficeError, text::clean};

/// The most characters that the format holds in a cell.
const CELL: usize = 32_767;
/// Widths of columns in characters.
const NARROW: usize = 8;
const WIDE: usize = 40;
/// Rows that decide how wide a column is.
const LOOKED_AT: usize = 200;

/// A workbook of one table; the first row holds the headings. Every cell is a text: nothing becomes
/// a formula, a link or a number. The same table made at the same time is the same bytes.
///
/// # Errors
/// [`OfficeError`] if the format cannot hold it, such as more than a million rows.
pub fn plain_table(
    name: &str,
    rows: &[Vec<String>],
    made_at: Timestamp,
) -> Result<Vec<u8>, OfficeError> {
    write(name, rows, made_at).map_err(|error| OfficeError(error.to_string()))
}

fn write(name: &str, rows: &[Vec<String>], made_at: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.as_second())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let cell = Format::new().set_align(FormatAlign::Top).set_num_format("@");
    let page = book.add_worksheet();
    let name: String = clean(name).chars().filter(|c| !"[]:*?/\\\n'".contains(*c)).take(30).collect();
    page.set_name(if name.is_empty() { "Sheet" } else { &name })?;
    page.set_freeze_panes(1, 0)?;
    for (line, cells) in (0..).zip(rows) {
        let format = if line == 0 { &head } else { &cell };
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            let text: String = clean(text).chars().take(CELL).collect();
            page.write_string_with_format(line, column, text, format)?;
        }
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if let (Ok(last), Ok(right)) = (u32::try_from(rows.len()), u16::try_from(columns)) {
        let (last, right) = (last.saturating_sub(1), right.saturating_sub(1));
        page.ignore_error_range(0, 0, last, right, IgnoreError::NumberStoredAsText)?;
    }
    for column in 0..columns {
        let widths = rows.iter().take(LOOKED_AT).filter_map(|row| row.get(column)).map(|text| {
            text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>() + 2
        });
        let width = widths.max().unwrap_or(NARROW).clamp(NARROW, WIDE);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        page.set_column_width(column, u32::try_from(width).map_or(10.0, f64::from))?;
    }
    book.save_to_buffer()
}
