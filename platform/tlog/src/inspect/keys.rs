//! Whether the keys are those that the log tells of.

use super::{Fault, Finding};
use crate::key_ring::rotated_keys;
use crate::{KeyRing, LoggedEntry, NoteVerifier};

/// The old and the new key that an entry tells of, if its row agrees with itself.
pub(super) fn introduced_by(entry: &LoggedEntry) -> Option<(NoteVerifier, NoteVerifier)> {
    rotated_keys(entry).filter(|_| entry.checked_leaf().is_ok())
}

/// Every key but the first must have been introduced by an entry, and none may be gone.
pub(super) fn check(
    ring: &KeyRing,
    introduced: &[(NoteVerifier, NoteVerifier)],
    findings: &mut Vec<Finding>,
) {
    let key_file = || "keys/log.key".to_owned();
    if ring.damaged {
        findings.push(Finding::new(Fault::KeyUnreadable));
    }
    let Some(listed) = &ring.listed else {
        if !introduced.is_empty() {
            findings.push(Finding::new(Fault::KeyListMissing).file("log/keys"));
        }
        return;
    };
    if ring.current.is_none() && !ring.damaged {
        findings.push(Finding::new(Fault::KeyMissing).file(key_file()));
    }
    if let Some(current) = &ring.current
        && listed.last() != Some(current)
    {
        findings.push(Finding::new(Fault::KeyUnknown).file(key_file()).note(current.to_string()));
    }
    for pair in listed.windows(2) {
        if !introduced.iter().any(|(old, new)| *old == pair[0] && *new == pair[1]) {
            let finding = Finding::new(Fault::KeyUnknown).file("log/keys");
            findings.push(finding.note(pair[1].to_string()));
        }
    }
    if introduced.iter().any(|(old, new)| !listed.contains(old) || !listed.contains(new)) {
        findings.push(Finding::new(Fault::KeyListMissing).file("log/keys"));
    }
}
