//! A past incident is brought in as what it is: over.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Lang, Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use crate::{
    case::Status,
    model::{closing, incident},
    record::Written,
};

/// Closes a new incident as of the end that its file tells, otherwise of its last line. The act
/// says that it was brought in, by whom and now; nobody is told and nothing is asked.
pub(crate) async fn close_as_past(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (ended, lines): (Moment, Vec<Moment>),
) -> Result<Written, Problem> {
    let now = platform.clock.now();
    // Never after now nor before it was noticed, however the lines are dated.
    let noticed = hikeshi_kernel::from_millis(incident.noticed_sort);
    let last = last_of(ended, &lines);
    let end = last.and_then(end_of).unwrap_or(now).max(noticed).min(now);
    let words = platform.words(Lang::Ja);
    let reason = match last {
        Some(last) => words.t1("import-closed-reason", "end", words.moment(&last)),
        None => words.t("import-closed-reason-undated"),
    };
    close_as_brought(tx, platform, scope, incident, (end, reason)).await
}

/// Closes an incident that was brought in after it was over, as of `ended`; `reason` says what told
/// so. Answers what the log is to tell of.
///
/// # Errors
/// A problem of the database.
pub async fn close_as_brought(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (ended, reason): (Timestamp, String),
) -> Result<Written, Problem> {
    let (clock, rng) = platform.chance();
    let row = closing::Model {
        id: new_uuid(clock, rng),
        company_id: incident.company_id,
        incident_id: incident.id,
        act: "imported".to_owned(),
        reason,
        at: to_millis(clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    closing::Entity::insert(closing::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let closed = incident::Model {
        status: Status::Closed.name().to_owned(),
        closed_at: Some(to_millis(ended)),
        version: incident.version + 1,
        ..incident.clone()
    };
    let change = incident::ActiveModel {
        id: Set(closed.id),
        status: Set(closed.status.clone()),
        closed_at: Set(closed.closed_at),
        version: Set(closed.version),
        ..Default::default()
    };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Written::of(&row)?.and(&closed)
}

/// The last thing that is told: the end that the file names, otherwise its latest line.
fn last_of(ended: Moment, lines: &[Moment]) -> Option<Moment> {
    let dated = lines.iter().copied().filter_map(|line| Some((end_of(line)?, line)));
    let last = dated.max_by_key(|(end, _)| *end).map(|(_, line)| line);
    Some(ended).filter(|ended| *ended != Moment::Unknown).or(last)
}

/// The last instant that a moment may mean.
fn end_of(moment: Moment) -> Option<Timestamp> {
    match moment {
        Moment::Range { until, .. } => Some(until),
        Moment::Day { .. } => {
            moment.sort_key()?.checked_add(SignedDuration::from_mins(24 * 60 - 1)).ok()
        }
        other => other.sort_key(),
    }
}
