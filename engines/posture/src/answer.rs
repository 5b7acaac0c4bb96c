//! One answer, and how it is written.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What somebody answered. Four of them look like a gap and are not the same: a question that waits,
/// a no, somebody who does not know, and something that the company does not have.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub enum Answer {
    /// Nobody has answered yet.
    #[default]
    Unanswered,
    /// Not done.
    No,
    /// The person does not know.
    Unknown,
    /// Done in part.
    Partly,
    /// Done.
    Yes,
    /// Does not apply here; the reason stands beside it.
    Na,
    /// A step of a scale, for catalogues that ask how far one is.
    Level(u8),
}

/// A word that is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no answer")]
pub struct NotAnAnswer(String);

impl Answer {
    /// The answers of a catalogue without levels, as a form offers them.
    pub const PLAIN: [Self; 5] = [Self::Yes, Self::Partly, Self::No, Self::Unknown, Self::Na];

    /// Whether somebody has answered, with whatever.
    #[must_use]
    pub const fn is_given(self) -> bool {
        !matches!(self, Self::Unanswered)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes => f.write_str("yes"),
            Self::Partly => f.write_str("partly"),
            Self::No => f.write_str("no"),
            Self::Unknown => f.write_str("unknown"),
            Self::Unanswered => f.write_str("unanswered"),
            Self::Na => f.write_str("na"),
            Self::Level(level) => write!(f, "{level}"),
        }
    }
}

impl FromStr for Answer {
    type Err = NotAnAnswer;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "yes" => Ok(Self::Yes),
            "partly" => Ok(Self::Partly),
            "no" => Ok(Self::No),
            "unknown" => Ok(Self::Unknown),
            "unanswered" => Ok(Self::Unanswered),
            "na" => Ok(Self::Na),
            other => match other.parse::<u8>() {
                Ok(level @ 1..=9) if other.len() == 1 => Ok(Self::Level(level)),
                _ => Err(NotAnAnswer(other.to_owned())),
            },
        }
    }
}

impl From<Answer> for String {
    fn from(answer: Answer) -> Self {
        answer.to_string()
    }
}

impl TryFrom<String> for Answer {
    type Error = NotAnAnswer;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
