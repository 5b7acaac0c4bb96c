//! The head of an incident: since when, how bad, who leads, how far it has spread.

use hikeshi_kernel::{Moment, from_millis};
use hikeshi_ui::{Markup, Shell};
use jiff::Timestamp;

use super::incident::began;
use crate::{
    case::{Purpose, Status, noticed_of},
    content::content,
    model::{fact, incident},
};

/// What the head shows.
pub(crate) struct CaseTop {
    /// The number within the company.
    pub number: String,
    /// One line that tells it from others.
    pub title: String,
    /// Whether work goes on.
    pub status: String,
    /// Drill or history; `None` for a real one.
    pub purpose: Option<String>,
    /// Whether it is a past incident: then nothing is asked for.
    pub past: bool,
    /// How long since somebody noticed it.
    pub elapsed: String,
    /// When somebody noticed it, as a phrase.
    pub noticed: String,
    /// The level, decided or proposed, as bars and words.
    pub level: Option<Markup>,
    /// Whether a person decided the level.
    pub decided: bool,
    /// Who leads; empty if nobody is named.
    pub commander: String,
    /// How far it has spread, and as of when.
    pub spread: Option<(String, String)>,
    /// Whether work goes on: a closed incident takes no more lines.
    pub open: bool,
}

impl CaseTop {
    pub(crate) fn new(
        shell: &Shell,
        incident: &incident::Model,
        facts: &[fact::Model],
        now: Timestamp,
    ) -> Self {
        let words = &shell.words;
        let until = incident.closed_at.map_or(now, from_millis);
        let real = incident.purpose == Purpose::Real.name();
        Self {
            number: incident.number.clone(),
            title: incident.title.clone(),
            status: words.t(&format!("case-status-{}", incident.status)),
            purpose: (!real).then(|| words.t(&format!("case-purpose-{}", incident.purpose))),
            elapsed: words.elapsed(began(incident), until),
            past: incident.purpose == Purpose::History.name(),
            noticed: match noticed_of(incident) {
                Moment::Unknown => words.t("case-noticed-unknown"),
                known => words.t1("case-noticed", "when", words.moment_brief(&known, now)),
            },
            level: incident.level.or(incident.proposed_level).map(|level| shell.level(level)),
            decided: incident.level.is_some(),
            commander: incident.commander_name.clone(),
            spread: spread(shell, facts, now),
            open: incident.status != Status::Closed.name(),
        }
    }
}

fn spread(shell: &Shell, facts: &[fact::Model], now: Timestamp) -> Option<(String, String)> {
    let fact = facts.iter().find(|fact| fact.key == "spread" && !fact.value.is_empty())?;
    let sheet = &content().ok()?.facts.facts;
    let field = sheet.iter().find(|field| field.key == fact.key);
    let value = field
        .map_or_else(|| fact.value.clone(), |field| field.shown(&fact.value, shell.words.lang()));
    let as_of = super::shown_fact::as_of(fact);
    Some((value, shell.words.moment_brief(&as_of, now)))
}
