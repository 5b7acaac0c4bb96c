//! A past incident is brought in as what it is: over.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Lang, Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use crate::{
    case::Status,
    model::{closing, incident},
};

/// Closes a new incident as of the end that its file tells, otherwise of its last line. The act
/// says that it was brought in, by whom and now; nobody is told and nothing is asked.
pub(crate) async fn close_as_past(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (ended, lines): (Moment, Vec<Moment>),
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let end = end_of(ended, &lines).map_or(now, |end| end.min(now)).max(
        // Never before it was noticed, however the lines are dated.
        hikeshi_kernel::from_millis(incident.noticed_sort).min(now),
    );
    let words = platform.words(Lang::Ja);
    let row = closing::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(incident.company_id),
        incident_id: Set(incident.id),
        act: Set("imported".to_owned()),
        reason: Set(words.t1("import-closed-reason", "end", words.date_time(end))),
        at: Set(to_millis(now)),
        by_id: Set(scope.account().map(Into::into)),
        by_name: Set(scope.actor_name().to_owned()),
    };
    closing::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let change = incident::ActiveModel {
        id: Set(incident.id),
        status: Set(Status::Closed.name().to_owned()),
        closed_at: Set(Some(to_millis(end))),
        version: Set(incident.version + 1),
        ..Default::default()
    };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The end of the last thing that is told.
fn end_of(ended: Moment, lines: &[Moment]) -> Option<Timestamp> {
    let last = |moment: &Moment| match moment {
        Moment::Range { until, .. } => Some(*until),
        other => other.sort_key(),
    };
    last(&ended).or_else(|| lines.iter().filter_map(last).max())
}
