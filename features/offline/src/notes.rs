//! Notes that were written while the line was down, on their way into the timeline.

use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{EntryKind, IncidentId, NewEntry, add_entry_once, find_incident, lies_ahead},
    content::content,
};
use hikeshi_kernel::{Moment, clean_text};
use hikeshi_web::{Platform, Problem, ProblemKind};
use hikeshi_when::parse_line;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Letters of one note, as many as a program may write into one line of the timeline.
const LONGEST: usize = 10_000;
/// A device's clock may be off by this much without its notes being moved.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(2);

/// One note as a device holds it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldNote {
    /// Made by the device, so that the note may be sent again.
    pub id: Uuid,
    /// The incident whose timeline it belongs to.
    pub incident: String,
    /// The name of an [`EntryKind`]; empty for a happening.
    #[serde(default)]
    pub kind: String,
    /// What was typed.
    pub line: String,
    /// When, by the clock of the device.
    pub written_at: Timestamp,
}

/// What became of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state", content = "reason")]
pub enum NoteState {
    /// It stands in the timeline; the device may forget it.
    Kept,
    /// It cannot be taken; the device goes on holding it and shows the reason.
    Refused(String),
}

/// Takes one note into its timeline, in a transaction of its own: what one note lacks does not
/// hold up the others. `sent_at` is the device's clock at the time of sending; where it differs
/// from ours, the time of the note is moved by the difference.
///
/// A line that names its time keeps it ("9:40 …" is 9:40 of the day of writing), otherwise the time
/// is that of writing.
///
/// # Errors
/// A problem of the database or of the content: the note is to be sent again.
pub async fn take_note(
    platform: &Platform,
    scope: &CompanyScope,
    words: &Words,
    (note, sent_at): (&HeldNote, Timestamp),
) -> Result<NoteState, Problem> {
    let now = platform.clock.now();
    let Ok(text) = clean_text(&note.line, LONGEST) else {
        return Ok(NoteState::Refused(words.t1("offline-refused-length", "max", LONGEST)));
    };
    let Ok(incident) = note.incident.parse::<IncidentId>() else {
        return Ok(NoteState::Refused(words.t("offline-refused-gone")));
    };
    let written = by_our_clock(note.written_at, sent_at, now);
    let new = entry(words, &note.kind, (text, written, now))?;
    let tx = platform.db.write(scope.fence()).await?;
    let taken = match find_incident(&tx, scope, incident).await {
        Ok(incident) => add_entry_once(&tx, platform, scope, &incident, (note.id, new)).await,
        Err(problem) => Err(problem),
    };
    match taken {
        Ok(_) => {
            tx.commit().await?;
            Ok(NoteState::Kept)
        }
        Err(problem) if problem.kind == ProblemKind::NotFound => {
            Ok(NoteState::Refused(words.t("offline-refused-gone")))
        }
        Err(problem) if problem.kind == ProblemKind::Conflict => {
            Ok(NoteState::Refused(words.t("offline-refused-closed")))
        }
        Err(problem) => Err(problem),
    }
}

fn entry(
    words: &Words,
    kind: &str,
    (text, written, now): (String, Timestamp, Timestamp),
) -> Result<NewEntry, Problem> {
    let line = parse_line(&content()?.times, &text, written);
    let named = line.problem.is_none() && line.moment_text.is_some() && !line.rest.is_empty();
    let (moment, text) = match named && !lies_ahead(line.moment, now) {
        true => (line.moment, line.rest),
        false => (Moment::Exact { at: written }, text),
    };
    Ok(NewEntry {
        kind: EntryKind::from_name(kind).unwrap_or(EntryKind::Happening),
        moment,
        text,
        automatic: false,
        source: words.t1("offline-source", "time", words.date_time(written)),
    })
}

/// The time of writing by our clock. A clock that differs little is left alone, so that a note has
/// the time that its writer saw.
fn by_our_clock(written: Timestamp, sent: Timestamp, now: Timestamp) -> Timestamp {
    let off = now.duration_since(sent);
    let moved = if off.abs() > CLOCKS_DIFFER { written.checked_add(off) } else { Ok(written) };
    moved.unwrap_or(now).min(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_far_off_is_set_right_and_one_that_is_near_is_left_alone() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-20T10:00:00Z");
        let slow = by_our_clock(at("2019-01-01T00:10:00Z"), at("2019-01-01T00:40:00Z"), now);
        assert_eq!(slow, at("2026-11-20T09:30:00Z"));
        let near = by_our_clock(at("2026-11-20T09:30:00Z"), at("2026-11-20T09:59:00Z"), now);
        assert_eq!(near, at("2026-11-20T09:30:00Z"));
        let ahead = by_our_clock(at("2026-11-20T10:01:00Z"), at("2026-11-20T10:01:00Z"), now);
        assert_eq!(ahead, now);
    }
}
