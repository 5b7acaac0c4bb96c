//! Measures of an incident: what is restored, and what keeps it from happening again.

mod add;
mod change;
mod read;

pub use add::{NewMeasure, add_measure};
pub use change::{MeasureConflict, change_measure, finish_measure};
pub use read::{due_of, find_measure, measures_of};

/// What a measure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// Something works again.
    Restore,
    /// It does not happen again.
    Prevention,
}

impl MeasureKind {
    /// Both, in the order of pages.
    pub const ALL: [Self; 2] = [Self::Restore, Self::Prevention];

    /// The name in the database and in keys of words (`lessons-kind-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Prevention => "prevention",
        }
    }

    /// The kind of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
