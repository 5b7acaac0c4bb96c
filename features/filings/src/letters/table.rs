//! A list as it comes from other programs: separated by commas, semicolons or tabs, in any
//! encoding that Japanese programs write.

use hikeshi_casefile::{Reason, text_within};

use super::{
    list::MAX_LIST_BYTES,
    rows::{OpenQuote, Row, Rows},
};

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
    /// A quotation mark that opens a cell in this line is not closed.
    OpenQuote(usize),
}

impl From<OpenQuote> for Refusal {
    fn from(open: OpenQuote) -> Self {
        Self::OpenQuote(open.line)
    }
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
            Self::OpenQuote(_) => "open-quote",
        }
    }
}

/// A list with its headings.
#[derive(Debug, Clone)]
pub struct Table {
    text: String,
    separator: char,
    /// The headings, as they stand in the file.
    pub heads: Vec<String>,
    /// What its lines are.
    pub lines: Lines,
}

/// What the lines of a list are: together with its rows they are all lines of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// All.
    pub all: usize,
    /// Rows below the headings in which something stands.
    pub rows: usize,
    /// Lines in which nothing stands, or separators only.
    pub blank: usize,
    /// Further lines of cells that hold line ends.
    pub continued: usize,
}

impl Lines {
    /// The line of the headings.
    pub const HEADING: usize = 1;

    fn add_up(self) -> bool {
        self.all == Self::HEADING + self.rows + self.blank + self.continued
    }
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
    let mut heads: Option<Row> = None;
    let mut lines = Lines { all: text.lines().count(), ..Lines::default() };
    for row in Rows::of(&text, separator) {
        let row = row?;
        lines.continued += row.lines - 1;
        match &heads {
            _ if row.is_blank() => lines.blank += 1,
            Some(_) => lines.rows += 1,
            None => heads = Some(checked_heads(row)?),
        }
        if lines.rows > MAX_ROWS {
            return Err(Refusal::TooManyRows);
        }
    }
    let heads = heads.ok_or(Refusal::Empty)?.cells;
    if lines.rows == 0 {
        return Err(Refusal::NoRows);
    }
    // A row that would get lost on the way is not found out by anybody later.
    if !lines.add_up() {
        return Err(Refusal::NotText);
    }
    Ok(Table { text, separator, heads, lines })
}

fn checked_heads(row: Row) -> Result<Row, Refusal> {
    if row.doubtful {
        return Err(Refusal::OpenQuote(row.line));
    }
    if row.cells.len() > MAX_COLUMNS {
        return Err(Refusal::TooManyColumns);
    }
    if row.cells.iter().any(|cell| hikeshi_mail::is_address(cell)) {
        return Err(Refusal::NoHeadings);
    }
    Ok(row)
}

impl Table {
    /// The rows below the headings; empty lines are left out.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        // All were read once, so that none is an error.
        let rows = Rows::of(&self.text, self.separator).filter_map(Result::ok);
        rows.filter(|row| !row.is_blank()).skip(1)
    }
}

/// The sign that stands most often in the first line that is not empty, outside quotation marks.
fn separator_of(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside: Vec<&str> = first.split('"').step_by(2).collect();
    let count = |sign: &char| outside.iter().map(|part| part.matches(*sign).count()).sum::<usize>();
    // Of equals the last one wins: a line without any has one column, whatever separates.
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
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
        assert_eq!(table.lines, Lines { all: 5, rows: 2, blank: 1, continued: 1 });
    }

    #[test]
    fn signs_in_quotation_marks_do_not_tell_what_separates() {
        let table = read_table(b"\"name, first, last\";mail\nAbe;a@b.jp\n").unwrap();
        assert_eq!(table.heads, ["name, first, last", "mail"]);
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
