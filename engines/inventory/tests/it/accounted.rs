//! Damaged files: what is broken is named by its line, the rest is taken.

use hikeshi_inventory::{
    FileFault, MAX_BYTES, MAX_CELLS, MAX_LINES, MAX_OWN, MAX_ROWS, Remark, WhyBad, find_header,
    guess_columns, heading_lines, read_file, secret_columns, sheet_table,
};
use proptest::prelude::*;

use crate::{read, table};

#[test]
fn broken_rows_are_named_by_line_and_keep_their_cells() {
    let (_, reading) = read(&table("broken.sjis.csv"));
    let bad: Vec<_> = reading.bad.iter().map(|row| (row.line, row.why)).collect();
    assert_eq!(bad, [(3, WhyBad::OpenQuote), (4, WhyBad::MoreCells), (6, WhyBad::BrokenLetters)]);
    assert_eq!(reading.bad[0].cells, ["mf-pc-02", "S0000002", "001A.2B3C.4D5F", "L15"]);
    assert_eq!(reading.taken.len(), 2 + 54);
    let two = &reading.taken[1];
    assert!(two.own.iter().any(|(_, value)| value.contains("4D:61")), "the second address stays");
}

#[test]
fn what_is_no_list_is_refused_with_a_reason() {
    assert_eq!(read_file(b""), Err(FileFault::Empty));
    assert_eq!(read_file(b"  \n \n"), Err(FileFault::Empty));
    assert_eq!(read_file(b"\xD0\xCF\x11\xE0rest"), Err(FileFault::OldWorkbook));
    assert_eq!(read_file(&[0, 159, 146, 150, 0, 0, 1, 2, 3, 0, 0]), Err(FileFault::NotText));
    let large = vec![b'a'; MAX_BYTES + 1];
    assert_eq!(read_file(&large), Err(FileFault::TooLarge { limit: MAX_BYTES }));
    assert_eq!(read_file(b"%PDF-1.7\nno,list\n"), Err(FileFault::NotText));
    let whole = "a,b\n".repeat(MAX_ROWS + 1);
    assert!(read_file(whole.as_bytes()).is_ok(), "headings stand above as many rows as are read");
    let wide = format!("{}\n", "x,".repeat(150)).repeat(4_000);
    assert_eq!(read_file(wide.as_bytes()), Err(FileFault::TooManyCells { limit: MAX_CELLS }));
    let empty = ",".repeat(5_000_000);
    assert_eq!(read_file(empty.as_bytes()), Err(FileFault::TooManyCells { limit: MAX_CELLS }));
    let long = "a,b\n".repeat(MAX_LINES + 1);
    assert_eq!(read_file(long.as_bytes()), Err(FileFault::TooMany { limit: MAX_ROWS }));
    assert!(matches!(read_file(b"{\"a\": "), Err(FileFault::Broken(_))));
    assert_eq!(read_file(b"{\"a\": 1}"), Err(FileFault::Unknown));
    assert_eq!(read_file(b"<html><body>x</body></html>"), Err(FileFault::Unknown));
    assert!(read_file("[".repeat(100_000).as_bytes()).is_err(), "nested without end");
}

proptest! {
    #[test]
    fn every_row_of_any_text_is_accounted_for(text in "([a-z0-9\",;\t\n ]{0,12}(,|\t|\n)){0,60}") {
        if text.trim().is_empty() {
            return Ok(());
        }
        if let Ok(hikeshi_inventory::ReadFile::Table(table)) = read_file(text.as_bytes()) {
            let (_, reading) = read(&table);
            let lines: std::collections::BTreeSet<usize> = reading
                .taken.iter().map(|one| one.line)
                .chain(reading.skipped.iter().map(|one| one.line))
                .chain(reading.bad.iter().map(|one| one.line))
                .collect();
            prop_assert_eq!(lines.len(), table.rows.len());
        }
    }
}

#[test]
fn secrets_are_not_among_the_examples_of_a_column() {
    let text = "software,license key,admin password (old)\nA,AAAA-BBBB,secret1\nB,CCCC,secret2\n";
    let table = crate::table_of(text.as_bytes());
    let columns = guess_columns(&table, &find_header(&table));
    assert!(columns[1].examples.is_empty() && columns[2].examples.is_empty(), "{columns:?}");
    assert!(!columns[0].examples.is_empty());
}

#[test]
fn a_formula_without_a_result_is_said_and_never_an_empty_row() {
    let text = |text: &str| text.to_owned();
    let row = |cells: [&str; 3]| cells.map(text).to_vec();
    let cells =
        vec![row(["name", "os", "note"]), row(["a", "", ""]), Vec::new(), row(["b", "x", "7"])];
    let table = sheet_table(cells, &[]).with_formulas(&[(1, 2), (2, 0), (3, 2), (5, 0)]);
    let (_, reading) = read(&table);
    let remarks: Vec<&[Remark]> = reading.taken.iter().map(|one| one.remarks.as_slice()).collect();
    assert_eq!(remarks, [&[Remark::Formula { heading: text("note") }][..], &[]]);
    let bad: Vec<_> = reading.bad.iter().map(|one| (one.line, one.why)).collect();
    assert_eq!(bad, [(3, WhyBad::Formula), (6, WhyBad::Formula)]);
}

#[test]
fn more_own_fields_than_an_asset_keeps_are_a_row_to_correct() {
    let headings: Vec<String> = (0..=MAX_OWN).map(|at| format!("x{at}y")).collect();
    let row = "1,".repeat(MAX_OWN + 1);
    let text = format!("hostname,model,{}\npc-1,L15,{row}\npc-2,L15,1\n", headings.join(","));
    let (_, reading) = read(&crate::table_of(text.trim_end_matches(',').as_bytes()));
    let bad: Vec<_> = reading.bad.iter().map(|one| (one.line, one.why)).collect();
    assert_eq!((bad, reading.taken.len()), (vec![(2, WhyBad::ManyOwn)], 1));
}

#[test]
fn columns_of_secrets_are_found_whichever_row_is_taken_for_the_headings() {
    let list =
        b"name,os,password,note\na,x,hunter2,y\n\nsoftware,login,\nb,c,d\nservice,url,note,pin\n";
    let table = crate::table_of(list);
    assert_eq!(secret_columns(&table), [2, 3].into());
    assert_eq!(heading_lines(&table), [1, 4, 6].into(), "no line of values among them");
    let table = crate::table_of(b"name,note\nkeyboard,pass\nmouse,word\n");
    assert_eq!(secret_columns(&table), [].into(), "values are no headings");
}
