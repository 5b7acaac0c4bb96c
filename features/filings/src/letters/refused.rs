//! Why something about a run was not done.

/// Why something about a run was not done; nothing was written then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The run is another one than the person saw.
    Moved,
    /// This person has confirmed before.
    SamePerson,
    /// Another run of the same letter is under way.
    AnotherRuns,
    /// Letters to real people belong to real incidents only.
    NotReal,
    /// The approval of the letter was taken back, or a later letter took its place.
    NotApproved,
    /// Some of them got the same letter in another run.
    GotElsewhere,
}

impl Refused {
    /// The key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Moved => "letters-moved",
            Self::SamePerson => "letters-same-person",
            Self::AnotherRuns => "letters-another-runs",
            Self::NotReal => "letters-not-real",
            Self::NotApproved => "letters-not-approved",
            Self::GotElsewhere => "letters-got-elsewhere",
        }
    }
}
