//! What became of the filings, year by year: in time, late, decided against.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{case::Purpose, model::incident};
use hikeshi_kernel::{from_millis, japan};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use crate::{duties::Choice, model::duty_decision};

/// The filings of one year of the calendar in Japan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Year {
    /// Reported before the limit that held when it was recorded.
    pub in_time: u64,
    /// Reported after it.
    pub late: u64,
    /// Reported where there was no fixed limit.
    pub without_limit: u64,
    /// Decided against, with a reason.
    pub against: u64,
}

/// The years of which something is recorded, the latest first. A report and a decision against count
/// in the year of the limit that held; where there was none, in the year in which they were made.
/// Drills and past records
/// do not count, nor decisions that are open again.
///
/// # Errors
/// A problem of the database.
pub async fn years(tx: &Tx, scope: &CompanyScope) -> Result<Vec<(i16, Year)>, Problem> {
    let real: BTreeSet<Uuid> = incident::Entity::find()
        .select_only()
        .column(incident::Column::Id)
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Purpose.eq(Purpose::Real.name()))
        .into_tuple()
        .all(tx.conn())
        .await?
        .into_iter()
        .collect();
    let decisions = duty_decision::Entity::find()
        .filter(duty_decision::Column::CompanyId.eq(scope.company().0))
        .filter(duty_decision::Column::Current.eq(true))
        .filter(duty_decision::Column::ReopenedAt.is_null())
        .all(tx.conn())
        .await?;
    let mut years: BTreeMap<i16, Year> = BTreeMap::new();
    for decision in decisions.iter().filter(|decision| real.contains(&decision.incident_id)) {
        let made = decision.done_at.unwrap_or(decision.at);
        let choice = Choice::from_name(&decision.choice);
        if matches!(choice, None | Some(Choice::Report)) {
            continue;
        }
        let counted = decision.due_at.unwrap_or(made);
        let year = years.entry(from_millis(counted).to_zoned(japan()).year()).or_default();
        match (choice, decision.due_at) {
            (Some(Choice::Reported), Some(due)) if made <= due => year.in_time += 1,
            (Some(Choice::Reported), Some(_)) => year.late += 1,
            (Some(Choice::Reported), None) => year.without_limit += 1,
            _ => year.against += 1,
        }
    }
    Ok(years.into_iter().rev().collect())
}
