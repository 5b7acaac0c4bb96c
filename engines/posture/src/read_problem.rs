//! What is wrong with a file of answers, in a form that a page and the command line can explain.

/// One thing that is wrong, at its line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ReadProblem {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: ReadReason,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadReason {
    /// No text that can be read.
    #[error("the file cannot be read: {0}")]
    File(hikeshi_casefile::Reason),
    /// The line is no line of a table.
    #[error("the line cannot be taken apart into cells: {0}")]
    Table(String),
    /// A quotation mark is not closed in its cell.
    #[error("the quotation mark that opens a cell here is not closed")]
    OpenQuote,
    /// Two columns have the same heading.
    #[error("two columns are called \"{0}\"")]
    ColumnTwice(String),
    /// Two columns of answers differ.
    #[error("one column answers \"{first}\", another one \"{second}\"")]
    TwoAnswers {
        /// What the first column says; may be empty.
        first: String,
        /// What the other one says.
        second: String,
    },
    /// A column that is needed is not there.
    #[error("no column {0}; expected are site,item,answer")]
    NoColumn(&'static str),
    /// Fewer or more cells than the file has columns.
    #[error("{found} cells where {wanted} are expected (site,item,answer)")]
    Cells {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// There is no answer in the file.
    #[error("there is no line with an answer")]
    Nothing,
    /// The item is missing.
    #[error("the item is missing")]
    NoItem,
    /// The catalogue has no such item.
    #[error("there is no item \"{0}\" in this questionnaire")]
    UnknownItem(String),
    /// A requirement was named in place of its items.
    #[error("\"{group}\" is a requirement; answer its items: {}", .items.join(", "))]
    Group {
        /// The requirement.
        group: String,
        /// Its items.
        items: Vec<String>,
    },
    /// No word for an answer.
    #[error("\"{found}\" is no answer; expected: {}", .expected.join(", "))]
    UnknownAnswer {
        /// As written.
        found: String,
        /// What can be written.
        expected: Vec<String>,
    },
    /// The same item twice at the same site.
    #[error("item {item} was already answered for this site on line {first}")]
    Twice {
        /// The item.
        item: String,
        /// The line of the first answer.
        first: usize,
    },
    /// Some lines name a site, this one does not.
    #[error("the site is missing, but other lines name one")]
    NoSite,
    /// More than we read.
    #[error("more than {0} lines or sites")]
    TooMany(usize),
}

impl ReadReason {
    /// A stable name, for choosing words in another language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Table(_) => "table",
            Self::OpenQuote => "open-quote",
            Self::ColumnTwice(_) => "column-twice",
            Self::TwoAnswers { .. } => "two-answers",
            Self::NoColumn(_) => "no-column",
            Self::Cells { .. } => "cells",
            Self::Nothing => "nothing",
            Self::NoItem => "no-item",
            Self::UnknownItem(_) => "unknown-item",
            Self::Group { .. } => "group",
            Self::UnknownAnswer { .. } => "unknown-answer",
            Self::Twice { .. } => "twice",
            Self::NoSite => "no-site",
            Self::TooMany(_) => "too-many",
        }
    }
}
