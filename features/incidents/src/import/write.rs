//! Many lines and facts at once, for a new incident; its audit entry names the file's hash, others
//! those of the rows.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use super::drafts::{EntryDraft, FactDraft};
use crate::{
    model::{fact, incident, timeline_entry},
    record::Written,
};

/// Rows in one statement: their values stay below the bounds of both databases.
const ROWS: usize = 500;

/// Writes lines of the timeline, in the order of the file where times are equal.
pub(crate) async fn write_entries(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, written): (&incident::Model, &mut Written),
    drafts: &[EntryDraft],
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    // An event without a time stands where its neighbour in the file stands.
    let mut near = incident.noticed_sort;
    // Lines of the same day are listed by id: sorted ids keep the order of the file.
    let mut ids: Vec<Uuid> = drafts.iter().map(|_| new_uuid(clock, rng)).collect();
    ids.sort_unstable();
    for (part, ids) in drafts.chunks(ROWS).zip(ids.chunks(ROWS)) {
        let mut rows = Vec::with_capacity(part.len());
        for (draft, id) in part.iter().zip(ids) {
            near = draft.moment.sort_key().map_or(near, to_millis);
            let row = timeline_entry::Model {
                id: *id,
                company_id: scope.company().0,
                incident_id: incident.id,
                kind: draft.kind.name().to_owned(),
                moment_json: serde_json::to_string(&draft.moment)?,
                sort_at: near,
                text: draft.text.clone(),
                automatic: false,
                source: draft.source.clone(),
                written_at: to_millis(now),
                by_id: scope.account().map(Into::into),
                by_name: scope.actor_name().to_owned(),
                version: 1,
            };
            written.add(&row)?;
            rows.push(timeline_entry::ActiveModel::from(row));
        }
        timeline_entry::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Writes first revisions of facts.
pub(crate) async fn write_facts(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, written): (&incident::Model, &mut Written),
    as_of: &Moment,
    drafts: &[FactDraft],
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let as_of_json = serde_json::to_string(as_of)?;
    for part in drafts.chunks(ROWS) {
        let mut rows = Vec::with_capacity(part.len());
        for draft in part {
            let row = fact::Model {
                id: new_uuid(clock, rng),
                company_id: scope.company().0,
                incident_id: incident.id,
                key: draft.key.clone(),
                value: draft.value.clone(),
                certainty: draft.certainty.name().to_owned(),
                as_of_json: as_of_json.clone(),
                source: draft.source.clone(),
                at: to_millis(clock.now()),
                by_id: scope.account().map(Into::into),
                by_name: scope.actor_name().to_owned(),
                revision: 1,
                current: true,
            };
            written.add(&row)?;
            rows.push(fact::ActiveModel::from(row));
        }
        fact::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
