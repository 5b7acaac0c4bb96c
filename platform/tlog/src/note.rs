//! Signed notes (C2SP signed-note) with Ed25519.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hikeshi_kernel::Rng;

use crate::TlogError;
use crate::note_text::{KeyText, SignedNote, key_id, valid_name};

/// The type byte of Ed25519 keys.
const ED25519: u8 = 1;

/// The secret key of the log with its name, which is also the origin of the log's checkpoints.
#[derive(Clone)]
pub struct NoteKey {
    name: String,
    key: SigningKey,
}

impl NoteKey {
    /// A new key. `name` should be like a web address without scheme: `example.com/log`.
    ///
    /// # Errors
    /// [`TlogError::Format`] if the name is empty or has spaces, control letters or `+`.
    pub fn generate(name: &str, rng: &dyn Rng) -> Result<Self, TlogError> {
        let mut seed = [0; 32];
        rng.fill(&mut seed);
        let name = valid_name(name)?.to_owned();
        Ok(Self { name, key: SigningKey::from_bytes(&seed) })
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half, to be given to those who check.
    #[must_use]
    pub fn verifier(&self) -> NoteVerifier {
        NoteVerifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The note: `text`, an empty line, one signature line.
    ///
    /// # Errors
    /// [`TlogError::Format`] if the text does not end with a line break or has other control
    /// letters.
    pub fn sign(&self, text: &str) -> Result<String, TlogError> {
        if !text.ends_with('\n') || text.chars().any(|c| c < ' ' && c != '\n') {
            return Err(TlogError::Format { what: "note text" });
        }
        Ok(format!("{text}\n{}", self.line(text)))
    }

    /// The note with a line of this key below the lines that it has: while keys change, a
    /// checkpoint is signed by the old and the new one.
    ///
    /// # Errors
    /// [`TlogError::Format`] if it is not a note.
    pub fn sign_also(&self, note: &str) -> Result<String, TlogError> {
        Ok(format!("{note}{}", self.line(SignedNote::read(note)?.text)))
    }

    fn line(&self, text: &str) -> String {
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        SignedNote::line(&self.name, self.verifier().id(), &signature)
    }

    /// The secret in the form of Go's `sumdb/note`: `PRIVATE+KEY+<name>+<id>+<base64>`.
    pub(crate) fn to_secret_text(&self) -> String {
        let text = KeyText { name: &self.name, kind: ED25519, bytes: self.key.to_bytes() };
        text.secret(self.verifier().id())
    }

    pub(crate) fn from_secret_text(text: &str) -> Result<Self, TlogError> {
        let bad = || TlogError::Format { what: "log key" };
        let (parts, id) =
            text.strip_prefix("PRIVATE+KEY+").and_then(KeyText::parse).ok_or_else(bad)?;
        let key = SigningKey::from_bytes(&parts.bytes);
        let key = Self { name: valid_name(parts.name)?.to_owned(), key };
        if parts.kind == ED25519 && key.verifier().id() == id { Ok(key) } else { Err(bad()) }
    }
}

impl fmt::Debug for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteKey({}, secret)", self.name)
    }
}

/// A public key with its name. As text: `<name>+<id>+<base64>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteVerifier {
    name: String,
    key: VerifyingKey,
}

impl NoteVerifier {
    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256 of name, line break, type byte and public key.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, ED25519, self.key.as_bytes())
    }

    /// Checks a note and returns its text (with the last line break). Signatures of other keys
    /// are passed over.
    ///
    /// # Errors
    /// [`TlogError::Format`] if it is not a note; [`TlogError::BadSignature`] if this key's
    /// signature is missing or any of them is wrong.
    pub fn verify<'a>(&self, note: &'a str) -> Result<&'a str, TlogError> {
        let note = SignedNote::read(note)?;
        let mut verified = false;
        for bytes in note.by(&self.name, self.id()) {
            let signature = Signature::from_slice(bytes).map_err(|_| TlogError::BadSignature)?;
            self.key
                .verify_strict(note.text.as_bytes(), &signature)
                .map_err(|_| TlogError::BadSignature)?;
            verified = true;
        }
        if verified { Ok(note.text) } else { Err(TlogError::BadSignature) }
    }
}

impl fmt::Display for NoteVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = KeyText { name: &self.name, kind: ED25519, bytes: self.key.to_bytes() };
        f.write_str(&text.public(self.id()))
    }
}

impl FromStr for NoteVerifier {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let bad = || TlogError::Format { what: "log public key" };
        let (parts, id) = KeyText::parse(text).ok_or_else(bad)?;
        let key = VerifyingKey::from_bytes(&parts.bytes).map_err(|_| bad())?;
        let verifier = Self { name: valid_name(parts.name)?.to_owned(), key };
        if parts.kind == ED25519 && verifier.id() == id { Ok(verifier) } else { Err(bad()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Go's `golang.org/x/mod/sumdb/note`.
    const SECRET: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                        then you don't know what your problem is.\n";
    const LINE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGU\
                        gYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn keys_and_notes_are_those_of_the_go_example() {
        let key = NoteKey::from_secret_text(SECRET).unwrap();
        assert_eq!(key.to_secret_text(), SECRET);
        assert_eq!(key.verifier().to_string(), PUBLIC);
        assert_eq!(key.sign(TEXT).unwrap(), format!("{TEXT}\n{LINE}"));
        let verifier: NoteVerifier = PUBLIC.parse().unwrap();
        assert_eq!(verifier.verify(&format!("{TEXT}\n{LINE}")).unwrap(), TEXT);
    }

    #[test]
    fn other_signatures_are_passed_over_but_a_wrong_one_of_ours_is_refused() {
        let verifier: NoteVerifier = PUBLIC.parse().unwrap();
        let other = "\u{2014} other.example/log AAAAAAAA\n";
        assert_eq!(verifier.verify(&format!("{TEXT}\n{other}{LINE}")).unwrap(), TEXT);
        let refused = |note: &str| verifier.verify(note).unwrap_err();
        assert!(matches!(refused(&format!("{TEXT}\n{other}")), TlogError::BadSignature));
        let changed = TEXT.replace("problem is", "question is");
        assert!(matches!(refused(&format!("{changed}\n{LINE}")), TlogError::BadSignature));
        for broken in ["", "\n", "text", "text\n", "text\n\n", "a\n\n\u{2014} x\n", "a\tb\n\nc\n"] {
            assert!(matches!(refused(broken), TlogError::Format { .. }), "{broken:?}");
        }
    }

    #[test]
    fn a_name_that_would_break_a_note_is_refused() {
        for name in ["", "two words", "a+b", "line\nbreak", "wide\u{3000}space"] {
            assert!(NoteKey::generate(name, &hikeshi_kernel::FixedRng::new(1)).is_err());
        }
    }
}
