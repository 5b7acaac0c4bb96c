//! Timeline and custody as tables for spreadsheet programs. No cell can become a formula.

use hikeshi_casefile::write_table;
use hikeshi_kernel::Moment;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Exhibit, Line};

/// The timeline: what every line says now. What it said before is in `timeline.json`.
#[must_use]
pub fn timeline_table(lines: &[Line]) -> Vec<u8> {
    let head = [
        "id",
        "from",
        "until",
        "precision",
        "kind",
        "text",
        "by",
        "written_at",
        "corrections",
        "source",
    ];
    let rows = lines.iter().map(|line| {
        let (from, until) = span(line.moment);
        [
            line.id.to_string(),
            from,
            until,
            line.moment.precision().to_owned(),
            line.kind.clone(),
            line.text.clone(),
            line.by.clone(),
            line.written_at.to_string(),
            line.corrections.len().to_string(),
            line.source.clone(),
        ]
    });
    write_table(std::iter::once(head.map(str::to_owned)).chain(rows))
}

/// All custody events, exhibit by exhibit.
#[must_use]
pub fn custody_table(exhibits: &[Exhibit]) -> Vec<u8> {
    let head = [
        "exhibit",
        "title",
        "sha256",
        "event",
        "from",
        "until",
        "precision",
        "given_by",
        "given_to",
        "place",
        "note",
        "outcome",
        "by",
        "written_at",
        "done_by",
        "witness",
        "tool",
        "seal",
        "ended",
        "clock_ahead_seconds",
        "times_read_off_device",
        "confirmed_by",
        "event_id",
        "answers",
        "photos",
        "copy_of",
        "copy_kind",
        "claimed_sha256",
    ];
    let number_of = |id: Uuid| {
        let source = exhibits.iter().find(|exhibit| exhibit.id == id);
        source.map_or_else(|| id.to_string(), Exhibit::number)
    };
    let rows = exhibits.iter().flat_map(|exhibit| {
        exhibit.custody.iter().map(move |event| {
            let (from, until) = span(event.moment);
            let photos: Vec<&str> = event.photos.iter().map(|photo| &*photo.sha256).collect();
            [
                exhibit.number(),
                exhibit.title.clone(),
                exhibit.sha256.clone(),
                event.kind.clone(),
                from,
                until,
                event.moment.precision().to_owned(),
                event.from.clone(),
                event.to.clone(),
                event.place.clone(),
                event.note.clone(),
                event.outcome.clone(),
                event.by.clone(),
                event.at.to_string(),
                event.person.clone(),
                event.witness.clone(),
                event.tool.clone(),
                event.seal.clone(),
                event.ended.map(|ended| span(ended).1).unwrap_or_default(),
                event.offset_seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
                if event.device_clock { "yes".to_owned() } else { String::new() },
                event.way.clone(),
                event.id.to_string(),
                event.answers.map(|id| id.to_string()).unwrap_or_default(),
                photos.join(" "),
                exhibit.copy_of.map(number_of).unwrap_or_default(),
                exhibit.copy_kind.clone(),
                exhibit.claimed_sha256.clone(),
            ]
        })
    });
    write_table(std::iter::once(head.map(str::to_owned)).chain(rows))
}

/// The first and the last instant that it can be; empty where nobody knows.
fn span(moment: Moment) -> (String, String) {
    let text = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    (text(moment.sort_key()), text(moment.latest()))
}
