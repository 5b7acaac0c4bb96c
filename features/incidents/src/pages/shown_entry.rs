//! One line of the timeline, ready to be shown.

use hikeshi_i18n::Words;
use hikeshi_ui::{Choice, Flash, Tone};
use jiff::Timestamp;

use crate::{
    case::{EntryKind, moment_of},
    documents::FIRST_REPORT_SOURCE,
    model::timeline_entry,
    people::COMMAND_SOURCE,
};

/// A line in the reader's words.
pub(crate) struct ShownEntry {
    /// The kind's icon.
    pub icon: &'static str,
    /// The kind's word.
    pub kind: String,
    /// When it happened, never more exact than given.
    pub time: String,
    /// What happened.
    pub text: String,
    /// Who wrote it; empty for the program.
    pub by: String,
    /// Whether the program wrote it by itself.
    pub automatic: bool,
    /// Where it comes from; may be empty.
    pub source: String,
    /// How often it was corrected.
    pub corrections: i64,
    /// The page on which it is corrected, and on which its first text stands.
    pub href: String,
}

impl ShownEntry {
    /// Draws a line of the incident whose pages begin with `base`.
    pub(crate) fn new(
        words: &Words,
        now: Timestamp,
        base: &str,
        entry: &timeline_entry::Model,
    ) -> Self {
        let kind = kind_of(&entry.kind);
        Self {
            icon: icon_of(kind),
            kind: word_of(words, kind),
            time: words.moment_brief(&moment_of(entry), now),
            text: entry.text.clone(),
            by: entry.by_name.clone(),
            automatic: entry.automatic,
            source: source_of(words, entry),
            corrections: entry.version - 1,
            href: format!("{base}/timeline/{}/correct", entry.id),
        }
    }
}

/// Where a line comes from, as people read it: the name of a paper for the lines that tell of its
/// versions, nothing for marks that only the program uses.
fn source_of(words: &Words, entry: &timeline_entry::Model) -> String {
    if !entry.automatic {
        return entry.source.clone();
    }
    if let Some(version) = entry.source.strip_prefix(FIRST_REPORT_SOURCE) {
        let paper = words.t("papers-first-report");
        return words.ta("papers-name", &[("paper", &paper), ("version", &version)]);
    }
    if entry.source == COMMAND_SOURCE { String::new() } else { entry.source.clone() }
}

/// The kind of a stored name; an unknown one counts as a happening.
pub(crate) fn kind_of(name: &str) -> EntryKind {
    EntryKind::from_name(name).unwrap_or(EntryKind::Happening)
}

/// The word of a kind.
pub(crate) fn word_of(words: &Words, kind: EntryKind) -> String {
    words.t(&format!("record-entry-{}", kind.name()))
}

/// All kinds as choices.
pub(crate) fn kind_choices(words: &Words) -> Vec<Choice> {
    EntryKind::ALL.map(|kind| Choice::new(kind.name(), word_of(words, kind))).to_vec()
}

/// The message about a line that has just been written. `done` says how its time was found:
/// `added`, `guessed`, `unread`, or that it was `corrected`.
pub(crate) fn entry_flash(
    words: &Words,
    now: Timestamp,
    entry: &timeline_entry::Model,
    done: &str,
) -> Flash {
    let when = words.moment_brief(&moment_of(entry), now);
    let line = [("when", &when as &dyn std::fmt::Display), ("line", &entry.text)];
    let (kind, text) = match done {
        "guessed" => (Tone::Info, words.ta("record-line-guessed", &line)),
        "unread" => (Tone::Caution, words.ta("record-line-unread", &line)),
        "corrected" => (Tone::Done, words.t("record-line-corrected")),
        _ => (Tone::Done, words.ta("record-line-added", &line)),
    };
    Flash { kind, text }
}

/// The way to correct a line that has just been written: words and address.
pub(crate) fn entry_link(
    words: &Words,
    base: &str,
    entry: &timeline_entry::Model,
) -> (String, String) {
    let href = format!("{base}/timeline/{}/correct", entry.id);
    (words.t("record-line-correct"), href)
}

fn icon_of(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Happening => "eye",
        EntryKind::Action => "check",
        EntryKind::Call => "phone",
        EntryKind::Decision => "flag",
        EntryKind::Message => "mail",
    }
}
