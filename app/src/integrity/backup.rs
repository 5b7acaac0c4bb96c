//! Copies of the database: beside each lies a note with its hash, signed by the key of the log, so
//! that a damaged or changed copy is known before it is needed.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use hikeshi_db::{Db, Fence, Tx};
use hikeshi_tlog::{KeyRing, NoteKey, TlogError, root_of_rows, verify_rows};
use sha2::{Digest as _, Sha256};

/// The first line of the note: its form and version.
const HEADER: &str = "hikeshi-backup-v1";

/// What is wrong with a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupFault {
    /// The file is not the one that was written.
    Changed,
    /// There is no note beside it.
    NoteMissing,
    /// The note is damaged or not signed by the log's key.
    NoteUnsigned,
    /// The database in it cannot be read.
    Unreadable,
    /// The log in it contradicts itself.
    LogBroken,
    /// The log in it is not a beginning of the log of today.
    OtherHistory,
}

impl BackupFault {
    /// All faults.
    pub const ALL: [Self; 6] = [
        Self::Changed,
        Self::NoteMissing,
        Self::NoteUnsigned,
        Self::Unreadable,
        Self::LogBroken,
        Self::OtherHistory,
    ];

    /// The name for programs and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::NoteMissing => "note-missing",
            Self::NoteUnsigned => "note-unsigned",
            Self::Unreadable => "unreadable",
            Self::LogBroken => "log-broken",
            Self::OtherHistory => "other-history",
        }
    }
}

/// One fault of one copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFinding {
    /// What.
    pub fault: BackupFault,
    /// The copy.
    pub file: String,
    /// The entry that is broken.
    pub entry: Option<u64>,
}

/// Writes the note of a copy that was just made. Before the log has a key, the note is unsigned.
///
/// # Errors
/// The file cannot be read, the note not be written.
pub(crate) fn note_backup(folder: &Path, file: &Path) -> anyhow::Result<()> {
    let text = describe(file)?;
    let note = match NoteKey::load(&folder.join("keys/log.key")) {
        Ok(key) => key.sign(&text)?,
        Err(TlogError::KeyMissing { .. }) => text,
        Err(error) => return Err(error.into()),
    };
    let path = note_of(file);
    crate::private::write_new(&path, &note)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Looks at a copy: its bytes against the note, its log against the log of today.
pub(super) async fn check(
    tx: &Tx,
    file: &Path,
    ring: &KeyRing,
) -> anyhow::Result<Vec<BackupFinding>> {
    let finding = |fault, entry| BackupFinding { fault, file: file.display().to_string(), entry };
    let now = describe(file)?;
    let mut found = Vec::new();
    match fs::read_to_string(note_of(file)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            found.push(finding(BackupFault::NoteMissing, None));
        }
        Err(_) => found.push(finding(BackupFault::NoteUnsigned, None)),
        Ok(note) => {
            let signed = ring.verifiers().iter().find_map(|key| key.verify(&note).ok());
            match signed {
                Some(text) if text == now => {}
                Some(_) => found.push(finding(BackupFault::Changed, None)),
                // Before the first start there is no key to sign with.
                None if note == now && ring.verifiers().is_empty() => {}
                None => {
                    found.push(finding(BackupFault::NoteUnsigned, None));
                    if !note.starts_with(&now) {
                        found.push(finding(BackupFault::Changed, None));
                    }
                }
            }
        }
    }
    if is_sqlite(file) {
        found.extend(log_in(tx, file).await?.map(|(fault, entry)| finding(fault, entry)));
    }
    Ok(found)
}

/// The fault of the log inside a copy.
async fn log_in(tx: &Tx, file: &Path) -> anyhow::Result<Option<(BackupFault, Option<u64>)>> {
    let unreadable = Some((BackupFault::Unreadable, None));
    let Ok(copy) = Db::open_read_only(file).await else { return Ok(unreadable) };
    let Ok(inside) = copy.read(Fence::Open).await else { return Ok(unreadable) };
    let verified = verify_rows(inside.conn()).await;
    drop(inside);
    copy.close().await;
    Ok(match verified {
        Err(TlogError::Broken { seq, .. }) => Some((BackupFault::LogBroken, Some(seq))),
        Err(_) => unreadable,
        Ok(then) => match root_of_rows(tx.conn(), then.size).await {
            Ok(root) if root == then.root => None,
            Ok(_) | Err(TlogError::Broken { .. }) => Some((BackupFault::OtherHistory, None)),
            Err(error) => return Err(error.into()),
        },
    })
}

/// What the note says about a file: name, length, SHA-256.
fn describe(file: &Path) -> anyhow::Result<String> {
    let reading = || format!("cannot read {}", file.display());
    let mut opened = fs::File::open(file).with_context(reading)?;
    let (mut hash, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0; 256 * 1024]);
    loop {
        let length = opened.read(&mut piece).with_context(reading)?;
        if length == 0 {
            break;
        }
        size += length as u64;
        hash.update(&piece[..length]);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sha256 = hex::encode(hash.finalize());
    Ok(format!("{HEADER}\nfile {name}\nsize {size}\nsha256 {sha256}\n"))
}

fn note_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".note");
    name.into()
}

fn is_sqlite(file: &Path) -> bool {
    let mut start = [0; 16];
    let read = fs::File::open(file).and_then(|mut file| file.read_exact(&mut start));
    file.extension().is_some_and(|end| end == "db")
        || read.is_ok() && start == *b"SQLite format 3\0"
}
