//! What a trace is.

use serde::{Serialize, Serializer};

macro_rules! kinds {
    ($($name:ident = $text:literal, $doc:literal;)+) => {
        /// What a trace is. The names stand in the database, in files and in keys of words
        /// (`sharing-kind-…`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $doc] $name,)+
        }

        impl Kind {
            /// All kinds, in the order of lists.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name.
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
    Ipv4 = "ipv4", "An address of version 4.";
    Ipv6 = "ipv6", "An address of version 6.";
    Cidr = "cidr", "A range of addresses.";
    Domain = "domain", "A domain name, in ASCII.";
    Url = "url", "An address of a page or file.";
    Email = "email", "An e-mail address.";
    Md5 = "md5", "MD5 of a file.";
    Sha1 = "sha1", "SHA-1 of a file.";
    Sha256 = "sha256", "SHA-256 of a file.";
    Sha512 = "sha512", "SHA-512 of a file.";
    FileName = "file-name", "The name of a file.";
    FilePath = "file-path", "Where a file lies.";
    RegistryKey = "registry-key", "A key of the Windows registry.";
    Mutex = "mutex", "A mutex by which malware knows that it runs.";
    UserAgent = "user-agent", "How a program names itself to web servers.";
    Ja3 = "ja3", "The JA3 fingerprint of a TLS client.";
    Bitcoin = "bitcoin", "A Bitcoin address.";
    Monero = "monero", "A Monero address.";
    Cve = "cve", "A known vulnerability.";
    Technique = "attack-technique", "A technique of MITRE ATT&CK.";
}

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether a program can look for it and raise an alarm. A vulnerability and a technique only
    /// describe what happened.
    #[must_use]
    pub const fn can_be_looked_for(self) -> bool {
        !matches!(self, Self::Cve | Self::Technique)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}
