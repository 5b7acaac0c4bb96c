//! The public keys of the log over the years, and how a new key is trusted by those who know the
//! old one.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::tile_files::write_file;
use crate::{Entry, LogProof, LoggedEntry, NoteKey, NoteVerifier, ProofFault, TlogError};

/// The action of the entry that tells of a new key.
pub const ROTATED: &str = "log.key-rotated";
/// The list of public keys in the folder of the log: one a line, the oldest first.
const LIST: &str = "keys";

/// The keys of a log as they are found, damaged or not.
#[derive(Debug, Clone, Default)]
pub struct KeyRing {
    pub(crate) current: Option<NoteVerifier>,
    pub(crate) listed: Option<Vec<NoteVerifier>>,
    pub(crate) damaged: bool,
    verifiers: Vec<NoteVerifier>,
}

impl KeyRing {
    /// Reads the list of public keys in `folder` and the secret key at `key_file`.
    ///
    /// # Errors
    /// [`TlogError::Io`] if the system refuses. A file that is missing or damaged is no error.
    pub fn read(folder: &Path, key_file: &Path) -> Result<Self, TlogError> {
        let mut ring = Self::default();
        match NoteKey::load(key_file) {
            Ok(key) => ring.current = Some(key.verifier()),
            Err(TlogError::KeyMissing { .. }) => {}
            Err(TlogError::Format { .. }) => ring.damaged = true,
            Err(error) => return Err(error),
        }
        if let Some(list) = read_list(folder)? {
            let lines = list.lines().filter(|line| !line.is_empty());
            let keys: Vec<_> = lines.clone().filter_map(|line| line.parse().ok()).collect();
            ring.damaged |= keys.len() != lines.count();
            ring.listed = Some(keys);
        }
        ring.verifiers = ring.listed.clone().unwrap_or_default();
        let unlisted = ring.current.iter().filter(|key| !ring.verifiers.contains(*key)).cloned();
        let unlisted: Vec<_> = unlisted.collect();
        // Once there is a list, a key beside it is not believed.
        if ring.listed.is_none() {
            ring.verifiers.extend(unlisted);
        }
        Ok(ring)
    }

    /// The keys by which checkpoints are believed, the oldest first.
    #[must_use]
    pub fn verifiers(&self) -> &[NoteVerifier] {
        &self.verifiers
    }

    /// The key that signs now.
    #[must_use]
    pub fn current(&self) -> Option<&NoteVerifier> {
        self.current.as_ref()
    }
}

/// The entry that tells of the key `next` after the key `old`; signed checkpoints that cover it
/// bind both.
#[must_use]
pub fn rotation(old: &NoteVerifier, next: &NoteVerifier) -> Entry {
    let detail = json!({ "old": old.to_string(), "new": next.to_string() });
    Entry::new("system", None, ROTATED).detail(detail)
}

/// The old and the new key of an entry about a rotation; `None` for every other entry.
pub(crate) fn rotated_keys(entry: &LoggedEntry) -> Option<(NoteVerifier, NoteVerifier)> {
    if entry.action != ROTATED {
        return None;
    }
    let detail = entry.detail_value()?;
    let key = |name: &str| detail[name].as_str()?.parse().ok();
    Some((key("old")?, key("new")?))
}

/// The keys that somebody may trust who trusts `known`: each rotation's proof, in the order of
/// time, must be signed by a key known by then.
///
/// # Errors
/// What is wrong with the first proof that does not hold; [`ProofFault::UnreadableEntry`] if it
/// is not about a rotation.
pub fn follow_rotations(
    known: &[NoteVerifier],
    rotations: &[LogProof],
) -> Result<Vec<NoteVerifier>, ProofFault> {
    let mut keys = known.to_vec();
    for proof in rotations {
        let proved = proof.verify(&keys, &[])?;
        let (old, new) = rotated_keys(&proved.entry).ok_or(ProofFault::UnreadableEntry)?;
        if !keys.contains(&old) {
            return Err(ProofFault::BadSignature);
        }
        keys.push(new);
    }
    Ok(keys)
}

/// Begins the list with the log's first key; an existing list stays as it is.
pub(crate) fn list_first(folder: &Path, key: &NoteVerifier) -> Result<(), TlogError> {
    match read_list(folder)? {
        Some(_) => Ok(()),
        None => write_file(folder, LIST, format!("{key}\n").as_bytes()),
    }
}

/// Puts a key at the end of the list, unless it is there.
pub(crate) fn list_also(folder: &Path, key: &NoteVerifier) -> Result<(), TlogError> {
    let list = read_list(folder)?.unwrap_or_default();
    let line = format!("{key}\n");
    if list.contains(&line) {
        return Ok(());
    }
    write_file(folder, LIST, format!("{list}{line}").as_bytes())
}

fn read_list(folder: &Path) -> Result<Option<String>, TlogError> {
    let path = folder.join(LIST);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(TlogError::io(&path)(e)),
    }
}
