//! Approving: the company decides that a paper may be given out. The last approval freezes it.

use hikeshi_directory::company_key;
use hikeshi_drafting::Kind;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{EntryKind, IncidentId, NewEntry, add_entry, find_incident, refuse_if_closed},
    documents::Seal,
    model::incident,
};
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem};

use super::{
    Act, PaperNow, State,
    change::{Change, Noted, in_state},
    effective_state, events_of, find_paper,
    freeze::{KeptFile, keep_files, keep_version},
    life::{Approvals, approving_role, fits, role_may_approve},
    sheet_of_now, standing_approvals, versions_of,
};
use crate::{
    awaits::{renew_awaits, tell_of_provider},
    render::fill_if_ready,
};

/// What became of an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// Nobody is missing: the paper is frozen.
    Complete,
    /// It is noted; another person is missing.
    Noted,
    /// The paper no longer says what the person saw, or nobody has checked this text.
    Moved,
    /// This person approved it already.
    Already,
    /// The person's role does not approve this kind.
    NotTheirs,
}

/// What is read before the last approval is written.
struct Ready {
    incident: incident::Model,
    now: PaperNow,
    /// The approvals before this one.
    before: Approvals,
}

/// Approves the text named `seen`. Setting the files takes longer than a transaction should, so it
/// stands between the one that reads and the one that writes.
///
/// # Errors
/// Not found; the incident is closed; a paper too long for a form; a problem of the database or
/// the disk.
pub async fn approve(
    platform: &Platform,
    scope: &CompanyScope,
    incident: IncidentId,
    (paper, seen): (&str, &str),
) -> Result<Approval, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let incident = find_incident(&tx, scope, incident).await?;
    refuse_if_closed(platform, &incident)?;
    let row = find_paper(&tx, scope, &incident, paper).await?;
    let events = events_of(&tx, &row).await?;
    let now = PaperNow::read(&tx, platform, scope, &incident, row).await?;
    let state = effective_state(&now.row, &events, &now.text_sha256);
    if state != State::Checked || now.text_sha256 != seen || now.has_conflict() {
        return Ok(Approval::Moved);
    }
    let Some(role) = approving_role(now.kind, scope) else { return Ok(Approval::NotTheirs) };
    if !role_may_approve(now.kind, scope) {
        return Ok(Approval::NotTheirs);
    }
    let given = (state, &*events, &*now.text_sha256);
    let before = standing_approvals(&tx, scope.company(), now.kind, given).await?;
    let me = scope.account().map(Into::into);
    if before.has(me) {
        return Ok(Approval::Already);
    }
    let with_mine = before.clone().with(me, scope.actor_name(), fits(now.kind, role));
    let serial = versions_of(&tx, &now.row).await?.len() + 1;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let ready = Ready { incident, now, before };
    if !with_mine.is_complete() {
        return write(platform, scope, &ready, (role.name(), None)).await;
    }
    let mut sheet = sheet_of_now(platform, &ready.now, &ready.incident, Some(serial))?;
    sheet.seal = Seal::now(platform).await?;
    sheet.text_sha256.clone_from(&ready.now.text_sha256);
    let official = fill_if_ready(platform, scope, &sheet).await?;
    let (files, kept) = keep_files(platform, &key, (&ready.now, &sheet, official)).await?;
    let done = write(platform, scope, &ready, (role.name(), Some(&files))).await?;
    if done == Approval::Complete {
        kept.release();
    }
    Ok(done)
}

/// Writes the approval, and with `files` the frozen version; [`Approval::Moved`] if the paper, its
/// facts or the right of an earlier approver changed since they were read.
async fn write(
    platform: &Platform,
    scope: &CompanyScope,
    ready: &Ready,
    (role, files): (&str, Option<&[KeptFile]>),
) -> Result<Approval, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let change = Change { tx: &tx, platform, scope, incident: &ready.incident };
    let row = change.hold_open(&ready.now.row.id.to_string()).await?;
    if row.version != ready.now.row.version {
        return Ok(Approval::Moved);
    }
    let now = PaperNow::read(&tx, platform, scope, &ready.incident, row).await?;
    if now.text_sha256 != ready.now.text_sha256 {
        return Ok(Approval::Moved);
    }
    let events = events_of(&tx, &now.row).await?;
    let given = (State::Checked, &*events, &*now.text_sha256);
    let before = standing_approvals(&tx, scope.company(), now.kind, given).await?;
    if before != ready.before {
        return Ok(Approval::Moved);
    }
    let mut noted = Noted {
        text_sha256: now.text_sha256.clone(),
        by_role: role.to_owned(),
        ..Noted::default()
    };
    let (next, done) = match files {
        Some(files) => {
            noted.version_id = Some(keep_version(&change, &now, State::Approved, files).await?);
            let entry = line(platform, now.kind, &now.row.recipient);
            add_entry(&tx, platform, scope, &ready.incident, entry).await?;
            (State::Approved, Approval::Complete)
        }
        None => (State::Checked, Approval::Noted),
    };
    change.note((now.row.id, now.row.version), Act::Approved, noted).await?;
    change.write(in_state(next), &now.row, Act::Approved).await?;
    renew_awaits(&tx, platform, scope, &ready.incident).await?;
    tell_of_provider(&tx, platform, scope, (&ready.incident, &now.row)).await?;
    tx.commit().await?;
    Ok(done)
}

/// The line of the timeline.
fn line(platform: &Platform, kind: &Kind, recipient: &str) -> NewEntry {
    let title = kind.title(Lang::Ja);
    let words = platform.words(Lang::Ja);
    let text = words.ta("paperwork-line-approved", &[("title", &title), ("recipient", &recipient)]);
    NewEntry::automatic(EntryKind::Decision, platform.clock.now(), text)
}
