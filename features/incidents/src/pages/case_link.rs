//! Links of an incident's pages: its first page, and telephone numbers.

use crate::model::incident;

/// The incident's first page, without a slash at the end.
pub(super) fn base_of(incident: &incident::Model) -> String {
    format!("/c/{}/incidents/{}", incident.company_id, incident.id)
}

/// A number as a telephone dials it; `#` is written as a link needs it.
pub(super) fn dialled(number: &str) -> String {
    let kept = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '#'));
    kept.collect::<String>().replace('#', "%23")
}
