//! A proof as a file that can be checked without us and without a database (C2SP `tlog-proof`).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::list::hash_text;
use crate::proof::root_of_path;
use crate::{Checkpoint, Hash, LoggedEntry, NoteVerifier, TlogError, leaf_hash};

/// The first line of the file: format and version.
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// No path is longer: a tree of 2^64 leaves has this height.
const LONGEST_PATH: usize = 64;
/// A larger file is not read.
const MOST_BYTES: usize = 1 << 20;

/// The proof that one entry stands in the log, against one checkpoint.
///
/// As text it is a [`tlog-proof`](https://c2sp.org/tlog-proof) file. Its `extra` line makes it
/// readable by itself; decoded from base64 it is one or two lines, each ended by a line break:
///
/// 1. the entry, byte for byte as it was hashed into the tree (without the line break), as
///    documented at [`LoggedEntry::bytes`];
/// 2. only if whoever made the proof chose to disclose it: the detail of the entry as canonical
///    JSON, whose SHA-256 stands in the entry under `detail`.
///
/// Nothing of this is believed unseen: the first line must lead to the root of the checkpoint, the
/// second must have the hash that the first one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    index: u64,
    path: Vec<Hash>,
    entry: Option<String>,
    detail: Option<String>,
    note: String,
}

/// What a proof proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Proved {
    /// The entry; its detail only if the proof discloses it.
    pub entry: LoggedEntry,
    /// The checkpoint whose tree holds it.
    pub checkpoint: Checkpoint,
    /// The given key that signed the checkpoint.
    pub signed_by: Option<NoteVerifier>,
    /// Whether one of the kept checkpoints is this very checkpoint.
    pub kept: bool,
}

/// Why a proof does not prove its entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// The file carries no entry, so there is nothing to prove by itself.
    #[error("the proof does not carry its entry")]
    NoEntry,
    /// The entry is in a form that this version does not know.
    #[error("the entry of the proof cannot be read")]
    UnreadableEntry,
    /// The entry says another place than the proof.
    #[error("the entry names the place {says} but the proof is for the place {index}")]
    OtherPlace {
        /// By the entry.
        says: u64,
        /// By the proof.
        index: u64,
    },
    /// Entry and path do not lead to the root of the checkpoint: entry, path or checkpoint was
    /// changed.
    #[error("the entry does not lead to the root of the checkpoint")]
    NotInTree,
    /// The disclosed detail is not the one that was logged.
    #[error("the disclosed detail does not have the hash that the entry names")]
    DetailChanged,
    /// The checkpoint in the proof is not signed by any of the given keys, or the signature is
    /// wrong.
    #[error("the checkpoint of the proof is not signed by the given key")]
    BadSignature,
    /// The kept checkpoint is of another log.
    #[error("the kept checkpoint belongs to the log {origin}")]
    OtherLog {
        /// The origin of the kept checkpoint.
        origin: String,
    },
    /// A kept checkpoint of the same size has another root: the log was forked.
    #[error("a kept checkpoint of the same size ({size}) has another root: the log was forked")]
    Forked {
        /// The size.
        size: u64,
    },
    /// Nothing trusted vouches for the checkpoint: no key was given, and the kept checkpoints are
    /// of other sizes.
    #[error("nothing that was given vouches for the checkpoint of {size} entries")]
    NotVouched {
        /// The size of the checkpoint in the proof.
        size: u64,
    },
}

impl LogProof {
    /// A proof of `entry`, whose detail is not disclosed.
    pub(crate) fn new(
        entry: &LoggedEntry,
        path: Vec<Hash>,
        note: String,
    ) -> Result<Self, TlogError> {
        let text = String::from_utf8(entry.bytes()?)
            .map_err(|_| TlogError::Format { what: "log entry" })?;
        Ok(Self { index: entry.seq, path, entry: Some(text), detail: None, note })
    }

    /// Discloses the detail of the entry, so that whoever has the proof can read it. The detail
    /// may name people by id and files by hash: only for those who may know.
    ///
    /// # Errors
    /// [`TlogError::Broken`] if this is not the detail that was logged.
    pub fn disclose(self, detail: &str) -> Result<Self, TlogError> {
        let named = self.entry().ok().and_then(|entry| entry.detail_hash);
        if named.as_deref() != Some(&hash_text(detail)) {
            return Err(TlogError::Broken { seq: self.index, why: "the detail was changed" });
        }
        Ok(Self { detail: Some(detail.to_owned()), ..self })
    }

    /// The place of the entry, from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The hashes from the leaf's sibling up to the root's child.
    #[must_use]
    pub fn path(&self) -> &[Hash] {
        &self.path
    }

    /// The checkpoint in the proof, with all its signatures.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The checkpoint in the proof; nothing is checked.
    ///
    /// # Errors
    /// [`TlogError::Format`].
    pub fn checkpoint(&self) -> Result<Checkpoint, TlogError> {
        Checkpoint::read(&self.note)
    }

    /// The leaf of the carried entry.
    #[must_use]
    pub fn leaf(&self) -> Option<Hash> {
        self.entry.as_ref().map(|entry| leaf_hash(entry.as_bytes()))
    }

    /// The entry that the proof carries, with the disclosed detail; nothing is checked.
    ///
    /// # Errors
    /// [`ProofFault::NoEntry`], [`ProofFault::UnreadableEntry`].
    pub fn entry(&self) -> Result<LoggedEntry, ProofFault> {
        let text = self.entry.as_deref().ok_or(ProofFault::NoEntry)?;
        let mut entry = LoggedEntry::parse(text).ok_or(ProofFault::UnreadableEntry)?;
        entry.detail.clone_from(&self.detail);
        Ok(entry)
    }

