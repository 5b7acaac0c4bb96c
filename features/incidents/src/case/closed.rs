//! A closed incident is not written to; it is reopened first.

use hikeshi_db::Tx;
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem};

use super::{Status, hold};
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

/// As [`super::hold`], and refuses when the incident is closed by now: whoever waited for the
/// person who closed it must not write after that.
///
/// # Errors
/// A readable conflict when the incident is closed; not found; a problem of the database.
pub async fn hold_open(
    tx: &Tx,
    platform: &Platform,
    incident: &incident::Model,
) -> Result<(), Problem> {
    refuse_if_closed(platform, &hold(tx, incident).await?)
}
