//! Cosignatures (C2SP tlog-cosignature, version 1, Ed25519): somebody else states when they saw
//! that a log had only grown up to a checkpoint.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hikeshi_kernel::Rng;
use jiff::Timestamp;

use crate::note_text::{KeyText, SignedNote, key_id, valid_name};
use crate::{Checkpoint, TlogError, key_file};

/// The type byte of Ed25519 cosigners.
const COSIGNER: u8 = 4;

/// The secret key of a witness with its name. It must be a key of its own: what it signs does not
/// name the witness.
#[derive(Clone)]
pub struct CosignKey {
    name: String,
    key: SigningKey,
}

/// The public key of a witness with its name. As text: `<name>+<id>+<base64>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignVerifier {
    name: String,
    key: VerifyingKey,
}

impl CosignKey {
    /// A new key. `name` should be like a web address without scheme: `example.com/witness`.
    ///
    /// # Errors
    /// [`TlogError::Format`] if the name is empty or has spaces, control letters or `+`.
    pub fn generate(name: &str, rng: &dyn Rng) -> Result<Self, TlogError> {
        let mut seed = [0; 32];
        rng.fill(&mut seed);
        let name = valid_name(name)?.to_owned();
        Ok(Self { name, key: SigningKey::from_bytes(&seed) })
    }

    /// Makes a key named `name` and writes it to `path`, for its owner only.
    ///
    /// # Errors
    /// [`TlogError::KeyAlreadyThere`], [`TlogError::Format`] for the name, [`TlogError::Io`].
    pub fn create(path: &Path, name: &str, rng: &dyn Rng) -> Result<Self, TlogError> {
        let made = Self::generate(name, rng)?;
        let secret = KeyText { name: &made.name, kind: COSIGNER, bytes: made.key.to_bytes() };
        key_file::write_new(path, &secret.secret(made.verifier().id()))?;
        Ok(made)
    }

    /// Reads the key from `path`.
    ///
    /// # Errors
    /// [`TlogError::KeyMissing`], [`TlogError::Format`], [`TlogError::Io`].
    pub fn load(path: &Path) -> Result<Self, TlogError> {
        let bad = || TlogError::Format { what: "witness key" };
        let text = key_file::read(path)?;
        let (parts, id) =
            text.strip_prefix("PRIVATE+KEY+").and_then(KeyText::parse).ok_or_else(bad)?;
        if parts.kind != COSIGNER {
            return Err(bad());
        }
        let key = SigningKey::from_bytes(&parts.bytes);
        let loaded = Self { name: valid_name(parts.name)?.to_owned(), key };
        if loaded.verifier().id() == id { Ok(loaded) } else { Err(bad()) }
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> CosignVerifier {
        CosignVerifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The signature line (with its line break) over the checkpoint of `note` at the time `at`,
    /// to be put below the note. To be called only after the checkpoint was proved to go on from
    /// the one that was cosigned before.
    ///
    /// # Errors
    /// [`TlogError::Format`] if `note` is no checkpoint or the time is before 1970.
    pub fn cosign(&self, note: &str, at: Timestamp) -> Result<String, TlogError> {
        let signed = SignedNote::read(note)?;
        Checkpoint::parse(signed.text)?;
        let seconds = u64::try_from(at.as_second())
            .map_err(|_| TlogError::Format { what: "time of a cosignature" })?;
        let mut bytes = seconds.to_be_bytes().to_vec();
        bytes.extend(self.key.sign(message(seconds, signed.text).as_bytes()).to_bytes());
        Ok(SignedNote::line(&self.name, self.verifier().id(), &bytes))
    }
}

impl fmt::Debug for CosignKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CosignKey({}, secret)", self.name)
    }
}

impl CosignVerifier {
    /// The name of the witness.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256 of name, line break, type byte and public key.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, COSIGNER, self.key.as_bytes())
    }

    /// The time at which this witness cosigned the checkpoint of `note`: the latest, if several.
    /// Signatures of others are passed over.
    ///
    /// # Errors
    /// [`TlogError::Format`] if it is no note with a checkpoint; [`TlogError::BadSignature`] if
    /// this witness's line is missing or any of them is wrong.
    pub fn verify(&self, note: &str) -> Result<Timestamp, TlogError> {
        let signed = SignedNote::read(note)?;
        Checkpoint::parse(signed.text)?;
        let mut latest = None;
        for bytes in signed.by(&self.name, self.id()) {
            let time = self.time_of(bytes, signed.text).ok_or(TlogError::BadSignature)?;
            latest = latest.max(Some(time));
        }
        latest.ok_or(TlogError::BadSignature)
    }

    fn time_of(&self, bytes: &[u8], text: &str) -> Option<Timestamp> {
        let (seconds, signature) = bytes.split_first_chunk::<8>()?;
        let seconds = u64::from_be_bytes(*seconds);
        let signature = Signature::from_slice(signature).ok()?;
        self.key.verify_strict(message(seconds, text).as_bytes(), &signature).ok()?;
        Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
    }
}

impl fmt::Display for CosignVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = KeyText { name: &self.name, kind: COSIGNER, bytes: self.key.to_bytes() };
        f.write_str(&text.public(self.id()))
    }
}

impl FromStr for CosignVerifier {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let bad = || TlogError::Format { what: "witness public key" };
        let (parts, id) = KeyText::parse(text).ok_or_else(bad)?;
        let key = VerifyingKey::from_bytes(&parts.bytes).map_err(|_| bad())?;
        let verifier = Self { name: valid_name(parts.name)?.to_owned(), key };
        if parts.kind == COSIGNER && verifier.id() == id { Ok(verifier) } else { Err(bad()) }
    }
}

/// What is signed: the time, and the text of the checkpoint.
fn message(seconds: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}