    /// Checks everything: the entry leads to the root of the checkpoint, and the checkpoint is
    /// signed by one of `keys` or equal to one of the `kept` ones. With `keys` a signature by one
    /// of them is demanded; a kept checkpoint of the same size must have the same root.
    ///
    /// # Errors
    /// The first [`ProofFault`] that is found.
    pub fn verify(&self, keys: &[NoteVerifier], kept: &[Checkpoint]) -> Result<Proved, ProofFault> {
        let checkpoint = self.checkpoint().map_err(|_| ProofFault::NotInTree)?;
        let entry = self.entry()?;
        let leaf = self.leaf().ok_or(ProofFault::NoEntry)?;
        let Checkpoint { size, root, origin } = &checkpoint;
        if root_of_path(leaf, self.index, *size, &self.path).as_ref() != Some(root) {
            return Err(ProofFault::NotInTree);
        }
        if entry.seq != self.index {
            return Err(ProofFault::OtherPlace { says: entry.seq, index: self.index });
        }
        if let Some(detail) = &self.detail
            && entry.detail_hash.as_deref() != Some(&hash_text(detail))
        {
            return Err(ProofFault::DetailChanged);
        }
        if let Some(other) = kept.iter().find(|kept| kept.origin != *origin) {
            return Err(ProofFault::OtherLog { origin: other.origin.clone() });
        }
        if kept.iter().any(|kept| kept.size == *size && kept.root != *root) {
            return Err(ProofFault::Forked { size: *size });
        }
        let signed_by = keys.iter().find(|key| Checkpoint::open(&self.note, key).is_ok()).cloned();
        if signed_by.is_none() && !keys.is_empty() {
            return Err(ProofFault::BadSignature);
        }
        let kept = kept.iter().any(|kept| kept.size == *size);
        if !kept && signed_by.is_none() {
            return Err(ProofFault::NotVouched { size: *size });
        }
        Ok(Proved { entry, checkpoint, signed_by, kept })
    }

    /// The proof in four short lines for paper or a QR code: the checkpoint (log, size, root) and
    /// a line `entry <number> <first 16 digits of the leaf's hash>`. Typed into a file it can be
    /// given as a kept checkpoint: whoever has the paper can later tell whether the log still
    /// grows out of what it was on that day.
    ///
    /// # Errors
    /// [`TlogError::Format`] if the proof carries no checkpoint or no entry.
    pub fn short_text(&self) -> Result<String, TlogError> {
        let checkpoint = self.checkpoint()?.to_text();
        let leaf = self.leaf().ok_or(TlogError::Format { what: "log proof" })?;
        Ok(format!("{checkpoint}entry {} {}\n", self.index, hex::encode(&leaf[..8])))
    }

    /// The proof as the text of a `.tlog-proof` file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        if let Some(entry) = &self.entry {
            let detail = self.detail.as_ref().map(|it| format!("{it}\n")).unwrap_or_default();
            let extra = BASE64_STANDARD.encode(format!("{entry}\n{detail}"));
            text.push_str(&format!("extra {extra}\n"));
        }
        text.push_str(&format!("index {}\n", self.index));
        for hash in &self.path {
            text.push_str(&BASE64_STANDARD.encode(hash));
            text.push('\n');
        }
        text + "\n" + &self.note
    }

    /// Reads the text of a `.tlog-proof` file. Strict: every number and hash has one spelling.
    /// What it says is checked by [`LogProof::verify`].
    ///
    /// # Errors
    /// [`TlogError::Format`].
    pub fn parse(text: &str) -> Result<Self, TlogError> {
        Self::read(text).ok_or(TlogError::Format { what: "log proof" })
    }

    fn read(text: &str) -> Option<Self> {
        if text.len() > MOST_BYTES {
            return None;
        }
        let (head, note) = text.split_once("\n\n")?;
        Checkpoint::read(note).ok()?;
        let mut lines = head.split('\n');
        (lines.next()? == HEADER).then_some(())?;
        let mut line = lines.next()?;
        let mut extra = None;
        if let Some(encoded) = line.strip_prefix("extra ") {
            extra = Some(String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?);
            line = lines.next()?;
        }
        let digits = line.strip_prefix("index ")?;
        let index: u64 = digits.parse().ok()?;
        (index.to_string() == digits).then_some(())?;
        let path: Option<Vec<Hash>> = lines
            .map(|line| BASE64_STANDARD.decode(line).ok()?.try_into().ok())
            .take(LONGEST_PATH + 1)
            .collect();
        let path = path.filter(|path| path.len() <= LONGEST_PATH)?;
        let (entry, detail) = match &extra {
            Some(extra) => {
                let (entry, detail) = extra_lines(extra)?;
                (Some(entry.to_owned()), detail.map(str::to_owned))
            }
            None => (None, None),
        };
        Some(Self { index, path, entry, detail, note: note.to_owned() })
    }
}

/// One or two lines, each ended by a line break.
fn extra_lines(extra: &str) -> Option<(&str, Option<&str>)> {
    let (entry, rest) = extra.split_once('\n')?;
    if rest.is_empty() {
        return Some((entry, None));
    }
    let detail = rest.strip_suffix('\n').filter(|detail| !detail.contains('\n'))?;
    Some((entry, Some(detail)))
}
