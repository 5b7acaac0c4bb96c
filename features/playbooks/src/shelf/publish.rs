//! Publishing a draft as the next version, and taking a playbook out of use.

use hikeshi_db::Tx;
use hikeshi_kernel::{Confidence, japan, new_uuid, to_millis};
use hikeshi_playbook::{Finding, Playbook, check_own};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::read::Draft;
use crate::{
    keeper::Keeper,
    model::{own_playbook, playbook_draft, playbook_version},
};

/// Publishes the draft as the next version, which from now on is the one that is started. Runs that
/// began before keep theirs. The caller holds the playbook. Gives the number, or the faults with
/// which nothing can be published.
///
/// # Errors
/// A problem of the database.
pub async fn publish(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (row, draft, note): (&own_playbook::Model, Draft, &str),
) -> Result<Result<i64, Vec<Finding>>, Problem> {
    let faults = check_own(&draft.playbook);
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let number = row.last_number + 1;
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let day = now.to_zoned(japan()).date();
    let playbook = Playbook {
        version: format!("{}.{number}", day.strftime("%Y.%m")),
        confidence: Confidence::Own,
        author: keeper.actor_name().to_owned(),
        reviewer: keeper.actor_name().to_owned(),
        reviewed_on: day.to_string(),
        valid_from: day.to_string(),
        ..draft.playbook
    };
    let version = playbook_version::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        playbook_id: Set(row.id),
        company_id: Set(row.company_id),
        number: Set(number),
        json: Set(serde_json::to_string(&playbook)?),
        note: Set(note.to_owned()),
        published_at: Set(to_millis(now)),
        published_by: Set(keeper.actor_name().to_owned()),
    };
    playbook_version::Entity::insert(version).exec_without_returning(tx.conn()).await?;
    playbook_draft::Entity::delete_many()
        .filter(playbook_draft::Column::PlaybookId.eq(row.id))
        .filter(playbook_draft::Column::CompanyId.eq(row.company_id))
        .exec(tx.conn())
        .await?;
    let (source_version, source_json) = match draft.row.source_json {
        Some(json) => (draft.row.source_version, Some(json)),
        None => (row.source_version.clone(), row.source_json.clone()),
    };
    let change = own_playbook::ActiveModel {
        id: Set(row.id),
        source_version: Set(source_version),
        source_json: Set(source_json),
        live_number: Set(Some(number)),
        last_number: Set(number),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
        revision: Set(row.revision + 1),
        ..Default::default()
    };
    own_playbook::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "number": number, "steps": playbook.steps.len() });
    keeper.audit(tx, platform, "playbook.published", (row.id, detail)).await?;
    Ok(Ok(number))
}

/// Takes a playbook out of use, or puts its latest version back. Versions and runs stay.
///
/// # Errors
/// A problem of the database.
pub async fn withdraw(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (row, out): (&own_playbook::Model, bool),
) -> Result<(), Problem> {
    let in_use = row.live_number.is_some();
    if row.last_number == 0 || in_use != out {
        return Ok(());
    }
    let now = to_millis(platform.clock.now());
    let change = own_playbook::ActiveModel {
        id: Set(row.id),
        live_number: Set((!out).then_some(row.last_number)),
        withdrawn_at: Set(out.then_some(now)),
        withdrawn_by: Set(out.then(|| keeper.actor_name().to_owned())),
        revision: Set(row.revision + 1),
        ..Default::default()
    };
    own_playbook::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let action = if out { "playbook.withdrawn" } else { "playbook.put-back" };
    keeper.audit(tx, platform, action, (row.id, json!({}))).await
}
