//! How a letter reaches a person.

/// How the letters of a run go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail.
    Email,
    /// On paper: files to print.
    Paper,
}

impl Channel {
    /// The name in the database and in keys of words (`letters-channel-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Paper => "paper",
        }
    }

    /// The channel of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Email, Self::Paper].into_iter().find(|channel| channel.name() == name)
    }
}
