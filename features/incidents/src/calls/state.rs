//! Where one person of a round stands.

use crate::model::call_attempt;

/// Where one person of a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    /// Comes later.
    Waiting,
    /// Is being called now.
    Called,
    /// Did not confirm in time; the next one was called.
    Passed,
    /// Confirmed.
    Acknowledged,
    /// Need not be called any more: somebody confirmed, or a newer round began.
    Ended,
}

impl CallState {
    const ALL: [Self; 5] =
        [Self::Waiting, Self::Called, Self::Passed, Self::Acknowledged, Self::Ended];

    /// The name in the database and in keys of words (`calls-state-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Called => "called",
            Self::Passed => "passed",
            Self::Acknowledged => "acknowledged",
            Self::Ended => "ended",
        }
    }

    /// The state of a row; an unreadable one counts as ended, so that nobody is called by it.
    #[must_use]
    pub fn of(attempt: &call_attempt::Model) -> Self {
        let found = Self::ALL.into_iter().find(|state| state.name() == attempt.state);
        found.unwrap_or(Self::Ended)
    }

    /// Whether the person can still confirm: also somebody who was passed over, or who was
    /// reached by telephone before their turn.
    #[must_use]
    pub const fn may_acknowledge(self) -> bool {
        matches!(self, Self::Waiting | Self::Called | Self::Passed)
    }
}
