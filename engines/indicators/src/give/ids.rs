//! Ids that are made of what they name.

use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

/// The namespace that STIX 2.1 prescribes for observables (section 2.9).
const OBSERVABLES: Uuid = Uuid::from_u128(0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7);
/// The id of an observable, the same for everybody: made of the properties that STIX names, as
/// canonical JSON.
pub(super) fn observable(kind: &str, properties: &Value) -> String {
    format!("{kind}--{}", version_5(OBSERVABLES, properties.to_string().as_bytes()))
}

/// The id of anything else of a case. STIX wants version 4 here; made of the case, so that what is
/// given out twice has the same id, and nobody finds the case by it.
pub(super) fn of_case(case: Uuid, kind: &str, name: &str) -> Uuid {
    version_4(&[case.as_bytes(), kind.as_bytes(), name.as_bytes()])
}

/// The id of a producer, the same in every parcel.
pub(super) fn of_producer(name: &str) -> Uuid {
    version_4(&[b"producer", name.as_bytes()])
}

fn version_4(parts: &[&[u8]]) -> Uuid {
    let mut hash = Sha256::new_with_prefix(b"hikeshi indicators");
    for part in parts {
        hash.update([0]);
        hash.update(part);
    }
    Builder::from_random_bytes(first_16(hash.finalize())).into_uuid()
}

fn version_5(space: Uuid, name: &[u8]) -> Uuid {
    let digest = Sha1::new().chain_update(space.as_bytes()).chain_update(name).finalize();
    Builder::from_sha1_bytes(first_16(digest)).into_uuid()
}

fn first_16(digest: impl IntoIterator<Item = u8>) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    bytes
}
