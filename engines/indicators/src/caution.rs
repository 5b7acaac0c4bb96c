//! What speaks against looking for a trace everywhere.

use serde::{Serialize, Serializer};

/// What speaks against looking for a trace everywhere, whoever the victim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caution {
    /// An address that exists in every office: private, loopback, link-local, multicast.
    Private,
    /// A name that exists inside one network only.
    Internal,
    /// An address or name that many rightly use: whoever blocks it harms himself.
    WellKnown,
    /// A name below one that many rightly use, such as a bucket of a large host.
    SharedHost,
    /// An address or name set aside for examples.
    Reserved,
    /// A name with letters beyond ASCII: where it begins in running text is to be checked.
    Idn,
    /// The hash of an empty file.
    EmptyFile,
    /// It carries a name and a password.
    Credentials,
}

impl Caution {
    /// The name in files and in keys of words (`sharing-hold-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Internal => "internal",
            Self::WellKnown => "well-known",
            Self::SharedHost => "shared-host",
            Self::Reserved => "reserved",
            Self::Idn => "idn",
            Self::EmptyFile => "empty-file",
            Self::Credentials => "credentials",
        }
    }

    /// Whether it stays behind unless a person decides otherwise; else it is only a warning.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(
            self,
            Self::Private | Self::Internal | Self::WellKnown | Self::EmptyFile | Self::Credentials
        )
    }
}

impl Serialize for Caution {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}
