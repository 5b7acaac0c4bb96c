//! Drills and past incidents are told from real ones wherever they are named.

use hikeshi_i18n::Words;

use super::Purpose;
use crate::model::incident;

/// The title of an incident, with a mark in front if it is a drill or a past one.
#[must_use]
pub fn marked_title(words: &Words, incident: &incident::Model) -> String {
    let title = &incident.title;
    match Purpose::from_name(&incident.purpose) {
        Some(Purpose::Drill) => words.t1("case-marked-drill", "text", title),
        Some(Purpose::History) => words.t1("case-marked-history", "text", title),
        Some(Purpose::Real) | None => title.clone(),
    }
}

/// A subject of a mail, with a mark in front if it is about a drill.
#[must_use]
pub fn marked_subject(words: &Words, incident: &incident::Model, subject: String) -> String {
    match Purpose::from_name(&incident.purpose) {
        Some(Purpose::Drill) => words.t1("case-marked-drill", "text", subject),
        _ => subject,
    }
}
