//! The clocks that run in an incident, as its pages show them.

use hikeshi_db::Tx;
use hikeshi_i18n::plain;
use hikeshi_kernel::{LocalText, from_millis};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::Problem;
use jiff::Timestamp;

use crate::{
    case::{due_of, limit_of, running_clocks},
    model::{clock, incident},
};

/// Clocks that the incident's first page names; the others stand on the page of duties.
const NAMED: usize = 4;
/// Clocks that the president reads.
const FOR_PRESIDENT: usize = 2;

/// The clocks of one incident.
pub(crate) struct ShownClocks {
    /// The first of them, what is due first at the top.
    pub list: Vec<ShownClock>,
    /// How many run beside those.
    pub further: usize,
}

/// One clock.
pub(crate) struct ShownClock {
    /// What is to be done.
    pub title: Markup,
    /// Until when; the limit's own words where it has no number of days.
    pub due: String,
    /// How long until then, or for how long it has been over; empty without a number of days.
    pub left: String,
    /// Whether the limit is over.
    pub over: bool,
    /// Whether it is not known yet that it must be done.
    pub open: bool,
    /// The page on which somebody acts.
    pub href: String,
}

impl ShownClocks {
    /// Those with a limit, also one in words, for the people who work on the incident.
    pub(crate) async fn read(
        tx: &Tx,
        shell: &Shell,
        incident: &incident::Model,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let mut all = dated_first(running_clocks(tx, incident).await?);
        // What the provider promised stands on the page of duties and on the provider's board.
        all.retain(|row| row.binding != "provider");
        let list: Vec<_> =
            all.iter().filter_map(|row| ShownClock::new(shell, row, now)).take(NAMED).collect();
        Ok(Self { further: all.len() - list.len(), list })
    }

    /// The next of those that law or a contract asks for.
    pub(crate) async fn for_president(
        tx: &Tx,
        shell: &Shell,
        incident: &incident::Model,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let mut all = dated_first(running_clocks(tx, incident).await?);
        all.retain(|row| ["law", "contract"].contains(&row.binding.as_str()));
        let shown = all.iter().filter_map(|row| ShownClock::new(shell, row, now));
        let list: Vec<_> = shown.take(FOR_PRESIDENT).collect();
        Ok(Self { further: all.len() - list.len(), list })
    }
}

/// Where few are shown, a limit with a day is not pushed out by those without one.
fn dated_first(mut all: Vec<clock::Model>) -> Vec<clock::Model> {
    all.sort_by_key(|row| row.due_at.is_none());
    all
}

impl ShownClock {
    /// `None` without a limit or words for one.
    fn new(shell: &Shell, row: &clock::Model, now: Timestamp) -> Option<Self> {
        let title: LocalText = serde_json::from_str(&row.title_json).ok()?;
        let end = row.due_at.map(from_millis);
        let due = match due_of(row) {
            Some(due) => shell.words.moment_brief(&due, now),
            None => plain(limit_of(row).filter(|_| row.sort_at.is_some())?.get(shell.words.lang())),
        };
        Some(Self {
            title: shell.text(&title),
            due,
            left: end.map(|end| shell.words.time_left(end, now)).unwrap_or_default(),
            over: end.is_some_and(|end| end < now),
            open: row.applies == "unknown",
            href: row.href.clone(),
        })
    }
}
