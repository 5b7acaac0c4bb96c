//! Identifiers (section 10.10): a type, two hyphens, a UUID.

use sha1::{Digest as _, Sha1};
use uuid::{Builder, Uuid};

/// The namespace of every id that this product makes (RFC 9562, section 6.6).
const NAMESPACE: Uuid = Uuid::from_u128(0x5d8f_6a1e_2b37_4c0e_9a64_8f0c_7b21_d3e5);

/// The id of that type for a name: the same name always gets the same id (UUID version 5).
pub fn made(kind: &str, name: &str) -> String {
    let hash = Sha1::new().chain_update(NAMESPACE).chain_update(name).finalize();
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    format!("{kind}--{}", Builder::from_sha1_bytes(bytes).into_uuid())
}

/// True if `id` is an identifier of the type `kind`.
pub fn is_of(kind: &str, id: &str) -> bool {
    let uuid = id.strip_prefix(kind).and_then(|rest| rest.strip_prefix("--"));
    uuid.is_some_and(|uuid| uuid.len() == 36 && Uuid::try_parse(uuid).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_version_five_uuid_and_depends_on_the_name_only() {
        let id = made("action", "a/b");
        assert!(is_of("action", &id) && !is_of("end", &id), "{id}");
        assert_eq!(id, made("action", "a/b"));
        assert_ne!(id, made("action", "a/c"));
        assert_eq!(id.as_bytes()["action--".len() + 14], b'5');
    }
}
