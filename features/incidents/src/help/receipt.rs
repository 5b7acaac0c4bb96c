//! What the sender of a report is told: that it arrived, and what happens next.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::from_millis;
use hikeshi_web::Problem;
use jiff::{SignedDuration, Timestamp};
use sea_orm::QuerySelect as _;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{Draft, Reach, reach_of};
use crate::{
    calls::rounds_of,
    case::{IncidentId, Status, find_incident},
    model::{help_report, incident},
};

/// At most so many other reports are listed.
const MOST_OTHERS: u64 = 5;

/// A day in minutes: a longer wait in the tree is a slip of the pen.
const MOST_WAIT: i64 = 24 * 60;

/// A sent report as its sender sees it.
#[derive(Debug, Clone)]
pub(crate) struct Receipt {
    /// The receipt number.
    pub number: String,
    /// When it arrived.
    pub sent_at: Timestamp,
    /// Where the sender can be called; may be empty.
    pub phone: String,
    /// Whom it reached.
    pub reach: Reach,
    /// Until when the first person of the contact tree calls; `None` without a tree.
    pub call_by: Option<Timestamp>,
    /// Name and title of the person whose turn it is after that.
    pub then: Option<(String, String)>,
    /// Who confirmed first that they look after it, and when.
    pub taken: Option<(String, Timestamp)>,
    /// Numbers and times of other reports of the company whose incidents are open.
    pub others: Vec<(String, Timestamp)>,
}

/// The receipt of a draft; `None` while it is not sent.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn receipt_of(
    tx: &Tx,
    scope: &CompanyScope,
    draft: &Draft,
) -> Result<Option<Receipt>, Problem> {
    let Some(id) = draft.report else { return Ok(None) };
    let report = help_report::Entity::find_by_id(id)
        .filter(help_report::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let sent_at = from_millis(report.sent_at);
    let calls = calls_of(tx, scope, &report).await?;
    Ok(Some(Receipt {
        sent_at,
        reach: reach_of(tx, scope).await?,
        call_by: calls.wait.map(|minutes| sent_at + SignedDuration::from_mins(minutes)),
        then: calls.then,
        taken: calls.taken,
        others: other_open_reports(tx, scope, &report).await?,
        number: report.number,
        phone: report.reporter_phone,
    }))
}

/// The calls that this report started, as they were planned and as they went.
#[derive(Default)]
struct Calls {
    wait: Option<i64>,
    then: Option<(String, String)>,
    taken: Option<(String, Timestamp)>,
}

async fn calls_of(
    tx: &Tx,
    scope: &CompanyScope,
    report: &help_report::Model,
) -> Result<Calls, Problem> {
    let incident = find_incident(tx, scope, IncidentId(report.incident_id)).await?;
    let rounds = rounds_of(tx, &incident).await?;
    let all = rounds.iter().flat_map(|round| &round.attempts);
    let taken = all.filter_map(|call| Some((call.acknowledged_by.clone(), call.acknowledged_at?)));
    let taken = taken.min_by_key(|(_, at)| *at).map(|(name, at)| (name, from_millis(at)));
    let mut planned = rounds.last().map(|round| round.attempts.iter()).unwrap_or_default();
    Ok(Calls {
        wait: planned.next().map(|first| first.wait_minutes.clamp(1, MOST_WAIT)),
        then: planned.next().map(|next| (next.name.clone(), next.title.clone())),
        taken,
    })
}

async fn other_open_reports(
    tx: &Tx,
    scope: &CompanyScope,
    report: &help_report::Model,
) -> Result<Vec<(String, Timestamp)>, Problem> {
    let open = incident::Entity::find()
        .select_only()
        .column(incident::Column::Id)
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Status.ne(Status::Closed.name()))
        .into_tuple::<uuid::Uuid>()
        .all(tx.conn())
        .await?;
    let others = help_report::Entity::find()
        .filter(help_report::Column::CompanyId.eq(scope.company().0))
        .filter(help_report::Column::Id.ne(report.id))
        .filter(help_report::Column::IncidentId.is_in(open))
        .order_by_desc(help_report::Column::SentAt)
        .limit(MOST_OTHERS)
        .all(tx.conn())
        .await?;
    Ok(others.into_iter().map(|row| (row.number, from_millis(row.sent_at))).collect())
}
