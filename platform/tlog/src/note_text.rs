//! The texts of C2SP signed-note: a note with its signature lines, and keys as one line.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use crate::TlogError;

/// A note with more signatures than this is refused.
const MOST_SIGNATURES: usize = 64;

/// A note that was taken apart; no signature has been checked.
pub(crate) struct SignedNote<'a> {
    /// What is signed, with its last line break.
    pub text: &'a str,
    lines: Vec<(&'a str, Vec<u8>)>,
}

impl<'a> SignedNote<'a> {
    /// Takes a note apart.
    pub fn read(note: &'a str) -> Result<Self, TlogError> {
        Self::parts(note).ok_or(TlogError::Format { what: "signed note" })
    }

    fn parts(note: &'a str) -> Option<Self> {
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return None;
        }
        let split = note.rfind("\n\n")?;
        let (text, signatures) = (&note[..=split], &note[split + 2..]);
        let mut lines = Vec::new();
        for line in signatures.strip_suffix('\n')?.split('\n') {
            let (name, value) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            let bytes = BASE64_STANDARD.decode(value).ok()?;
            if bytes.len() < 4 || lines.len() == MOST_SIGNATURES {
                return None;
            }
            lines.push((name, bytes));
        }
        Some(Self { text, lines })
    }

    /// The signatures (behind the key's id) of one key.
    pub fn by(&self, name: &str, id: [u8; 4]) -> impl Iterator<Item = &[u8]> {
        self.lines.iter().filter_map(move |(by, bytes)| {
            let (key, signature) = bytes.split_first_chunk::<4>()?;
            (*by == name && *key == id).then_some(signature)
        })
    }

    /// A signature line, with its line break.
    pub fn line(name: &str, id: [u8; 4], signature: &[u8]) -> String {
        let bytes = [&id, signature].concat();
        format!("\u{2014} {name} {}\n", BASE64_STANDARD.encode(bytes))
    }
}

/// A key as text, public or secret: `<name>+<id>+<base64 of type byte and 32 bytes>`.
pub(crate) struct KeyText<'a> {
    pub name: &'a str,
    /// The type byte: what the key is for.
    pub kind: u8,
    pub bytes: [u8; 32],
}

impl<'a> KeyText<'a> {
    pub fn public(&self, id: [u8; 4]) -> String {
        let bytes = [&[self.kind][..], &self.bytes].concat();
        format!("{}+{}+{}", self.name, hex::encode(id), BASE64_STANDARD.encode(bytes))
    }

    pub fn secret(&self, id: [u8; 4]) -> String {
        format!("PRIVATE+KEY+{}", self.public(id))
    }

    /// The parts and the id that the text names; the base64 may hold `+` itself.
    pub fn parse(text: &'a str) -> Option<(Self, [u8; 4])> {
        let (name, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let mut id_bytes = [0; 4];
        hex::decode_to_slice(id, &mut id_bytes).ok()?;
        let key = BASE64_STANDARD.decode(key).ok()?;
        let (kind, bytes) = key.split_first()?;
        Some((Self { name, kind: *kind, bytes: bytes.try_into().ok()? }, id_bytes))
    }
}

/// The first four bytes of SHA-256 of name, line break, type byte and public key.
pub(crate) fn key_id(name: &str, kind: u8, public: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', kind])
        .chain_update(public)
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// A name that can stand in a note.
pub(crate) fn valid_name(name: &str) -> Result<&str, TlogError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(bad) {
        return Err(TlogError::Format { what: "log name" });
    }
    Ok(name)
}
