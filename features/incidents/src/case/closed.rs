//! A closed incident is not written to; it is reopened first.

use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem};

use super::Status;
use crate::model::incident;

/// Refuses a write to a closed incident, saying what to do instead.
///
/// # Errors
/// A readable conflict when the incident is closed.
pub fn refuse_if_closed(platform: &Platform, incident: &incident::Model) -> Result<(), Problem> {
    if incident.status == Status::Closed.name() {
        return Err(Problem::conflict(platform.words(Lang::Ja).t("run-closed")));
    }
    Ok(())
}
