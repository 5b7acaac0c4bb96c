//! Whether somebody's acceptance of a risk still holds.

/// That a risk was accepted: its value then, and the last instant for which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptance {
    /// The risk value that was accepted.
    pub value: u8,
    /// Milliseconds since 1970 after which it is looked at again.
    pub until: i64,
}

/// How an acceptance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody accepted the risk.
    None,
    /// It holds.
    Holds,
    /// The risk has grown since.
    Grown,
    /// The year is over.
    Over,
}

impl Standing {
    /// How the last acceptance stands at `now` (milliseconds) for a risk of `value`. A risk that is not
    /// known any more is not the one that was accepted.
    #[must_use]
    pub fn of(last: Option<Acceptance>, value: Option<u8>, now: i64) -> Self {
        match (last, value) {
            (None, _) => Self::None,
            (Some(last), value) if value.is_none_or(|value| value > last.value) => Self::Grown,
            (Some(last), _) if now > last.until => Self::Over,
            _ => Self::Holds,
        }
    }

    /// Whether the risk is accepted now.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Holds)
    }
}
