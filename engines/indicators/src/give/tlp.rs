//! How far something may go: the Traffic Light Protocol 2.0 of FIRST.

/// A marking of the Traffic Light Protocol, version 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tlp {
    /// To anybody.
    Clear,
    /// Within the community, not in public.
    Green,
    /// Within the recipient's organisation and to its clients.
    Amber,
    /// Within the recipient's organisation only.
    AmberStrict,
    /// To the named persons only.
    Red,
}

impl Tlp {
    /// All markings, from the narrowest.
    pub const ALL: [Self; 5] =
        [Self::Red, Self::AmberStrict, Self::Amber, Self::Green, Self::Clear];

    /// The name in forms and in keys of words (`sharing-tlp-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::AmberStrict => "amber-strict",
            Self::Red => "red",
        }
    }

    /// The marking of that name; `amber+strict` is read as well.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace('+', "-");
        let name = name.strip_prefix("tlp:").unwrap_or(&name);
        Self::ALL.into_iter().find(|tlp| tlp.name() == name)
    }

    /// The marking as it must be written: `TLP:AMBER+STRICT`.
    #[must_use]
    pub fn label(self) -> String {
        format!("TLP:{}", self.level().to_ascii_uppercase())
    }

    /// The level as STIX and MISP write it.
    pub(super) fn level(self) -> String {
        self.name().replace('-', "+")
    }

    /// The id of the marking in STIX, the same all over the world (OASIS, October 2022).
    pub(super) const fn stix_id(self) -> &'static str {
        match self {
            Self::Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
            Self::Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            Self::Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
            Self::AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
            Self::Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
        }
    }

    /// The colour of the tag in MISP.
    pub(super) const fn colour(self) -> &'static str {
        match self {
            Self::Clear => "#ffffff",
            Self::Green => "#33ff00",
            Self::Amber | Self::AmberStrict => "#ffc000",
            Self::Red => "#ff2b2b",
        }
    }
}
