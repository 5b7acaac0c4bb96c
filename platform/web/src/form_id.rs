//! Ids of rows made of a form, so that a form sent twice makes one row.

use hikeshi_kernel::new_uuid;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::Platform;

/// A random id for a form that is shown: its field sends it back.
#[must_use]
pub fn fresh_form(platform: &Platform) -> String {
    let (clock, rng) = platform.chance();
    new_uuid(clock, rng).to_string()
}

/// The id of the row that a posted form makes for `owner` (a company, an incident). `form` is the
/// id that the form carries, `typed` what its fields hold: the same form with other words (sent
/// again after the browser's way back) makes another row. As the owner is part of the id, no form
/// can name, touch or learn of a row that stands elsewhere. Without a readable form id: a new one.
#[must_use]
pub fn row_of_form(platform: &Platform, owner: Uuid, form: &str, typed: &[&str]) -> Uuid {
    form.parse().map_or_else(
        |_| {
            let (clock, rng) = platform.chance();
            new_uuid(clock, rng)
        },
        |form| made_of(owner, form, typed),
    )
}

fn made_of(owner: Uuid, form: Uuid, typed: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(owner);
    hash.update(form);
    for text in typed {
        hash.update(text);
        // No text from a field has this character; it keeps "a", "bc" and "ab", "c" apart.
        hash.update([0]);
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_form_makes_the_same_row_and_nothing_else_does() {
        let (owner, form) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let row = made_of(owner, form, &["a", "bc"]);
        assert_eq!(row, made_of(owner, form, &["a", "bc"]));
        assert_ne!(row, made_of(owner, form, &["ab", "c"]), "other words");
        assert_ne!(row, made_of(form, owner, &["a", "bc"]), "another owner");
    }
}
