//! Lists as people keep them, read and judged. Texts that are not English stand in `fixtures`.
#![cfg(test)]

mod accounted;
mod ages;
mod dates;
mod ledger;
mod lists;
mod programs;
mod same;

use std::path::Path;

use hikeshi_inventory::{
    Header, Plan, ReadFile, Reading, Table, find_header, guess_columns, read_file, read_rows,
};

/// The bytes of a fixture.
pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

/// A fixture as table.
pub fn table(name: &str) -> Table {
    table_of(&fixture(name))
}

/// Bytes as table.
pub fn table_of(bytes: &[u8]) -> Table {
    match read_file(bytes).unwrap() {
        ReadFile::Table(table) => table,
        other => panic!("no table: {other:?}"),
    }
}

/// A table read as it is guessed.
pub fn read(table: &Table) -> (Header, Reading) {
    let header = find_header(table);
    let columns = guess_columns(table, &header);
    let plan = Plan { fields: columns.iter().map(|column| column.field).collect(), kind: None };
    let reading = read_rows(table, &header, &plan);
    assert_eq!(reading.rows, reading.taken.len() + reading.skipped.len() + reading.bad.len());
    (header, reading)
}
