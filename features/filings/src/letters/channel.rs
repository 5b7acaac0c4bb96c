//! How a letter reaches a person.

use hikeshi_drafting::{Form, Kind};

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

    /// The channel of a kind of paper; `None` for one that is no letter with merge fields.
    #[must_use]
    pub fn of_kind(kind: &Kind) -> Option<Self> {
        let by_mail = kind.file.forms.contains(&Form::Email);
        let channel = if by_mail { Self::Email } else { Self::Paper };
        (!kind.file.merge_fields.is_empty()).then_some(channel)
    }

    /// The channel of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Email, Self::Paper].into_iter().find(|channel| channel.name() == name)
    }
}
