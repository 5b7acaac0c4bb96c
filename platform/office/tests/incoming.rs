//! Workbooks from outside.

use hikeshi_office::{IncomingFault, SheetLimits, read_workbook};
use rust_xlsxwriter::{Format, Formula, Workbook};

const LIMITS: SheetLimits = SheetLimits { sheets: 10, rows: 1000, columns: 50 };

#[test]
fn cells_come_as_texts_formulas_are_named_and_never_computed() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("PCs").unwrap();
    let day = Format::new().set_num_format("yyyy/m/d");
    sheet.merge_range(0, 0, 0, 2, "List", &Format::new()).unwrap();
    sheet.write_string(2, 0, "PC-1").unwrap();
    sheet.write_number(2, 1, 12_345.0).unwrap();
    sheet.write_number_with_format(2, 2, 46_082.0, &day).unwrap();
    sheet.write_formula(3, 0, Formula::new("=1+1").set_result("7")).unwrap();
    book.add_worksheet().set_hidden(true).write_string(0, 0, "kept").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let sheets = read_workbook(&bytes, LIMITS).unwrap();
    assert_eq!((sheets.len(), sheets[0].name.as_str(), sheets[1].hidden), (2, "PCs", true));
    assert_eq!(sheets[0].rows[2], ["PC-1", "12345", "2026-03-01"]);
    assert_eq!(sheets[0].rows[3], ["7"], "the value that came with it");
    assert_eq!(sheets[0].formulas, [(3, 0)]);
    assert_eq!(sheets[0].merged, [(0, 0, 0, 2)]);
}

#[test]
fn a_cell_far_away_and_bytes_that_are_no_workbook_are_refused() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(1_000_000, 16_000, "x").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read_workbook(&bytes, LIMITS), Err(IncomingFault::TooMuch));
    assert!(matches!(read_workbook(b"PK\x03\x04no", LIMITS), Err(IncomingFault::Broken(_))));
    assert!(matches!(read_workbook(&bytes[..bytes.len() / 2], LIMITS), Err(IncomingFault::Broken(_))));
}
