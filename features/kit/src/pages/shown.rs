//! How the page shows editions and what has changed since.

use hikeshi_i18n::Words;
use hikeshi_kernel::from_millis;

use crate::{Change, Standing, model::kit_edition, model::kit_print};

/// So many changes are named; the rest is counted.
const NAMED: usize = 12;

/// The last edition as the page shows it.
pub(super) struct Shown {
    pub(super) edition: Row,
    pub(super) expired: bool,
    pub(super) stale: bool,
    /// When the program first saw a change.
    pub(super) since: String,
    pub(super) changes: Vec<String>,
    /// How many more.
    pub(super) more: usize,
    /// "who, when, where".
    pub(super) prints: Vec<(String, String)>,
}

impl Shown {
    pub(super) fn of(standing: &Standing, home: &str, words: &Words) -> Self {
        let changes = standing.changes.iter().take(NAMED).map(|change| line_of(change, words));
        let since = standing.edition.stale_since.map(|at| words.date_time(from_millis(at)));
        Self {
            edition: Row::of(&standing.edition, home, words),
            expired: standing.expired,
            stale: standing.is_stale(),
            since: since.unwrap_or_default(),
            changes: changes.collect(),
            more: standing.changes.len().saturating_sub(NAMED),
            prints: standing.prints.iter().map(|print| print_of(print, words)).collect(),
        }
    }
}

fn print_of(print: &kit_print::Model, words: &Words) -> (String, String) {
    let at = words.date_time(from_millis(print.at));
    let who = words.ta("kit-printed-by", &[("who", &print.by_name), ("when", &at)]);
    (print.place.clone(), who)
}

fn line_of(change: &Change, words: &Words) -> String {
    let part = words.t(&format!("kit-part-{}", change.part));
    let how = words.t(&format!("kit-change-{}", change.how));
    let label = change.label.get(words.lang());
    if label.is_empty() {
        return words.ta("kit-change-bare", &[("part", &part), ("how", &how)]);
    }
    words.ta("kit-change-line", &[("part", &part), ("label", &label), ("how", &how)])
}

/// An edition in a list.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) until: String,
    pub(super) tags: (String, String),
    pub(super) href: String,
}

impl Row {
    pub(super) fn of(edition: &kit_edition::Model, home: &str, words: &Words) -> Self {
        let made = words.date_time(from_millis(edition.made_at));
        let lang = words.t(&format!("kit-lang-{}", edition.lang));
        let tag = |number| crate::Tag { year: edition.tag_year, number }.to_string();
        Self {
            id: edition.id.to_string(),
            title: words.t1("kit-edition", "number", edition.number),
            about: words.ta(
                "kit-edition-about",
                &[
                    ("when", &made),
                    ("who", &edition.made_by),
                    ("pages", &edition.pages),
                    ("lang", &lang),
                ],
            ),
            until: words
                .date(from_millis(edition.valid_until).to_zoned(hikeshi_kernel::japan()).date()),
            tags: (tag(edition.first_tag), tag(edition.last_tag)),
            href: format!("{home}/kit/editions/{}", edition.id),
        }
    }
}
