//! What each column means: by its heading, otherwise by what stands in it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    Field, Header, Kind, Row, Table,
    date::read_date,
    find_header,
    value::{folded, read_ledger_number, read_mac},
    words,
};

/// Rows from which the meaning of a column without known heading is guessed.
const LOOKED_AT: usize = 200;
/// Bytes of a heading that may stand anywhere in a table.
const LONGEST_HEADING: usize = 90;

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// Nothing speaks for any field: the column is kept under its own heading.
    None,
    /// The values look like it.
    Looks,
    /// The heading contains a known one.
    Likely,
    /// The heading is a known one.
    Sure,
}

/// A column and what it seems to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading; empty where there is none.
    pub heading: String,
    /// The field; `None` for a column that is kept under its own heading.
    pub field: Option<Field>,
    /// How sure that is.
    pub sureness: Sureness,
    /// The first values, for a person to see what is meant; empty for secrets.
    pub examples: Vec<String>,
}

/// Guesses each column. No field is given twice, except for notes: the surest column keeps it, the
/// others stay under their own headings.
#[must_use]
pub fn guess_columns(table: &Table, header: &Header) -> Vec<Column> {
    let rows =
        || table.rows.iter().skip(header.first).filter(|row| !row.is_empty()).take(LOOKED_AT);
    let values_at = |at: usize| -> Vec<&str> {
        rows().filter_map(|row| row.cells.get(at)).map(String::as_str).collect()
    };
    // The number of the ledger says that the table is our own export.
    let ours = header.headings.iter().enumerate().any(|(at, heading)| {
        words::heading(&folded(heading)) == Some(Field::Number) && numbers_ledger(&values_at(at))
    });
    let mut columns: Vec<Column> = Vec::new();
    for (at, heading) in header.headings.iter().enumerate() {
        let values = values_at(at);
        let our_field = if ours { words::heading_of_ours(&folded(heading)) } else { None };
        let (field, sureness) = our_field
            .map_or_else(|| guess(heading, &values), |field| (Some(field), Sureness::Sure));
        let shown = values.iter().filter(|value| !value.is_empty()).take(3);
        let secret = field.is_some_and(Field::is_secret) || sounds_secret(heading);
        let examples = if secret { Vec::new() } else { shown.map(|v| short(v)).collect() };
        columns.push(Column { heading: heading.clone(), field, sureness, examples });
    }
    settle(&mut columns);
    name_column(&mut columns, &rows().map(|row| row.cells.as_slice()).collect::<Vec<_>>());
    columns
}

fn guess(heading: &str, values: &[&str]) -> (Option<Field>, Sureness) {
    let word = folded(heading);
    let outside = folded(&without_brackets(heading));
    if let Some(field) = words::heading(&word).or_else(|| words::heading(&outside)) {
        let weak = words::is_weak_heading(&word) || words::is_weak_heading(&outside);
        if weak && counts_up(values) {
            return (None, Sureness::None);
        }
        if field == Field::Number && !numbers_ledger(values) {
            // Another ledger's number: the company's own.
            return (Some(Field::Tag), Sureness::Likely);
        }
        return (Some(field), if weak { Sureness::Looks } else { Sureness::Sure });
    }
    if let Some(field) = words::heading_within(&outside).or_else(|| words::heading_within(&word)) {
        return (Some(field), Sureness::Likely);
    }
    match looks_like(values) {
        Some(field) => (Some(field), Sureness::Looks),
        None => (None, Sureness::None),
    }
}

/// Whether nearly all values are numbers of our own ledger.
fn numbers_ledger(values: &[&str]) -> bool {
    let filled: Vec<&&str> = values.iter().filter(|value| !value.is_empty()).collect();
    let ours = filled.iter().filter(|value| read_ledger_number(value).is_some()).count();
    ours > 0 && ours * 10 >= filled.len() * 8
}

/// Whether the values only count the rows: 1, 2, 3, with gaps where rows were taken out. They name
/// nothing.
fn counts_up(values: &[&str]) -> bool {
    let numbers: Vec<i64> =
        values.iter().filter_map(|v| hikeshi_kernel::fold_width(v).parse().ok()).collect();
    numbers.len() >= 2
        && numbers[0] <= 1
        // Sums and repeated headings stand among them.
        && numbers.len() * 10 >= values.iter().filter(|value| !value.is_empty()).count() * 7
        && numbers.windows(2).all(|two| two[1] > two[0])
}

