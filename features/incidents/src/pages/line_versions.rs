//! All that a line of the timeline ever said.

use hikeshi_i18n::Words;
use hikeshi_kernel::{Moment, from_millis};
use jiff::Timestamp;

use super::shown_entry::{kind_of, word_of};
use crate::{
    case::moment_of,
    model::{timeline_correction, timeline_entry},
};

/// What a line said from one correction to the next.
pub(crate) struct LineVersion {
    /// When it happened.
    pub time: String,
    /// The kind's word.
    pub kind: String,
    /// What happened.
    pub text: String,
    /// Who wrote this version.
    pub by: String,
    /// When it was written.
    pub at: String,
    /// Why it was corrected; empty for the first text.
    pub reason: String,
}

/// The first text, then what each correction made of it. A correction's row keeps what stood
/// there before, so each version is described by two neighbours.
pub(crate) fn versions(
    words: &Words,
    now: Timestamp,
    entry: &timeline_entry::Model,
    corrections: &[timeline_correction::Model],
) -> Vec<LineVersion> {
    let texts = corrections
        .iter()
        .map(|c| (c.old_kind.as_str(), c.old_text.as_str(), old_moment(c)))
        .chain([(entry.kind.as_str(), entry.text.as_str(), moment_of(entry))]);
    let acts = [(entry.by_name.as_str(), entry.written_at, "")]
        .into_iter()
        .chain(corrections.iter().map(|c| (c.by_name.as_str(), c.at, c.reason.as_str())));
    texts
        .zip(acts)
        .map(|((kind, text, moment), (by, at, reason))| LineVersion {
            time: words.moment_brief(&moment, now),
            kind: word_of(words, kind_of(kind)),
            text: text.to_owned(),
            by: if by.is_empty() { words.t("record-by-program") } else { by.to_owned() },
            at: words.brief(from_millis(at), now),
            reason: reason.to_owned(),
        })
        .collect()
}

/// Every moment that the line ever had.
pub(crate) fn moments(
    entry: &timeline_entry::Model,
    corrections: &[timeline_correction::Model],
) -> Vec<Moment> {
    corrections.iter().map(old_moment).chain([moment_of(entry)]).collect()
}

fn old_moment(correction: &timeline_correction::Model) -> Moment {
    serde_json::from_str(&correction.old_moment_json).unwrap_or_default()
}
