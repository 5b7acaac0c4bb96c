//! Ids made of a form, so that a form sent twice makes one thing.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The id of the `nth` thing that a form makes for `owner` (an incident, an exhibit). `form` is
/// the random id that the form carries. As the owner is part of it, no form can name, touch or
/// learn of a thing that stands elsewhere.
#[must_use]
pub fn id_of_form(owner: Uuid, form: Uuid, nth: usize) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(owner);
    hash.update(form);
    hash.update(nth.to_be_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
