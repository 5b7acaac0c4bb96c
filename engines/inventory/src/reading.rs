//! Rows become assets. Every row of the table is accounted for: taken, skipped, or kept for
//! correction.

use serde::{Deserialize, Serialize};

use crate::{
    DateFault, Field, Header, Kind, MAX_OWN, Record, Remark, Row, RowFault, Table,
    date::read_date,
    header::is_repeated,
    value::{folded, is_nothing, macs, plain, read_ledger_number, read_yes},
    words,
};

/// How a table is to be read: what a person said, or left as it was guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The field of each column; `None` keeps it under its own heading.
    pub fields: Vec<Option<Field>>,
    /// The kind of rows that do not say it; `None` guesses it row by row.
    pub kind: Option<Kind>,
}

/// What came of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Rows of the file, all of them.
    pub rows: usize,
    /// Rows that are assets.
    pub taken: Vec<Record>,
    /// Rows that hold none, each with its reason.
    pub skipped: Vec<Skipped>,
    /// Rows that a person has to correct.
    pub bad: Vec<BadRow>,
}

/// A row that holds no asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its line.
    pub line: usize,
    /// Why.
    pub why: WhySkipped,
}

/// Why a row holds no asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhySkipped {
    /// Nothing stands in it.
    Empty,
    /// A title or note above the headings.
    Above,
    /// The headings.
    Heading,
    /// The headings once more.
    Repeated,
    /// A sum.
    Sum,
}

/// A row that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Its line.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong.
    pub why: WhyBad,
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyBad {
    /// A quotation mark is opened and never closed.
    OpenQuote,
    /// Letters do not fit the encoding of the file.
    BrokenLetters,
    /// A value is longer than is read.
    LongCell,
    /// More columns than are read.
    ManyColumns,
    /// More cells than headings: a separator inside of a value is not quoted.
    MoreCells,
    /// Nothing names the thing.
    NoName,
    /// Nothing names the thing but formulas whose results the file does not hold.
    Formula,
    /// More values without a field than an asset keeps.
    ManyOwn,
}

/// Reads every row of a table.
#[must_use]
pub fn read_rows(table: &Table, header: &Header, plan: &Plan) -> Reading {
    let mut reading = Reading { rows: table.rows.len(), ..Reading::default() };
    for (at, row) in table.rows.iter().enumerate() {
        if let Some(why) = why_skipped(header, at, row) {
            reading.skipped.push(Skipped { line: row.line, why });
            continue;
        }
        match record_of(header, plan, row) {
            Ok(record) => reading.taken.push(record),
            Err(why) => {
                let cells = row.cells.clone();
                reading.bad.push(BadRow { line: row.line, cells, why });
            }
        }
    }
    reading
}

fn why_skipped(header: &Header, at: usize, row: &Row) -> Option<WhySkipped> {
    if row.is_empty() {
        return Some(WhySkipped::Empty);
    }
    if header.row.is_some_and(|heading| at < heading) {
        return Some(WhySkipped::Above);
    }
    if at < header.first {
        return Some(WhySkipped::Heading);
    }
    if row.fault.is_some() {
        return None;
    }
    if header.row.is_some() && is_repeated(&header.headings, &row.cells) {
        return Some(WhySkipped::Repeated);
    }
    let first = row.filled().next().unwrap_or_default();
    let is_sum = words::is_sum(&folded(first)) && row.filled().skip(1).all(is_number);
    is_sum.then_some(WhySkipped::Sum)
}

fn is_number(cell: &str) -> bool {
    let cell = plain(cell);
    cell.chars().any(|c| c.is_ascii_digit())
        && cell.chars().filter(|c| c.is_alphabetic()).count() <= 1
}

