//! Ids that are made of what they name (UUID version 5).

use serde_json::Value;
use sha1::{Digest as _, Sha1};
use uuid::{Builder, Uuid};

/// The namespace that STIX 2.1 prescribes for observables (section 2.9).
const OBSERVABLES: Uuid = Uuid::from_u128(0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7);
/// Ours, for everything else: version 5 of "hikeshi indicators" under the namespace of observables
/// would be reserved for those, so it is a random one.
const OURS: Uuid = Uuid::from_u128(0x6f0c_2f0e_5d52_4a63_9b0a_3c1e_7d84_55e1);

/// The id of an observable, the same for everybody: made of the properties that STIX names, as
/// canonical JSON.
pub(super) fn observable(kind: &str, properties: &Value) -> String {
    format!("{kind}--{}", version_5(OBSERVABLES, properties.to_string().as_bytes()))
}

/// The id of anything else of a case.
pub(super) fn of_case(case: Uuid, kind: &str, name: &str) -> Uuid {
    let space = version_5(OURS, case.as_bytes());
    version_5(space, format!("{kind}\n{name}").as_bytes())
}

/// The id of a producer, the same in every parcel.
pub(super) fn of_producer(name: &str) -> Uuid {
    version_5(OURS, format!("producer\n{name}").as_bytes())
}

fn version_5(space: Uuid, name: &[u8]) -> Uuid {
    let digest = Sha1::new().chain_update(space.as_bytes()).chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    Builder::from_sha1_bytes(bytes).into_uuid()
}
