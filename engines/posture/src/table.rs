//! A text taken apart into lines and cells.

use csv::StringRecord;

use crate::{ReadProblem, ReadReason};

/// The most lines that are read.
const MAX_LINES: usize = 100_000;

/// The lines that hold something, with their numbers.
pub(crate) fn rows(text: &str) -> Result<Vec<(usize, StringRecord)>, ReadProblem> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter =
        [b'\t', b';'].into_iter().find(|d| !head.contains(',') && head.contains(char::from(*d)));
    let delimiter = delimiter.unwrap_or(b',');
    if let Some(line) = open_quote(text, delimiter) {
        return Err(ReadProblem { line, reason: ReadReason::OpenQuote });
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Ok(true) => {}
            Err(e) => return Err(ReadProblem { line, reason: ReadReason::Table(e.to_string()) }),
        }
        let line = record.position().map_or(line, |position| line_of(text, position));
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((line, record.clone()));
        }
        if rows.len() > MAX_LINES {
            return Err(ReadProblem { line, reason: ReadReason::TooMany(MAX_LINES) });
        }
    }
}

/// The line on which a record begins: the reader's position lies before the empty lines it skips.
fn line_of(text: &str, position: &csv::Position) -> usize {
    let byte = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(byte..).unwrap_or_default();
    let skipped = rest.chars().take_while(|c| *c == '\n').count();
    usize::try_from(position.line()).unwrap_or(usize::MAX) + skipped
}

/// The line of a quotation mark that swallows other lines: nothing closes it, or what closes it is the
/// opening mark of a later cell.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut cell_begins, mut opened) = (1, true, None);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (opened, byte) {
            (Some(_), b'"') if bytes.peek() == Some(&b'"') => _ = bytes.next(),
            (Some(first), b'"') => {
                let ends = |next: &u8| *next == delimiter || next.is_ascii_whitespace();
                if line > first && !bytes.peek().is_none_or(ends) {
                    return Some(first);
                }
                opened = None;
            }
            (None, b'"') if cell_begins => opened = Some(line),
            _ => {}
        }
        cell_begins = byte == delimiter || matches!(byte, b'\n' | b'\r');
        line += usize::from(byte == b'\n');
    }
    opened
}

/// Cells of a line without the empty ones at its end, which spreadsheets add.
pub(crate) fn cells(row: &StringRecord) -> usize {
    let filled = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    filled.last().map_or(0, |(last, _)| last + 1)
}
