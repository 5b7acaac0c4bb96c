//! The incidents of a company, exercises left out.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{IncidentFilter, Purpose, Status, list_incidents},
    model::incident,
};
use hikeshi_kernel::to_millis;
use hikeshi_web::Problem;
use jiff::{SignedDuration, Timestamp};

/// An incident that ended longer ago is not shown.
const RECENT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Incidents that are looked at, the latest ones.
const LOOKED_AT: u64 = 500;

/// Incidents on which work goes on, and those that ended lately.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incidents {
    /// Work goes on.
    pub open: Vec<Incident>,
    /// Ended within ninety days.
    pub recent: Vec<Incident>,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its title.
    pub title: String,
    /// The level that was decided.
    pub level: Option<i64>,
    /// When it was opened, in milliseconds.
    pub opened_at: i64,
    /// When it was closed, in milliseconds.
    pub closed_at: Option<i64>,
    /// Its page.
    pub href: String,
}

pub(super) async fn incidents(
    tx: &Tx,
    scope: &CompanyScope,
    now: Timestamp,
) -> Result<Incidents, Problem> {
    let filter = |open_only| IncidentFilter { open_only, limit: LOOKED_AT, before: None };
    let line = |row: incident::Model| Incident {
        href: format!("/c/{}/incidents/{}", scope.company(), row.id),
        title: row.title,
        level: row.level,
        opened_at: row.opened_at,
        closed_at: row.closed_at,
    };
    let real = |row: &incident::Model| row.purpose == Purpose::Real.name();
    let since = to_millis(now - RECENT);
    let ended = |row: &incident::Model| {
        row.status == Status::Closed.name() && row.closed_at.is_some_and(|at| at >= since)
    };
    let mut open: Vec<_> = list_incidents(tx, scope, &filter(true)).await?;
    open.retain(real);
    open.sort_by_key(|row| std::cmp::Reverse(row.level));
    let recent = list_incidents(tx, scope, &filter(false)).await?.into_iter();
    Ok(Incidents {
        open: open.into_iter().map(line).collect(),
        recent: recent.filter(real).filter(ended).map(line).collect(),
    })
}
