//! What can happen to an exhibit.

macro_rules! kinds {
    ($($name:ident = $text:literal, $doc:literal;)+) => {
        /// What happened to an exhibit. Titles stand in the content pack under the same names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum CustodyKind {
            $(#[doc = $doc] $name,)+
        }

        impl CustodyKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name in the database and in the content pack.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

kinds! {
    Found = "found", "Somebody came upon it, before anybody touched it.";
    Collected = "collected", "It became an exhibit.";
    Transferred = "transferred", "It went from one person to another.";
    Received = "received", "The other side of a hand-over confirmed it.";
    Refused = "refused", "The other side of a hand-over says that it is not so.";
    Withdrawn = "withdrawn", "A hand-over that nobody confirmed was taken back.";
    Sealed = "sealed", "It was sealed.";
    SealOpened = "seal-opened", "Its seal was opened on purpose.";
    SealBroken = "seal-broken", "Its seal is broken.";
    Stored = "stored", "It was put away.";
    Accessed = "accessed", "Somebody looked at it.";
    Examined = "examined", "Somebody examined it.";
    Copied = "copied", "A copy was made, which is an exhibit of its own.";
    Exported = "exported", "A copy of the file went out.";
    Verified = "verified", "The hashes were computed again and compared.";
    Returned = "returned", "It went back to its owner.";
    DisposalRequested = "disposal-requested", "Somebody asks to destroy it.";
    DisposalDeclined = "disposal-declined", "It is not destroyed after all.";
    Disposed = "disposed", "Two persons had it destroyed.";
}

impl CustodyKind {
    /// The kinds that a person writes down alone; a hand-over needs both sides, a copy is added as
    /// an exhibit.
    pub const BY_HAND: [Self; 8] = [
        Self::Sealed,
        Self::Stored,
        Self::Accessed,
        Self::Examined,
        Self::Exported,
        Self::SealOpened,
        Self::SealBroken,
        Self::Found,
    ];

    /// Among events of the same moment: what has to come before others comes first.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Collected => 0,
            Self::SealOpened => 1,
            _ => 2,
        }
    }

    /// Whether it goes from one person to another with it.
    #[must_use]
    pub const fn is_hand_over(self) -> bool {
        matches!(self, Self::Transferred | Self::Returned)
    }

    /// The kind of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
