//! Typed ids: a `CompanyId` cannot be passed where an `IncidentId` is expected.

use uuid::Uuid;

use crate::{Clock, Rng};

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct ParseIdError;

/// A new UUIDv7 (RFC 9562) of the given time and chance: ids sort by creation.
#[must_use]
pub fn new_uuid(clock: &dyn Clock, rng: &dyn Rng) -> Uuid {
    let mut random = [0_u8; 10];
    rng.fill(&mut random);
    let millis = u64::try_from(clock.now().as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Declares typed id wrappers around UUIDv7: `typed_id!(/// docs \n CompanyId);`
#[macro_export]
macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
                 ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $crate::__uuid::Uuid);

        impl $name {
            /// Makes a new id from the given time and chance.
            #[must_use]
            pub fn new(clock: &dyn $crate::Clock, rng: &dyn $crate::Rng) -> Self {
                Self($crate::new_uuid(clock, rng))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self).map_err(|_| $crate::ParseIdError)
            }
        }

        impl From<$name> for $crate::__uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FixedClock, FixedRng};

    typed_id!(
        /// An id for the test.
        ThingId
    );

    #[test]
    fn a_later_id_sorts_after_an_earlier_one_and_survives_text() {
        let rng = FixedRng::new(1);
        let clock = FixedClock::at("2026-11-21T00:00:00Z".parse().unwrap());
        let first = ThingId::new(&clock, &rng);
        clock.advance(jiff::SignedDuration::from_secs(1));
        let second = ThingId::new(&clock, &rng);
        assert!(first < second);
        assert_eq!(first.to_string().parse::<ThingId>(), Ok(first));
        assert_eq!("x".parse::<ThingId>(), Err(ParseIdError));
    }
}
