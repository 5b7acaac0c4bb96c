//! What was wrong in a file, in a form that a page and the command line can explain.

use hikeshi_when::WhenError;

/// One thing that could not be read, or was read with doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1.
    pub line: usize,
    /// Column, from 1, where it is known.
    pub column: Option<usize>,
    /// Which field: `at`, `events[3].what`, a heading of a table; empty for the file.
    pub field: String,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be read, or was read with doubt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The file is larger than we read.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The file holds nothing.
    #[error("the file is empty")]
    EmptyFile,
    /// The file holds bytes that are no text.
    #[error("the file is not text")]
    NotText,
    /// The file is a spreadsheet or another file of an office program.
    #[error("the file is no text, but one of an office program")]
    OfficeFile,
    /// The letters fit none of the encodings that we read.
    #[error("the letters fit no encoding that is read")]
    NoEncoding,
    /// Nothing in the file is a case or a timeline.
    #[error("the file is no case and no timeline")]
    NotACase,
    /// No line of the table has a time.
    #[error("no line has a time that can be read")]
    NoTimes,
    /// One text is longer than we read.
    #[error("a text has more than {limit} letters")]
    TooLong {
        /// The limit in letters.
        limit: usize,
    },
    /// More lines or values than we read.
    #[error("the file holds more than {limit} lines or values")]
    TooMuch {
        /// The limit.
        limit: usize,
    },
    /// A time without a day stands before any day: taken for the day of the import.
    #[error("no day is given, today was assumed")]
    NoDay,
    /// Some letters do not fit the encoding that the file seems to have.
    #[error("some letters could not be read as {encoding}")]
    Encoding {
        /// Name of the encoding.
        encoding: String,
    },
    /// The line holds the character NUL, which no text has; it was left out.
    #[error("the character NUL was left out")]
    Nul,
    /// The line breaks the rules of the format; its text is kept.
    #[error("the line cannot be read: {detail}")]
    Syntax {
        /// What the parser says (English, technical).
        detail: String,
    },
    /// The line breaks the rules of the format, but the entry could be read.
    #[error("the line breaks the rules of the format, but could be read")]
    Repaired,
    /// Lines are indented with tabs; read as two blanks each.
    #[error("tabs were read as blanks")]
    Tabs,
    /// Nested too deeply.
    #[error("nested more than {limit} levels deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// References inside the file multiply beyond what we read.
    #[error("references copy more than {limit} values")]
    TooManyCopies {
        /// The limit.
        limit: usize,
    },
    /// A second document in one file; kept as text.
    #[error("the file holds more than one document")]
    MoreDocuments,
    /// A key that was already given; the first counts, the later text is kept.
    #[error("\"{key}\" is given twice")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A comma in a text without quotation marks; read as part of the text.
    #[error("a comma was read as part of the text \"{text}\"")]
    CommaInText {
        /// The text as understood.
        text: String,
    },
    /// A field is missing.
    #[error("the field is missing")]
    Missing,
    /// A field holds a list or map where a text is expected; kept.
    #[error("a text is expected here")]
    NotAText,
    /// A field holds something else where a list is expected; kept.
    #[error("a list is expected here")]
    NotAList,
    /// The time cannot be read; the entry has an unknown time and keeps the text.
    #[error("\"{text}\" is not a time: {why}")]
    Time {
        /// The time as written.
        text: String,
        /// Why.
        why: WhenError,
    },
    /// The precision is none that we know; the time is used as written.
    #[error("\"{text}\" is not a precision")]
    Precision {
        /// The precision as written.
        text: String,
    },
    /// The precision promises more than the time says.
    #[error("the time is less exact than its precision \"{text}\"")]
    TooExact {
        /// The precision as written.
        text: String,
    },
    /// A table without headings that we know: columns are taken as time, what, by, to.
    #[error("no headings were found")]
    NoHeadings,
    /// A row has more cells than there are headings; they are kept.
    #[error("the row has {cells} cells, but there are {headings} headings")]
    TooManyCells {
        /// Cells in the row.
        cells: usize,
        /// Headings of the table.
        headings: usize,
    },
    /// A quotation mark is never closed; from this row on the marks are read as letters.
    #[error("a quotation mark is not closed")]
    OpenQuote,
}

impl Reason {
    /// Was everything understood all the same? Then it is only worth a glance.
    #[must_use]
    pub const fn is_notice(&self) -> bool {
        matches!(self, Self::CommaInText { .. } | Self::Repaired | Self::Tabs)
    }

    /// Is the file to be refused as a whole? Nothing of it was understood, or it is too much.
    #[must_use]
    pub const fn is_fatal(&self) -> bool {
        matches!(
            self,
            Self::TooLarge { .. }
                | Self::EmptyFile
                | Self::NotText
                | Self::OfficeFile
                | Self::NoEncoding
                | Self::NotACase
                | Self::NoTimes
                | Self::TooLong { .. }
                | Self::TooMuch { .. }
        )
    }
}
