//! The lines of a chain of custody as pages show them.

use std::collections::HashMap;

use hikeshi_i18n::Words;
use hikeshi_kernel::{Moment, from_millis, japan};
use hikeshi_ui::{Markup, Shell};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{evidence::size_text, evidence_list::title_of};
use crate::{
    content::guidance::Guidance,
    evidence::{Answer, Custody, CustodyKind, Oddity, answer_to, in_order, offset_text},
    model::{custody_event, custody_photo},
};

/// A line of the chain.
pub(super) struct ShownEvent {
    pub(super) title: Markup,
    pub(super) row: custody_event::Model,
    pub(super) when: String,
    pub(super) ended: String,
    /// What the device's clock showed, and how far it was off.
    pub(super) clock: String,
    pub(super) written: String,
    pub(super) written_by: String,
    pub(super) outcome: String,
    pub(super) icon: &'static str,
    /// Of a hand-over: how far it is, with tone and icon.
    pub(super) state: Option<(String, &'static str, &'static str)>,
    /// What does not fit.
    pub(super) oddities: Vec<String>,
    pub(super) photos: Vec<ShownPhoto>,
}

/// A photograph, as a link to its download.
pub(super) struct ShownPhoto {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) size: String,
}

/// The chain in the order in which things happened.
pub(super) fn shown_chain(
    shell: &Shell,
    guidance: &Guidance,
    (chain, custody): (&[custody_event::Model], &Custody),
    mut photos: HashMap<Uuid, Vec<custody_photo::Model>>,
) -> Vec<ShownEvent> {
    let shown = in_order(chain).into_iter().map(|row| {
        let photos = photos.remove(&row.id).unwrap_or_default();
        shown_event(shell, guidance, (chain, custody), (row, photos))
    });
    shown.collect()
}

fn shown_event(
    shell: &Shell,
    guidance: &Guidance,
    (chain, custody): (&[custody_event::Model], &Custody),
    (row, photos): (&custody_event::Model, Vec<custody_photo::Model>),
) -> ShownEvent {
    let kind = CustodyKind::from_name(&row.kind);
    let moment: Moment = serde_json::from_str(&row.moment_json).unwrap_or_default();
    let ended: Option<Moment> = serde_json::from_str(&row.ended_json).unwrap_or_default();
    let photo = |photo: custody_photo::Model| ShownPhoto {
        id: photo.id,
        name: if photo.file_name.is_empty() { shell.t("custody-photo") } else { photo.file_name },
        size: size_text(photo.size),
    };
    ShownEvent {
        title: title_of(shell, guidance.event(&row.kind).map(|event| &event.title)),
        when: shell.words.moment(&moment),
        ended: ended.map(|moment| shell.words.moment(&moment)).unwrap_or_default(),
        clock: clock_line(&shell.words, row, moment),
        written: shell.words.date_time(from_millis(row.at)),
        written_by: writer_of(&shell.words, row),
        outcome: match row.outcome.as_str() {
            "" => String::new(),
            outcome => shell.t(&format!("evidence-outcome-{outcome}")),
        },
        icon: icon_of(kind, &row.outcome),
        state: kind.filter(|kind| kind.is_hand_over()).map(|_| state_of(shell, chain, row.id)),
        oddities: custody
            .oddities
            .iter()
            .filter(|(event, _)| *event == row.id)
            .map(|(_, odd): &(Uuid, Oddity)| shell.t(&format!("custody-odd-{}", odd.name())))
            .collect(),
        photos: photos.into_iter().map(photo).collect(),
        row: row.clone(),
    }
}

fn state_of(
    shell: &Shell,
    chain: &[custody_event::Model],
    event: Uuid,
) -> (String, &'static str, &'static str) {
    let (key, tone, icon) = match answer_to(chain, event) {
        Answer::Waiting => ("custody-not-confirmed", "caution", "clock"),
        Answer::Confirmed(_) => ("custody-confirmed", "done", "done"),
        Answer::Refused(_) => ("custody-refused", "danger", "stop"),
        Answer::Withdrawn(_) => ("custody-withdrawn", "wait", "undo"),
    };
    (shell.t(key), tone, icon)
}

const fn icon_of(kind: Option<CustodyKind>, outcome: &str) -> &'static str {
    match kind {
        Some(CustodyKind::Verified) => {
            if outcome.len() == "match".len() {
                "done"
            } else {
                "warn"
            }
        }
        Some(CustodyKind::DisposalRequested | CustodyKind::SealBroken | CustodyKind::Refused) => {
            "warn"
        }
        Some(CustodyKind::Exported) => "download",
        Some(CustodyKind::Accessed | CustodyKind::Found) => "eye",
        Some(CustodyKind::Examined) => "search",
        Some(CustodyKind::Copied) => "copy",
        Some(CustodyKind::Sealed | CustodyKind::SealOpened) => "seal",
        Some(CustodyKind::Stored) => "archive",
        Some(CustodyKind::Disposed) => "trash",
        Some(CustodyKind::Received) => "check",
        Some(CustodyKind::Transferred | CustodyKind::Returned) => "user",
        _ => "box",
    }
}

/// Who wrote an event down: somebody who signs in, the receiver through a link, or the program.
pub(crate) fn writer_of(words: &Words, row: &custody_event::Model) -> String {
    match (row.by_name.as_str(), row.answers) {
        ("", Some(_)) => words.t("custody-by-link"),
        ("", None) => words.t("papers-by-program"),
        (name, _) => name.to_owned(),
    }
}

/// "The device showed 10:03:00 and was 3 min 20 s fast (+00:03:20)"; empty without an offset.
pub(crate) fn clock_line(words: &Words, row: &custody_event::Model, moment: Moment) -> String {
    let Some(seconds) = row.offset_seconds else { return String::new() };
    let how = offset_words(words, seconds);
    let (Moment::Exact { at } | Moment::About { at }) = moment else {
        return words.t1("custody-clock-off", "offset", how);
    };
    let device = at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at);
    let key = if row.device_clock { "custody-clock-corrected" } else { "custody-clock-showed" };
    words.ta(key, &[("device", &clock_of(device)), ("right", &clock_of(at)), ("offset", &how)])
}

/// "3 min 20 s fast (+00:03:20)".
pub(crate) fn offset_words(words: &Words, seconds: i64) -> String {
    let rest = seconds.unsigned_abs();
    let parts = [
        ("custody-hours", rest / 3600),
        ("custody-minutes", rest / 60 % 60),
        ("custody-seconds", rest % 60),
    ];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let span: Vec<String> = parts.map(|(key, count)| words.t1(key, "count", count)).collect();
    let span = span.join(" ");
    let key = match seconds {
        0 => return words.t("custody-clock-right"),
        1.. => "custody-clock-fast",
        _ => "custody-clock-slow",
    };
    words.ta(key, &[("span", &span), ("offset", &offset_text(seconds))])
}

/// `10:03:20` in Japan.
fn clock_of(at: Timestamp) -> String {
    at.to_zoned(japan()).strftime("%H:%M:%S").to_string()
}
