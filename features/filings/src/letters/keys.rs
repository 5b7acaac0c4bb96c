//! Keyed hashes: they tell the same person again without keeping who it was.

use hikeshi_kernel::fold_width;

use super::{Channel, Recipient};

/// The secret of one run. Without it nobody can try names against the hashes.
#[derive(Clone)]
pub(super) struct Secret([u8; 32]);

impl Secret {
    pub(super) const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash by which nobody gets two letters of a run.
    pub(super) fn address(&self, channel: Channel, who: &Recipient) -> String {
        self.hash("address", &address_key(channel, who))
    }

    /// The hash of the name alone.
    pub(super) fn name(&self, name: &str) -> String {
        self.hash("name", &squeezed(name))
    }

    fn hash(&self, kind: &str, text: &str) -> String {
        blake3::keyed_hash(&self.0, format!("{kind}\n{text}").as_bytes()).to_hex().to_string()
    }
}

/// What two rows for the same letter have in common: the mailbox, or name and postal address.
pub(super) fn address_key(channel: Channel, who: &Recipient) -> String {
    match channel {
        Channel::Email => fold_width(who.email.trim()).to_lowercase(),
        Channel::Paper => format!("{}\n{}", squeezed(&who.name), squeezed(&who.address)),
    }
}

/// Without blanks, width, case and the different dashes of Japanese keyboards.
fn squeezed(text: &str) -> String {
    let folded = fold_width(text).to_lowercase();
    let dash = |letter: char| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    };
    folded.chars().filter(|letter| !letter.is_whitespace()).map(dash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, email: &str, address: &str) -> Recipient {
        Recipient {
            line: 2,
            name: name.to_owned(),
            email: email.to_owned(),
            postal: String::new(),
            address: address.to_owned(),
            values: Vec::new(),
        }
    }

    #[test]
    fn the_same_person_typed_differently_has_the_same_hash_and_another_secret_another() {
        let (one, two) = (Secret::new([1; 32]), Secret::new([2; 32]));
        let a = person("Abe  Ken", "Ken@Example.JP", "Minato 1\u{2010}2");
        let b = person("abe\u{3000}ken", "ken@example.jp", "Minato\u{FF11}-2");
        for channel in [Channel::Email, Channel::Paper] {
            assert_eq!(one.address(channel, &a), one.address(channel, &b));
            assert_ne!(one.address(channel, &a), two.address(channel, &a));
        }
        assert_eq!(one.name(&a.name), one.name(&b.name));
    }
}
