//! Workbooks from outside.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use std::io::{Cursor, Read as _, Write as _};

use hikeshi_office::{IncomingFault, SheetLimits, read_workbook};
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

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
    assert!(matches!(
        read_workbook(&bytes[..bytes.len() / 2], LIMITS),
        Err(IncomingFault::Broken(_))
    ));
}

#[test]
fn numbers_come_as_their_program_shows_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (format, number)) in
        [("0000", 12.0), ("\"PC-\"000", 13.0), ("#,##0", 5.0), ("0.00", 2.0), ("0000", -4.0)]
            .into_iter()
            .enumerate()
    {
        let format = Format::new().set_num_format(format);
        let row = u32::try_from(row).unwrap();
        sheet.write_number_with_format(row, 0, number, &format).unwrap();
        sheet.write_number(row, 1, number).unwrap();
    }
    let format = Format::new().set_num_format("000");
    sheet.write_formula_with_format(5, 0, Formula::new("=3+4").set_result("7"), &format).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let sheet = read_workbook(&bytes, LIMITS).unwrap().remove(0);
    let shown: Vec<&str> = sheet.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(shown, ["0012", "PC-013", "5", "2", "-4", "007"]);
    let plain: Vec<&str> = sheet.rows[..5].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(plain, ["12", "13", "5", "2", "-4"]);
}

/// The workbook as a program writes it that computes nothing: without the result `lost`.
fn without_result(bytes: &[u8], lost: &str) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.contains("worksheets/") {
            let text = String::from_utf8(content).unwrap();
            let value = format!("<v>{lost}</v>");
            assert!(text.contains(&value), "{text}");
            content = text.replace(&value, "").into_bytes();
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_formula_without_a_stored_result_is_named_and_has_no_text() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "name").unwrap();
    sheet.write_formula(1, 0, Formula::new("=1+2").set_result("77")).unwrap();
    sheet.write_formula(1, 2, Formula::new("=3+4").set_result("8")).unwrap();
    let bytes = without_result(&book.save_to_buffer().unwrap(), "77");
    let sheet = read_workbook(&bytes, LIMITS).unwrap().remove(0);
    assert_eq!(sheet.formulas, [(1, 0), (1, 2)]);
    assert_eq!(sheet.rows[1], ["", "", "8"]);
}
