//! The kinds of assets, and what is asked for each.

use serde::{Deserialize, Serialize};

use crate::{Field, Values, words};

/// A kind of asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// PC, tablet, smartphone, printer.
    Device,
    /// Server or network storage.
    Server,
    /// Router, firewall, switch, access point.
    Network,
    /// A program.
    Software,
    /// A licence with its key.
    Licence,
    /// An account.
    Account,
    /// A cloud service.
    Cloud,
    /// A web site or domain.
    Web,
    /// A contract.
    Contract,
}

impl Kind {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 9] = [
        Self::Device,
        Self::Server,
        Self::Network,
        Self::Software,
        Self::Licence,
        Self::Account,
        Self::Cloud,
        Self::Web,
        Self::Contract,
    ];

    /// Its name in files, forms and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Server => "server",
            Self::Network => "network",
            Self::Software => "software",
            Self::Licence => "licence",
            Self::Account => "account",
            Self::Cloud => "cloud",
            Self::Web => "web",
            Self::Contract => "contract",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind that a word of a list means, such as the Japanese for "laptop".
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::from_name(word).or_else(|| words::kind_of(word))
    }

    /// Whether it is a thing that stands somewhere and is plugged in.
    #[must_use]
    pub const fn is_machine(self) -> bool {
        matches!(self, Self::Device | Self::Server | Self::Network)
    }

    /// What the short form for this kind asks, in its order; the rest is one click away.
    #[must_use]
    pub const fn asked(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Device => &[
                F::Name,
                F::Person,
                F::Department,
                F::Maker,
                F::Model,
                F::Serial,
                F::Os,
                F::OsVersion,
            ],
            Self::Server => &[
                F::Name,
                F::Usage,
                F::Person,
                F::Model,
                F::Os,
                F::OsVersion,
                F::Exposed,
                F::Backup,
            ],
            Self::Network => {
                &[F::Name, F::Maker, F::Model, F::OsVersion, F::Partner, F::Network, F::Exposed]
            }
            Self::Software => &[F::Name, F::Maker, F::Version, F::Quantity, F::Ends],
            Self::Licence => &[F::Name, F::Partner, F::Quantity, F::Ends, F::LicenceKey],
            Self::Account => &[F::Name, F::Url, F::Login, F::Person, F::Password],
            Self::Cloud => &[F::Name, F::Usage, F::Partner, F::Url, F::Person, F::Backup, F::Ends],
            Self::Web => &[F::Name, F::Url, F::Partner, F::Person, F::Exposed, F::Backup, F::Ends],
            Self::Contract => &[F::Name, F::Partner, F::ContractNumber, F::Person, F::Ends],
        }
    }

    /// The kind that the values of a row speak for, where no column says it; `None` if nothing does.
    #[must_use]
    pub fn of_values(values: &Values) -> Option<Self> {
        let has = |field: Field| values.contains_key(&field);
        let said = [Field::Usage, Field::Name, Field::Model, Field::Os, Field::Note];
        let machine = [Field::Serial, Field::Mac, Field::Hostname, Field::Os].into_iter().any(has);
        let word = said
            .into_iter()
            .filter_map(|field| values.get(&field))
            .find_map(|value| words::kind_within(value));
        match word {
            Some(kind) if kind.is_machine() || !machine => Some(kind),
            _ if machine => Some(Self::Device),
            _ if has(Field::LicenceKey) => Some(Self::Licence),
            _ if has(Field::Login) => Some(Self::Account),
            _ if has(Field::ContractNumber) => Some(Self::Contract),
            _ if has(Field::Version) => Some(Self::Software),
            _ if has(Field::Model) => Some(Self::Device),
            _ => None,
        }
    }
}
