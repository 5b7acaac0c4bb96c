//! Yes, no, or not known yet.

use serde::{Deserialize, Serialize};

/// An answer of three-valued logic (Kleene): what is not known stays open until nothing unknown
/// could change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It depends on something that is not known.
    Unknown,
}

impl Truth {
    /// Yes only if all are, no as soon as one is. Of nothing: yes.
    pub fn all(items: impl IntoIterator<Item = Self>) -> Self {
        let mut result = Self::Yes;
        for item in items {
            match item {
                Self::No => return Self::No,
                Self::Unknown => result = Self::Unknown,
                Self::Yes => {}
            }
        }
        result
    }

    /// Yes as soon as one is, no only if all are. Of nothing: no.
    pub fn any(items: impl IntoIterator<Item = Self>) -> Self {
        Self::all(items.into_iter().map(Self::not)).not()
    }

    /// The opposite; the unknown stays unknown.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// The name in files and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    #[test]
    fn the_unknown_stays_open_unless_nothing_unknown_can_change_the_answer() {
        assert_eq!(Truth::all([Yes, Unknown]), Unknown);
        assert_eq!(Truth::all([Unknown, No]), No);
        assert_eq!(Truth::any([Unknown, No]), Unknown);
        assert_eq!(Truth::any([Unknown, Yes]), Yes);
        assert_eq!((Truth::all([]), Truth::any([])), (Yes, No));
    }
}
