//! The whole log looked at: rows, published files, keys and every checkpoint that somebody kept.
//! Nothing is changed. What does not fit is named with its place.

mod changes;
mod finding;
mod keys;
mod walk;

use std::path::Path;

use sea_orm::ConnectionTrait;

use crate::publish::{blocking, read_checkpoint_note};
use crate::{Checkpoint, Hash, KeyRing, LoggedEntry, NoteVerifier, TlogError, rows};
pub use finding::{Fault, Finding};
use walk::Walk;

/// So many entries are named one by one; of further ones it is said that there are more.
const NAMED: usize = 200;

/// How the published checkpoint is called, from the data folder.
const PUBLISHED: &str = "log/checkpoint";

/// A checkpoint that somebody kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it comes from, as people will read it.
    pub name: String,
    /// The note, or the bare lines of a checkpoint.
    pub note: String,
}

/// What an inspection saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The entries in the database.
    pub size: u64,
    /// The root over the entries as they are; `None` if some are missing.
    pub root: Option<Hash>,
    /// The published checkpoint, if it is there and signed.
    pub published: Option<Checkpoint>,
    /// The kept checkpoints with which the entries agree: name and size.
    pub agreed: Vec<(String, u64)>,
    /// What does not fit, in the order in which it was found.
    pub findings: Vec<Finding>,
    /// Whether more entries differ than are named.
    pub more: bool,
}

/// Looks at everything. `folder` is the published log, `ring` its keys, `kept` the checkpoints that were kept elsewhere. `see` is shown every entry
/// that could be read, in order. Entries that are written meanwhile are left for the next time.
///
/// # Errors
/// [`TlogError::Db`], [`TlogError::Io`]: it could not be looked. Faults are no errors.
pub async fn inspect(
    conn: &impl ConnectionTrait,
    folder: &Path,
    ring: &KeyRing,
    kept: &[Kept],
    mut see: impl FnMut(&LoggedEntry),
) -> Result<Inspection, TlogError> {
    let mut findings = Vec::new();
    let verifiers = ring.verifiers();
    let root = folder.to_owned();
    let note = blocking(move || read_checkpoint_note(&root)).await;
    let published = published(note, verifiers, &mut findings)?;
    let kept = readable(kept, published.as_ref(), verifiers, &mut findings);

    let head = match rows::head(conn).await {
        Ok(head) => Some(head),
        Err(TlogError::Broken { .. } | TlogError::NoHead) => {
            findings.push(Finding::new(Fault::HeadDamaged));
            None
        }
        Err(error) => return Err(error),
    };
    let sizes = kept.iter().map(|(_, it)| it.size).chain(published.as_ref().map(|it| it.size));
    let mut walk = Walk::new(folder, published.as_ref(), sizes.collect());
    let mut introduced = Vec::new();
    walk.rows(conn, head.as_ref().map(crate::Frontier::size), |entry| {
        introduced.extend(keys::introduced_by(entry));
        see(entry);
    })
    .await?;
    let size = head.as_ref().map_or(walk.size(), crate::Frontier::size);
    let root = walk.root_at(size);
    if let Some(head) = &head
        && root.is_some_and(|root| root != head.root())
    {
        findings.push(Finding::new(Fault::HeadDiffers).entry(size.saturating_sub(1)));
    }
    let (mut agreed, mut contradicted) = (Vec::new(), Vec::new());
    let all = published
        .iter()
        .map(|it| (PUBLISHED.to_owned(), it))
        .chain(kept.iter().map(|(name, it)| (name.clone(), it)));
    for (name, checkpoint) in all {
        match compare(&name, checkpoint, size, &walk) {
            Some(finding) => contradicted.push(finding),
            None => agreed.push((name, checkpoint.size)),
        }
    }
    keys::check(ring, &introduced, &mut findings);
    let more = walk.more();
    let named = walk.findings(published.as_ref());
    if named.iter().any(|it| it.entry.is_some() && it.fault != Fault::TileDamaged) {
        // The entry that made it differ is named.
        findings.retain(|it| it.fault != Fault::HeadDiffers);
    }
    // What was changed comes before whom it contradicts.
    findings.extend(named);
    findings.extend(contradicted);
    Ok(Inspection { size, root, published, agreed, findings, more })
}

/// The checkpoint in the folder; only a signed one is believed.
fn published(
    note: Result<Option<String>, TlogError>,
    verifiers: &[NoteVerifier],
    findings: &mut Vec<Finding>,
) -> Result<Option<Checkpoint>, TlogError> {
    let fault = |fault| Finding::new(fault).file(PUBLISHED);
    let note = match note {
        Ok(Some(note)) => note,
        Ok(None) => {
            // Before the first start there is neither key nor checkpoint.
            findings.extend((!verifiers.is_empty()).then(|| fault(Fault::CheckpointMissing)));
            return Ok(None);
        }
        Err(TlogError::Io { source, .. }) if source.kind() == std::io::ErrorKind::InvalidData => {
            findings.push(fault(Fault::CheckpointUnreadable));
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let Ok(checkpoint) = Checkpoint::read(&note) else {
        findings.push(fault(Fault::CheckpointUnreadable));
        return Ok(None);
    };
    if verifiers.iter().any(|key| Checkpoint::open(&note, key).is_ok()) {
        return Ok(Some(checkpoint));
    }
    findings.push(fault(Fault::CheckpointUnsigned).size(checkpoint.size));
    Ok(None)
}

/// The kept checkpoints that can be compared with this log. A signature is demanded of those that
/// carry one of this log; what was copied from paper has none.
fn readable(
    kept: &[Kept],
    published: Option<&Checkpoint>,
    verifiers: &[NoteVerifier],
    findings: &mut Vec<Finding>,
) -> Vec<(String, Checkpoint)> {
    let origin = published.map(|it| it.origin.as_str());
    let origin = origin.or_else(|| verifiers.first().map(NoteVerifier::name));
    let mut comparable = Vec::new();
    for Kept { name, note } in kept {
        let Ok(checkpoint) = Checkpoint::read(note) else {
            findings.push(Finding::new(Fault::CheckpointUnreadable).file(name));
            continue;
        };
        if origin.is_some_and(|origin| origin != checkpoint.origin) {
            let finding = Finding::new(Fault::OtherLog).file(name);
            findings.push(finding.note(checkpoint.origin));
            continue;
        }
        let signed = note.contains("\n\n");
        if signed && !verifiers.iter().any(|key| Checkpoint::open(note, key).is_ok()) {
            let finding = Finding::new(Fault::CheckpointUnsigned).file(name);
            findings.push(finding.size(checkpoint.size));
        }
        comparable.push((name.clone(), checkpoint));
    }
    comparable
}

/// What the entries have against a checkpoint.
fn compare(name: &str, checkpoint: &Checkpoint, size: u64, walk: &Walk) -> Option<Finding> {
    let finding = |fault| Some(Finding::new(fault).file(name).size(checkpoint.size));
    if checkpoint.size > size {
        return finding(Fault::HistoryShortened).map(|it| it.note(size.to_string()));
    }
    match walk.root_at(checkpoint.size) {
        Some(root) if root == checkpoint.root => None,
        _ => finding(Fault::HistoryChanged),
    }
}
