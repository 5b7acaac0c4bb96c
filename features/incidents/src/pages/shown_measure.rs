//! A measure, ready to be shown.

use hikeshi_kernel::{from_millis, japan};
use hikeshi_ui::Shell;
use jiff::Timestamp;

use crate::{measures::due_of, model::measure};

/// A measure in the reader's words.
pub(super) struct ShownMeasure {
    /// The page on which it is changed.
    pub href: String,
    /// What is done.
    pub title: String,
    /// Who does it; empty if nobody is named.
    pub owner: String,
    /// By when; empty if nobody said.
    pub due: String,
    /// Remark; may be empty.
    pub note: String,
    /// Who marked it done, and when; empty while it is open.
    pub done: String,
    /// Tone of its tag.
    pub tone: &'static str,
    /// Icon of its tag.
    pub icon: &'static str,
    /// Word of its tag.
    pub word: String,
    /// Whether it is done.
    pub is_done: bool,
}

impl ShownMeasure {
    /// Draws a measure of the incident whose first page is `base`.
    pub(super) fn new(shell: &Shell, base: &str, row: &measure::Model, now: Timestamp) -> Self {
        let due = due_of(row);
        let late = due.is_some_and(|day| day < now.to_zoned(japan()).date());
        let loose = row.owner.is_empty() || due.is_none();
        let (tone, icon, word) = match (row.done_at, late, loose) {
            (Some(_), ..) => ("done", "done", "lessons-state-done"),
            (None, true, _) => ("danger", "warn", "lessons-state-late"),
            (None, false, true) => ("caution", "help", "lessons-state-loose"),
            (None, false, false) => ("now", "clock", "lessons-state-open"),
        };
        let done = row.done_at.map(|at| {
            let at = shell.words.brief(from_millis(at), now);
            shell.t2("lessons-done-by", "at", at, "who", &row.done_by)
        });
        Self {
            href: format!("{base}/lessons/{}", row.id),
            title: row.title.clone(),
            owner: row.owner.clone(),
            due: due.map(|day| shell.words.date(day)).unwrap_or_default(),
            note: row.note.clone(),
            done: done.unwrap_or_default(),
            tone,
            icon,
            word: shell.t(word),
            is_done: row.done_at.is_some(),
        }
    }
}
