//! Links of an incident's pages: its first page.

use crate::model::incident;

/// The incident's first page, without a slash at the end.
pub(super) fn base_of(incident: &incident::Model) -> String {
    format!("/c/{}/incidents/{}", incident.company_id, incident.id)
}
