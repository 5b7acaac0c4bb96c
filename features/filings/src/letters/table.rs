//! A list as it comes from other programs: separated by commas, semicolons or tabs, in any
//! encoding that Japanese programs write.

use hikeshi_casefile::{Reason, text_within};

use super::list::MAX_LIST_BYTES;

/// The most rows of a list.
pub const MAX_ROWS: usize = 200_000;
/// The most columns of a list.
const MAX_COLUMNS: usize = 60;

/// Why a file is no list at all. Words: `letters-refused-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// More bytes than [`MAX_LIST_BYTES`].
    TooLarge,
    /// A file of a spreadsheet program.
    Office,
    /// No text, or in no encoding that we read.
    NotText,
    /// Headings and nothing below.
    NoRows,
    /// More than [`MAX_ROWS`] rows.
    TooManyRows,
    /// More columns than a list of persons has.
    TooManyColumns,
    /// The first line holds persons instead of headings.
    NoHeadings,
}

impl Refusal {
    /// The name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Office => "office",
            Self::NotText => "not-text",
            Self::NoRows => "no-rows",
            Self::TooManyRows => "too-many-rows",
            Self::TooManyColumns => "too-many-columns",
            Self::NoHeadings => "no-headings",
        }
    }
}

/// A list with its headings.
#[derive(Debug, Clone)]
pub struct Table {
    text: String,
    separator: u8,
    /// The headings, as they stand in the file.
    pub heads: Vec<String>,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// Its cells, outer blanks removed.
    pub cells: Vec<String>,
}

/// Reads the head of a list and makes its rows ready.
///
/// # Errors
/// [`Refusal`].
pub fn read_table(bytes: &[u8]) -> Result<Table, Refusal> {
    let text = text_within(bytes, MAX_LIST_BYTES).map_err(|reason| match reason {
        Reason::TooLarge { .. } => Refusal::TooLarge,
        Reason::EmptyFile => Refusal::Empty,
        Reason::OfficeFile => Refusal::Office,
        _ => Refusal::NotText,
    })?;
    let separator = separator_of(&text);
    let mut table = Table { text, separator, heads: Vec::new() };
    let first = table.all_rows().next().ok_or(Refusal::Empty)?;
    if first.cells.len() > MAX_COLUMNS {
        return Err(Refusal::TooManyColumns);
    }
    if first.cells.iter().any(|cell| hikeshi_mail::is_address(cell)) {
        return Err(Refusal::NoHeadings);
    }
    table.heads = first.cells;
    match table.rows().take(MAX_ROWS + 1).count() {
        0 => Err(Refusal::NoRows),
        count if count > MAX_ROWS => Err(Refusal::TooManyRows),
        _ => Ok(table),
    }
}

impl Table {
    /// The rows below the headings; empty lines are left out.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.all_rows().skip(1)
    }

    fn all_rows(&self) -> impl Iterator<Item = Row> + '_ {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .trim(csv::Trim::All)
            .from_reader(self.text.as_bytes());
        // The text is UTF-8 and rows may have any length, so that no row is an error.
        reader.into_records().filter_map(Result::ok).filter_map(|record| {
            let line = record.position().map_or(0, |at| at.line() + self.blank_lines(at.byte()));
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            let line = usize::try_from(line).unwrap_or(usize::MAX);
            cells.iter().any(|cell| !cell.is_empty()).then_some(Row { line, cells })
        })
    }

    /// How many empty lines stand at `byte`: the reader begins a record before those it skips.
    fn blank_lines(&self, byte: u64) -> u64 {
        let rest = usize::try_from(byte).ok().and_then(|byte| self.text.as_bytes().get(byte..));
        let skipped = rest.into_iter().flatten().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        skipped.filter(|byte| **byte == b'\n').count().try_into().unwrap_or(0)
    }
}

/// The sign that stands most often in the first line that is not empty.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    // Of equals the last one wins: a line without any has one column, whatever separates.
    b"\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_carry_the_line_in_which_they_begin() {
        let table = read_table(b"name;mail\n\n\"A\nB\";a@b.jp\nC;c@d.jp\n").unwrap();
        let lines: Vec<usize> = table.rows().map(|row| row.line).collect();
        assert_eq!(table.heads, ["name", "mail"]);
        assert_eq!(lines, [3, 5]);
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_reason() {
        let refused = |bytes: &[u8]| read_table(bytes).err();
        assert_eq!(refused(b" \n"), Some(Refusal::Empty));
        assert_eq!(refused(b"PK\x03\x04 a workbook"), Some(Refusal::Office));
        assert_eq!(refused(b"name,mail\n"), Some(Refusal::NoRows));
        assert_eq!(refused(b"A,a@b.jp\nC,c@d.jp\n"), Some(Refusal::NoHeadings));
        assert_eq!(refused("a,".repeat(100).as_bytes()), Some(Refusal::TooManyColumns));
        let long = format!("name\n{}", "x\n".repeat(MAX_ROWS + 1));
        assert_eq!(refused(long.as_bytes()), Some(Refusal::TooManyRows));
    }
}
