//! What can be known of an asset.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($name:ident = $text:literal, $doc:literal;)+
     => $mark:ident = $mark_text:literal, $mark_doc:literal;) => {
        /// One thing that is known of an asset.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Field {
            $(#[doc = $doc] $name,)+
            #[doc = $mark_doc] $mark,
        }

        impl Field {
            /// All that are kept, in the order of forms and tables.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its name in files, forms and keys of words.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::$mark => $mark_text }
            }
        }
    };
}

fields! {
    Name = "name", "What people call it.";
    Kind = "kind", "Which kind of asset.";
    Tag = "tag", "The company's own number for it.";
    State = "state", "In use, put away or retired.";
    Usage = "usage", "What it is for.";
    Hostname = "hostname", "Its name on the network.";
    Maker = "maker", "Who made it.";
    Model = "model", "The maker's name or number of the model.";
    Serial = "serial", "The maker's serial number.";
    Mac = "mac", "Hardware address, the first one of several.";
    Ip = "ip", "Network address.";
    Network = "network", "The network that it is in.";
    Os = "os", "Operating system or firmware.";
    OsVersion = "os-version", "Version or build of that.";
    Version = "version", "Version of a program.";
    Person = "person", "Who uses or answers for it.";
    Department = "department", "Which department.";
    Site = "site", "Which site or office.";
    Place = "place", "Where there.";
    Exposed = "exposed", "Whether it can be reached from the internet.";
    Backup = "backup", "Whether there is a copy of its data.";
    Partner = "partner", "With whom there is a contract, who runs or mends it.";
    ContractNumber = "contract-number", "The number of the contract or licence.";
    Url = "url", "Address of a site, domain or service.";
    Login = "login", "Name of an account; not its password.";
    Quantity = "quantity", "How many.";
    Started = "started", "Bought, begun or registered on.";
    Ends = "ends", "Contract, licence, lease or domain ends on.";
    LicenceKey = "licence-key", "Secret: key of a licence.";
    Password = "password", "Secret: password or key.";
    Note = "note", "Anything else.";
    => Number = "number", "The number in our own ledger, as its export has it: what a row is recognised by, never kept.";
}

impl Field {
    /// The field of that name, of those that are kept.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// What a column of that name may mean: a field that is kept, or the number of the ledger.
    #[must_use]
    pub fn of_column(name: &str) -> Option<Self> {
        Self::from_name(name).or_else(|| (name == Self::Number.name()).then_some(Self::Number))
    }

    /// Whether its value is hidden and encrypted.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::LicenceKey | Self::Password)
    }

    /// Whether its value is a day, `YYYY-MM-DD`.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Started | Self::Ends)
    }

    /// Whether its value is `yes`, `no` or nothing.
    #[must_use]
    pub const fn is_yes_no(self) -> bool {
        matches!(self, Self::Exposed | Self::Backup)
    }

    /// Whether its value names a thing of technology, in which wide letters mean the narrow ones.
    #[must_use]
    pub const fn is_technical(self) -> bool {
        matches!(
            self,
            Self::Tag
                | Self::Hostname
                | Self::Model
                | Self::Serial
                | Self::Mac
                | Self::Ip
                | Self::Os
                | Self::OsVersion
                | Self::Version
                | Self::ContractNumber
                | Self::Url
                | Self::Login
                | Self::Quantity
        )
    }
}
