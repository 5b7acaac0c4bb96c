//! How a document stands, in words: the tag beside its name, the sentences below it.

use hikeshi_i18n::Words;
use hikeshi_kernel::{from_millis, japan};
use hikeshi_ui::Shell;

use crate::document::{Standing, Stands};

/// A state: colour, icon, word.
pub(super) struct Tag {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

/// The tag of a document.
pub(super) fn tag_of(shell: &Shell, stands: Option<Stands>) -> Tag {
    let (tone, icon, key) = match stands {
        None => ("wait", "open", "policies-state-none"),
        Some(Stands::Draft) => ("now", "half", "policies-state-draft"),
        Some(Stands::Approved) => ("done", "done", "policies-state-approved"),
        Some(Stands::Published) => ("done", "globe", "policies-state-published"),
    };
    Tag { tone, icon, word: shell.t(key) }
}

/// What else is to be known: version and review, what waits, what changed.
pub(super) fn remarks(words: &Words, standing: &Standing) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(version) = &standing.version {
        let day = day(words, version.review_on);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("number", &version.number), ("day", &day)];
        all.push(words.ta("policies-in-force", &values));
    }
    let also = [
        (standing.review_due, "policies-review-due"),
        (standing.changed, "policies-changed-since"),
        (standing.waiting.is_some(), "policies-page-waits"),
        (standing.new_edition, "policies-edition-new"),
        (is_old_page(standing), "policies-page-old"),
    ];
    all.extend(also.into_iter().filter(|(is, _)| *is).map(|(_, key)| words.t(key)));
    all
}

/// Whether the public sees another version than the one in force.
pub(super) fn is_old_page(standing: &Standing) -> bool {
    let in_force = standing.version.as_ref().map(|version| version.id);
    standing.shown.as_ref().is_some_and(|page| Some(page.version_id) != in_force)
}

/// A day in words.
pub(super) fn day(words: &Words, at: i64) -> String {
    words.date(from_millis(at).to_zoned(japan()).date())
}
