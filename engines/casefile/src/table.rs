//! A timeline as a table: CSV as spreadsheet programs write it.

use hikeshi_when::Vocabulary;
use jiff::Timestamp;

use crate::{
    CaseFile, Event, Extra, Headers, Problem, Reason,
    decode::decode,
    headers::Column,
    judge::{has_too_many_events, has_too_many_lines, judge_table},
    table_out::is_formula_like,
    time::Times,
};

/// Headings are looked for in so many rows.
const HEADING_ROWS: usize = 10;

/// Reads a timeline from the bytes of a CSV file: any encoding used in Japan; comma, semicolon or
/// tab; headings from `headers`. Cells that look like formulas are texts like all others. A text
/// without headings is read line by line where its lines begin with times; `is_named_table` says
/// that the file's name promises a table.
///
/// `now` completes times that leave out the day or year. See the crate's description for what is
/// refused.
#[must_use]
pub fn parse_table(
    bytes: &[u8],
    is_named_table: bool,
    headers: &Headers,
    vocabulary: &Vocabulary,
    now: Timestamp,
) -> CaseFile {
    let mut case = CaseFile::default();
    if let Some(text) = decode(bytes, &mut case.problems)
        && !has_too_many_lines(&text, &mut case.problems)
    {
        let rows = rows(&text, &mut case.problems);
        if has_too_many_events(rows.len(), &mut case.problems) {
            return case;
        }
        let mut reading = Reading { case: &mut case, times: Times::new(vocabulary, now) };
        let has_headings = reading.table(rows, headers);
        judge_table(&mut case, is_named_table, has_headings);
    }
    case.problems.sort_by_key(|problem| problem.line);
    case
}

struct Row {
    line: usize,
    cells: Vec<String>,
    /// The line as it stands in the file.
    text: String,
}

struct Reading<'a> {
    case: &'a mut CaseFile,
    times: Times<'a>,
}

impl Reading<'_> {
    /// Reads the rows; tells whether there are headings.
    fn table(&mut self, rows: Vec<Row>, headers: &Headers) -> bool {
        let heading = rows.iter().take(HEADING_ROWS).position(|row| {
            let columns = headers.columns(&row.cells);
            let has = |column| columns.contains(&Some(column));
            has(Column::What) && (has(Column::Time) || has(Column::Date) || has(Column::Clock))
        });
        let Some(at) = heading else {
            self.without_headings(rows);
            return false;
        };
        let (columns, headings) = (headers.columns(&rows[at].cells), rows[at].cells.clone());
        self.count_from(&rows[at..], &columns);
        for row in &rows[..at] {
            row.cells.iter().for_each(|cell| self.times.count_from_words(cell));
        }
        let mut last_date = String::new();
        for (index, row) in rows.into_iter().enumerate() {
            match index.cmp(&at) {
                std::cmp::Ordering::Less => self.keep_above(row),
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => self.row(row, &columns, &headings, &mut last_date),
            }
        }
        true
    }

    /// Time, words, who, to whom in this order, or a line of text that begins with its time.
    fn without_headings(&mut self, rows: Vec<Row>) {
        let first = rows.first().map_or(1, |row| row.line);
        let usual = [Column::Time, Column::What, Column::By, Column::To].map(Some);
        self.count_from(&rows, &usual);
        let by_place = |row: &Row, times: &Times<'_>| {
            row.cells.len() > 1 && (row.cells[0].is_empty() || times.is_time(&row.cells[0]))
        };
        if rows.iter().any(|row| by_place(row, &self.times)) {
            self.note(first, "", Reason::NoHeadings);
        }
        for row in rows {
            if by_place(&row, &self.times) {
                self.row(row, &usual, &[], &mut String::new());
            } else {
                self.plain_line(row);
            }
        }
    }

    fn plain_line(&mut self, Row { line, text, .. }: Row) {
        let Some((at_text, read, what)) = self.times.line(&text) else {
            self.note(line, "time", Reason::Missing);
            self.case.events.push(Event { what: text, line, ..Event::default() });
            return;
        };
        for reason in read.reasons {
            self.note(line, "time", reason);
        }
        let (at, guessed) = (read.moment, read.guessed);
        self.case.events.push(Event { at, at_text, guessed, what, line, ..Event::default() });
    }

    /// The year that times leave out may stand in any row.
    fn count_from(&mut self, rows: &[Row], columns: &[Option<Column>]) {
        let is_time = |index: &usize| {
            let column = columns.get(*index).copied().flatten();
            matches!(column, Some(Column::Time | Column::Date | Column::Clock))
        };
        let cells = rows.iter().flat_map(|row| {
            let timed = row.cells.iter().enumerate().filter(|(index, _)| is_time(index));
            timed.map(|(_, cell)| cell.as_str())
        });
        self.times.count_from(cells);
    }

    fn row(
        &mut self,
        row: Row,
        columns: &[Option<Column>],
        headings: &[String],
        last_date: &mut String,
    ) {
        let Row { line, cells, .. } = row;
        if !headings.is_empty() && cells.len() > headings.len() {
            let reason = Reason::TooManyCells { cells: cells.len(), headings: headings.len() };
            self.note(line, "", reason);
        }
        let mut event = Event { line, ..Event::default() };
        let (mut date, mut time, mut precision) = (String::new(), String::new(), None);
        for (index, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match columns.get(index).copied().flatten() {
                Some(Column::Time | Column::Clock) if time.is_empty() => time = cell,
                Some(Column::Date) => date = cell,
                Some(Column::What) => event.what = cell,
                Some(Column::By) => event.by = Some(cell),
                Some(Column::To) => event.to = split_names(&cell),
                Some(Column::Kind) => event.kind = Some(cell),
                Some(Column::Precision) => precision = Some(cell),
                Some(Column::Time | Column::Clock) | None => {
                    let path = headings.get(index).filter(|name| !name.is_empty()).cloned();
                    let path = path.unwrap_or_else(|| format!("column {}", index + 1));
                    event.extra.push(Extra { path, text: cell, line });
                }
            }
        }
        let dated = columns.contains(&Some(Column::Date));
        let borrowed = dated && date.is_empty() && !last_date.is_empty() && !time.is_empty();
        if borrowed {
            // Spreadsheets leave the date out where it is that of the row above.
            date.clone_from(last_date);
        } else if !date.is_empty() {
            last_date.clone_from(&date);
        }
        event.at_text = format!("{date} {time}").trim().to_owned();
        self.place(&mut event, precision, borrowed);
        if event.what.is_empty() {
            self.note(line, "what", Reason::Missing);
        }
        self.case.events.push(event);
    }

    fn place(&mut self, event: &mut Event, precision: Option<String>, borrowed: bool) {
        if event.at_text.is_empty() {
            self.note(event.line, "time", Reason::Missing);
        } else {
            let known = precision
                .as_deref()
                .filter(|name| matches!(*name, "day" | "about" | "exact" | "range" | "unknown"));
            let read = self.times.read(&event.at_text, None, known);
            (event.at, event.guessed) = (read.moment, read.guessed || borrowed);
            for reason in read.reasons {
                self.note(event.line, "time", reason);
            }
        }
        let line = event.line;
        event.extra.extend(precision.map(|text| Extra { path: "precision".into(), text, line }));
    }

    fn keep_above(&mut self, row: Row) {
        let line = row.line;
        let texts = row.cells.into_iter().filter(|cell| !cell.is_empty());
        self.case.extra.extend(texts.map(|text| Extra {
            path: format!("line {line}"),
            text,
            line,
        }));
    }

    fn note(&mut self, line: usize, field: &str, reason: Reason) {
        self.case.problems.push(Problem { line, column: None, field: field.to_owned(), reason });
    }
}

