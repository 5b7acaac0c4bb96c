//! Rows of a list, read strictly: a quotation mark that is missing or stands at the wrong place must
//! never swallow the rows below it.

/// A cell of more lines than this was never closed.
const MOST_LINES: usize = 20;

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// How many lines it has: more than one when a cell in quotation marks holds line ends.
    pub lines: usize,
    /// Its cells, outer blanks removed.
    pub cells: Vec<String>,
    /// A quotation mark stands inside a cell without them, or a cell of several lines holds the
    /// separator: perhaps a mark is missing, and two rows were read as one.
    pub doubtful: bool,
}

impl Row {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// A quotation mark opens a cell in this line, and no mark closes it where a cell can end. What is
/// below cannot be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenQuote {
    pub line: usize,
}

/// The rows of a text with plain line ends, empty ones included; together they have all its lines.
pub(super) struct Rows<'a> {
    rest: &'a str,
    separator: char,
    line: usize,
    broken: bool,
}

impl<'a> Rows<'a> {
    pub fn of(text: &'a str, separator: char) -> Self {
        Self { rest: text, separator, line: 1, broken: false }
    }

    fn row(&mut self) -> Result<Row, OpenQuote> {
        let mut row = Row { line: self.line, lines: 1, cells: Vec::new(), doubtful: false };
        loop {
            let cell = match self.rest.trim_start_matches(' ').strip_prefix('"') {
                Some(quoted) => self.quoted(quoted, &mut row)?,
                None => self.plain(&mut row),
            };
            row.cells.push(cell.trim().to_owned());
            if !self.goes_on() {
                self.line += row.lines;
                return Ok(row);
            }
        }
    }

    /// A cell up to the next separator or line end.
    fn plain(&mut self, row: &mut Row) -> String {
        let end = self.rest.find([self.separator, '\n']).unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(end);
        self.rest = rest;
        row.doubtful |= cell.contains('"');
        cell.to_owned()
    }

    /// A cell from behind its opening mark; two marks in it stand for one.
    fn quoted(&mut self, mut rest: &'a str, row: &mut Row) -> Result<String, OpenQuote> {
        let open = OpenQuote { line: row.line + row.lines - 1 };
        let mut cell = String::new();
        loop {
            let (part, behind) = rest.split_once('"').ok_or(open)?;
            cell.push_str(part);
            match behind.strip_prefix('"') {
                Some(further) => {
                    cell.push('"');
                    rest = further;
                }
                None => {
                    rest = behind.trim_start_matches(' ');
                    break;
                }
            }
        }
        let line_ends = cell.matches('\n').count();
        let ends = rest.is_empty() || rest.starts_with([self.separator, '\n']);
        if !ends || line_ends >= MOST_LINES {
            return Err(open);
        }
        self.rest = rest;
        row.lines += line_ends;
        row.doubtful |= line_ends > 0 && cell.contains(self.separator);
        Ok(cell)
    }

    /// Steps over what ends a cell; whether another cell of the row follows.
    fn goes_on(&mut self) -> bool {
        let mut letters = self.rest.chars();
        let ended_by = letters.next();
        self.rest = letters.as_str();
        ended_by == Some(self.separator)
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, OpenQuote>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken || self.rest.is_empty() {
            return None;
        }
        let row = self.row();
        self.broken = row.is_err();
        Some(row)
    }
}
