//! What is wrong with facts, in a form that a page and the command line can explain.

use hikeshi_when::WhenError;

/// One thing that is wrong, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether answers can be trusted all the same.
    pub severity: Severity,
    /// Line of the file, from 1, where there is one.
    pub line: Option<usize>,
    /// The key: `personal_data.persons`, `contracts[2].hours`; empty for the file.
    pub field: String,
    /// What is wrong.
    pub reason: Reason,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Answers on these facts would mislead.
    Error,
    /// Worth a look.
    Warning,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Larger than we read.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Not YAML.
    #[error("the file cannot be read as YAML: {detail}")]
    Syntax {
        /// What the parser says.
        detail: String,
    },
    /// Anchors and references, which facts do not need.
    #[error("references (& and *) are not allowed")]
    Reference,
    /// Nested more deeply than facts are.
    #[error("nested too deeply")]
    TooDeep,
    /// A key that no rule knows.
    #[error("there is no such key{}", .meant.as_ref().map(|key| format!(" (did you mean {key}?)")).unwrap_or_default())]
    UnknownKey {
        /// A key that is much like it.
        meant: Option<String>,
    },
    /// A key that stands twice.
    #[error("the key stands twice")]
    Twice,
    /// A value of another form.
    #[error("\"{text}\" is not {wanted}")]
    NotAValue {
        /// The value as written.
        text: String,
        /// What is expected.
        wanted: Wanted,
    },
    /// A list has more entries than we read.
    #[error("more than {limit} entries")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// A number beyond what makes sense.
    #[error("{number} is more than {limit}")]
    TooHigh {
        /// The number.
        number: u64,
        /// The largest number that makes sense.
        limit: u64,
    },
    /// The time cannot be read.
    #[error("\"{text}\" is not a time: {why}")]
    Time {
        /// As written.
        text: String,
        /// Why.
        why: WhenError,
    },
    /// The time lies ahead.
    #[error("the time lies in the future")]
    InTheFuture,
    /// Known before it happened.
    #[error("known before it happened")]
    KnownBeforeOccurred,
    /// A part is more than the whole.
    #[error("{number} is more than {whole} ({whole_number})")]
    MoreThanTheWhole {
        /// The number of the part.
        number: u64,
        /// The key of the whole.
        whole: String,
        /// The number of the whole.
        whole_number: u64,
    },
    /// Said to be certain, but there is no number.
    #[error("said to be certain, but the number is not known")]
    CertainButUnknown,
    /// Denied, although another fact makes it likely.
    #[error("denied, although {other} holds")]
    DeniedAlthough {
        /// The key of the other fact.
        other: String,
    },
}

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wanted {
    /// True, false or unknown.
    #[error("true, false or unknown")]
    Flag,
    /// A whole number from 0, or unknown.
    #[error("a whole number from 0, or unknown")]
    Number,
    /// A time in hours.
    #[error("a number of hours such as 24 or 0.5, or unknown")]
    Hours,
    /// One of some words.
    #[error("one of: {}", .words.join(", "))]
    OneOf {
        /// The words.
        words: Vec<String>,
    },
    /// One line of text.
    #[error("one line of text")]
    Text,
    /// Keys with values.
    #[error("a group of keys with values")]
    Group,
    /// A list of contracts.
    #[error("a list of contracts, each with name and hours")]
    Contracts,
}

impl Reason {
    /// A stable name, for choosing words in another language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::Syntax { .. } => "syntax",
            Self::Reference => "reference",
            Self::TooDeep => "too-deep",
            Self::UnknownKey { meant: None } => "unknown-key",
            Self::UnknownKey { meant: Some(_) } => "unknown-key-meant",
            Self::Twice => "twice",
            Self::NotAValue { .. } => "not-a-value",
            Self::TooMany { .. } => "too-many",
            Self::TooHigh { .. } => "too-high",
            Self::Time { .. } => "time",
            Self::InTheFuture => "in-the-future",
            Self::KnownBeforeOccurred => "known-before-occurred",
            Self::MoreThanTheWhole { .. } => "more-than-the-whole",
            Self::CertainButUnknown => "certain-but-unknown",
            Self::DeniedAlthough { .. } => "denied-although",
        }
    }
}

impl Wanted {
    /// A stable name, for choosing words in another language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Number => "number",
            Self::Hours => "hours",
            Self::OneOf { .. } => "one-of",
            Self::Text => "text",
            Self::Group => "group",
            Self::Contracts => "contracts",
        }
    }
}
