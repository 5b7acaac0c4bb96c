//! Why a time could not be read, in a form that a page can explain.

/// Why a typed time was refused. Each kind has its own message in the interface; the fields
/// are what the message names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Nothing was typed.
    #[error("no time was given")]
    Empty,
    /// More letters than a time can have.
    #[error("a time has at most {max} letters")]
    TooLong {
        /// The allowed number of letters.
        max: usize,
    },
    /// No time was found in the text.
    #[error("no time was found in \"{text}\"")]
    NotUnderstood {
        /// The text as typed.
        text: String,
    },
    /// A time was found, but text that is no part of it stands beside it.
    #[error("\"{text}\" is not part of a time")]
    LeftOver {
        /// The text that was not understood, as typed.
        text: String,
    },
    /// The calendar has no such day, for example 30 February.
    #[error("there is no day {day} in month {month}")]
    NoSuchDay {
        /// The month as typed.
        month: u32,
        /// The day as typed.
        day: u32,
    },
    /// The clock has no such time, for example 25:00.
    #[error("there is no time {hour}:{minute:02}")]
    NoSuchTime {
        /// The hour as typed.
        hour: u32,
        /// The minute as typed.
        minute: u32,
    },
    /// A range that ends before it begins.
    #[error("the range ends before it begins")]
    EndsBeforeStart,
    /// A year before 1900 or after 2199.
    #[error("the time lies outside the calendar")]
    OutOfRange,
}