/// The rows with anything in them. A quotation mark that is never closed would swallow the rest
/// of the file: from its row on, marks are read as letters.
fn rows(text: &str, problems: &mut Vec<Problem>) -> Vec<Row> {
    let delimiter = delimiter(text);
    let (mut rows, last_start) = read_rows(text, 1, delimiter, true);
    let open = text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    if let (true, Some(last)) = (open, rows.pop_if(|_| open)) {
        let reason = Reason::OpenQuote;
        problems.push(Problem { line: last.line, column: None, field: String::new(), reason });
        let rest = text.get(last_start..).unwrap_or("");
        rows.extend(read_rows(rest, last.line, delimiter, false).0);
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    rows
}

/// The rows, and the byte at which the last of them begins.
fn read_rows(text: &str, first_line: usize, delimiter: u8, quoting: bool) -> (Vec<Row>, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut rows, mut last_start, mut line, mut counted) = (Vec::<Row>::new(), 0, first_line, 0);
    let mut starts = Vec::new();
    for record in reader.records().flatten() {
        let start = record.position().map_or(0, |position| position.byte());
        let mut start = usize::try_from(start).unwrap_or(text.len()).min(text.len());
        // The reader counts empty lines to the row after them.
        start += text[start..].len() - text[start..].trim_start_matches('\n').len();
        line += text[counted..start].matches('\n').count();
        (counted, last_start) = (start, start);
        starts.push(start);
        let cells = record.iter().map(cell_text).collect();
        rows.push(Row { line, cells, text: String::new() });
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    for ((row, start), end) in rows.iter_mut().zip(&starts).zip(ends) {
        row.text = text.get(*start..end).unwrap_or_default().trim().to_owned();
    }
    (rows, last_start)
}

/// A cell's text, without the apostrophe that keeps programs from taking it for a formula.
fn cell_text(cell: &str) -> String {
    let cell = cell.trim_matches([' ', '\n', '\u{3000}']);
    cell.strip_prefix('\'').filter(|rest| is_formula_like(rest)).unwrap_or(cell).to_owned()
}

/// The sign that stands most often in the first lines, outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
    let (mut quoted, mut lines) = (false, 0);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => lines += 1,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|count| count.0 == byte).for_each(|count| count.1 += 1),
        }
        if lines == HEADING_ROWS {
            break;
        }
    }
    counts.iter().rev().max_by_key(|count| count.1).map_or(b',', |count| count.0)
}

/// Several names in one cell stand on lines of their own or between signs.
fn split_names(cell: &str) -> Vec<String> {
    let names = cell.split(['\n', ';', '/', ',', '\u{3001}', '\u{FF0F}', '\u{FF0C}']);
    names.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