/// One row as an asset.
fn record_of(header: &Header, plan: &Plan, row: &Row) -> Result<Record, WhyBad> {
    if let Some(fault) = row.fault {
        return Err(match fault {
            RowFault::OpenQuote => WhyBad::OpenQuote,
            RowFault::BrokenLetters => WhyBad::BrokenLetters,
            RowFault::LongCell => WhyBad::LongCell,
            RowFault::ManyColumns => WhyBad::ManyColumns,
        });
    }
    let headed = header.headings.iter().rposition(|heading| !heading.is_empty());
    let filled = row.cells.iter().rposition(|cell| !cell.is_empty());
    if header.row.is_some() && filled > headed {
        return Err(WhyBad::MoreCells);
    }
    let mut record = Record::new(row.line, plan.kind.unwrap_or(Kind::Device));
    let mut kind = None;
    for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let heading = header.headings.get(at).map_or("", String::as_str);
        match plan.fields.get(at).copied().flatten() {
            Some(Field::Kind) => {
                kind = Kind::from_word(cell);
                if kind.is_none() && !is_nothing(cell) {
                    record.remarks.push(Remark::Kind { text: cell.clone() });
                }
                // "Laptop" says more than our kind, and our own word for it does not.
                if !words::is_our_kind(cell) && !is_nothing(cell) {
                    keep(&mut record, heading, cell);
                }
            }
            Some(Field::Number) => match read_ledger_number(cell) {
                Some(number) => record.number = Some(number),
                None if is_nothing(cell) => {}
                None => keep(&mut record, heading, cell),
            },
            Some(field) => take(&mut record, field, heading, cell),
            None => keep(&mut record, heading, cell),
        }
    }
    for at in &row.formulas {
        let heading = header.headings.get(*at).cloned().unwrap_or_default();
        record.remarks.push(Remark::Formula { heading });
    }
    if !record.find_name() {
        return Err(if row.formulas.is_empty() { WhyBad::NoName } else { WhyBad::Formula });
    }
    if record.own.len() > MAX_OWN {
        return Err(WhyBad::ManyOwn);
    }
    record.kind =
        kind.or(plan.kind).or_else(|| Kind::of_values(&record.values)).unwrap_or(Kind::Device);
    Ok(record)
}

/// A value under its own heading.
fn keep(record: &mut Record, heading: &str, cell: &str) {
    record.own.push((heading.to_owned(), cell.to_owned()));
}

/// A value of a field, in the form in which it is kept. What cannot be read as what the column
/// says stays under its own heading, with a remark.
fn take(record: &mut Record, field: Field, heading: &str, cell: &str) {
    match field {
        field if field.is_date() => match read_date(cell) {
            Ok(day) => record.set(field, &day.to_string()),
            Err(_) if is_nothing(cell) => {}
            Err(_) if words::is_endless(&folded(cell)) => keep(record, heading, cell),
            Err(fault) => {
                keep(record, heading, cell);
                record.remarks.push(date_remark(field, cell, fault));
            }
        },
        field if field.is_yes_no() => match read_yes(cell) {
            Some(yes) => record.set(field, if yes { "yes" } else { "no" }),
            None if is_nothing(cell) => {}
            None => {
                keep(record, heading, cell);
                record.remarks.push(Remark::YesNo { field, text: cell.to_owned() });
            }
        },
        Field::Mac => {
            let found = macs(cell);
            if let Some(first) = found.first() {
                record.set(field, first);
            }
            if found.len() > 1 || found.is_empty() && !is_nothing(cell) {
                keep(record, heading, cell);
            }
            if found.is_empty() && !is_nothing(cell) {
                record.remarks.push(Remark::Mac { text: cell.to_owned() });
            }
        }
        Field::State => match words::state_of(&folded(cell)) {
            Some(state) => record.set(field, state),
            None if is_nothing(cell) => {}
            None => keep(record, heading, cell),
        },
        field if names_it(field) && is_nothing(cell) => {}
        field if field.is_secret() && !record.get(field).is_empty() => {
            let both = format!("{} / {cell}", record.get(field));
            record.set(field, &both);
        }
        Field::Note if !record.get(field).is_empty() => {
            let both = format!("{}\n{cell}", record.get(field));
            record.set(field, &both);
        }
        // A second column of one field: what differs is kept under its own heading.
        field if !record.get(field).is_empty() && record.get(field) != cell => {
            keep(record, heading, cell);
        }
        Field::Name => record.set(field, &cell.split_whitespace().collect::<Vec<_>>().join(" ")),
        field => record.set(field, cell),
    }
}

fn date_remark(field: Field, cell: &str, fault: DateFault) -> Remark {
    Remark::Date { field, text: cell.to_owned(), fault }
}

/// Fields by which a thing is known: "none" is no name.
const fn names_it(field: Field) -> bool {
    matches!(
        field,
        Field::Name
            | Field::Hostname
            | Field::Model
            | Field::Serial
            | Field::Tag
            | Field::Login
            | Field::Url
            | Field::ContractNumber
            | Field::LicenceKey
            | Field::Password
    )
}