/// A heading such as "name (as printed)" without what stands in brackets.
fn without_brackets(heading: &str) -> String {
    let folded = hikeshi_kernel::fold_width(heading);
    let mut depth = 0_usize;
    let outside = folded.chars().filter(|letter| {
        match letter {
            '(' | '[' | '\u{3010}' => depth += 1,
            ')' | ']' | '\u{3011}' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    outside.collect()
}

/// What nearly all values of a column look like.
fn looks_like(values: &[&str]) -> Option<Field> {
    let filled: Vec<&str> = values.iter().copied().filter(|value| !value.is_empty()).collect();
    if filled.len() < 2 {
        return None;
    }
    let mostly = |is: &dyn Fn(&str) -> bool| {
        filled.iter().filter(|value| is(value)).count() * 10 >= filled.len() * 8
    };
    let is_kind = |value: &str| Kind::from_name(value).is_some();
    if mostly(&|value| read_mac(value).is_some()) {
        return Some(Field::Mac);
    }
    if mostly(&is_address) {
        return Some(Field::Ip);
    }
    if mostly(&|value| value.starts_with("http://") || value.starts_with("https://")) {
        return Some(Field::Url);
    }
    if mostly(&|value| value.contains('@') && value.contains('.') && !value.contains(' ')) {
        return Some(Field::Login);
    }
    if mostly(&|value| value.to_lowercase().starts_with("windows") || value.starts_with("macOS")) {
        return Some(Field::Os);
    }
    if mostly(&|value| value.contains(['/', '-', '.']) && read_date(value).is_ok()) {
        return Some(Field::Started);
    }
    mostly(&is_kind).then_some(Field::Kind)
}

fn is_address(value: &str) -> bool {
    value.parse::<std::net::Ipv4Addr>().is_ok() || value.parse::<std::net::Ipv6Addr>().is_ok()
}

/// Whether a heading that is no field of ours may stand over secrets.
pub(crate) fn sounds_secret(heading: &str) -> bool {
    words::heading_within(&folded(heading)).is_some_and(Field::is_secret)
}

/// The columns of a table that may hold secrets, whichever row somebody takes for its headings:
/// every row counts in which headings stand, also further down. Counted from 0.
#[must_use]
pub fn secret_columns(table: &Table) -> BTreeSet<usize> {
    let natural = find_header(table).headings;
    let further = table.rows.iter().filter(|row| is_headings(row)).map(|row| &row.cells);
    let cells = std::iter::once(&natural).chain(further).flat_map(|cells| cells.iter().enumerate());
    cells.filter(|(_, cell)| is_secret_heading(cell)).map(|(at, _)| at).collect()
}

/// The lines of a table in which headings stand: they hold no values, and so no secrets.
#[must_use]
pub fn heading_lines(table: &Table) -> BTreeSet<usize> {
    let header = find_header(table);
    let natural = header.row.map_or(0..0, |row| row..header.first);
    let natural = natural.filter_map(|at| table.rows.get(at));
    let further = table.rows.iter().filter(|row| is_headings(row));
    natural.chain(further).map(|row| row.line).collect()
}

fn is_secret_heading(cell: &str) -> bool {
    words::heading(&folded(cell)).is_some_and(Field::is_secret) || sounds_secret(cell)
}

/// Whether headings stand in a row: three that are known, or two or more and nothing else.
fn is_headings(row: &Row) -> bool {
    let short = |cell: &str| cell.len() <= LONGEST_HEADING;
    let field = |cell: &str| if short(cell) { words::heading(&folded(cell)) } else { None };
    let named: Vec<Option<Field>> = row.filled().map(field).collect();
    let known: BTreeSet<Field> = named.iter().copied().flatten().collect();
    known.len() >= 3 || known.len() == 2 && named.iter().all(Option::is_some)
}

/// Each field once: the surest column, the first among equals.
fn settle(columns: &mut [Column]) {
    let once = Field::ALL.iter().copied().filter(|field| *field != Field::Note);
    for field in once.chain([Field::Number]) {
        let best = (0..columns.len())
            .filter(|at| columns[*at].field == Some(field))
            .max_by_key(|at| (columns[*at].sureness, std::cmp::Reverse(*at)));
        for (at, column) in columns.iter_mut().enumerate() {
            // A second column of secrets stays one: it must not lie open under its own heading.
            if column.field == Some(field) && Some(at) != best && !field.is_secret() {
                column.field = None;
                column.sureness = Sureness::None;
            }
        }
    }
}

/// A table in which no column names its things: the first column of texts that all differ does.
fn name_column(columns: &mut [Column], rows: &[&[String]]) {
    let names =
        [Field::Name, Field::Hostname, Field::Model, Field::Tag, Field::Serial, Field::Login];
    let named = columns.iter().any(|c| c.field.is_some_and(|field| names.contains(&field)));
    if named || rows.is_empty() {
        return;
    }
    let differ = |at: usize| {
        let values: Vec<&String> = rows.iter().filter_map(|row| row.get(at)).collect();
        let set: std::collections::BTreeSet<_> = values.iter().collect();
        set.len() == rows.len() && values.iter().all(|value| !value.is_empty())
    };
    let found = (0..columns.len()).find(|at| columns[*at].field.is_none() && differ(*at));
    let first = found.or_else(|| columns.iter().position(|column| column.field.is_none()));
    if let Some(at) = first {
        columns[at].field = Some(Field::Name);
        columns[at].sureness = Sureness::Looks;
    }
}

fn short(value: &str) -> String {
    let line = value.replace('\n', " ");
    let mut text: String = line.chars().take(30).collect();
    if line.chars().count() > 30 {
        text.push('\u{2026}');
    }
    text
}
