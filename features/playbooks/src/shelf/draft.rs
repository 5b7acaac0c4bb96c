//! Writing a draft.

use hikeshi_db::Tx;
use hikeshi_kernel::to_millis;
use hikeshi_playbook::Playbook;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    begin::insert_draft,
    read::{Draft, draft_of, version_of},
};
use crate::{
    keeper::Keeper,
    model::{own_playbook, playbook_draft, playbook_original},
};

/// The draft; where there is none, one that says what the latest version says. The caller holds
/// the playbook.
///
/// # Errors
/// A problem of the database.
pub async fn begin_draft(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    row: &own_playbook::Model,
) -> Result<Draft, Problem> {
    if let Some(draft) = draft_of(tx, row).await? {
        return Ok(draft);
    }
    let latest = version_of(tx, row, row.last_number).await?.ok_or_else(Problem::not_found)?;
    insert_draft(tx, platform, keeper, (row.id, &latest.playbook)).await?;
    draft_of(tx, row).await?.ok_or_else(Problem::not_found)
}

/// Writes a new state of the draft. The caller holds the playbook and has compared what the person
/// saw with what stands there.
///
/// # Errors
/// A problem of the database.
pub async fn change_draft(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (draft, playbook): (&Draft, &Playbook),
) -> Result<(), Problem> {
    let change = playbook_draft::ActiveModel {
        playbook_id: Set(draft.row.playbook_id),
        json: Set(serde_json::to_string(playbook)?),
        changed_at: Set(to_millis(platform.clock.now())),
        changed_by: Set(keeper.actor_name().to_owned()),
        revision: Set(draft.row.revision + 1),
        ..Default::default()
    };
    playbook_draft::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "revision": draft.row.revision + 1 });
    keeper.audit(tx, platform, "playbook.draft-changed", (draft.row.playbook_id, detail)).await
}

/// Throws the draft away; a playbook that was never published goes with it. True if it did.
///
/// # Errors
/// A problem of the database.
pub async fn discard_draft(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    row: &own_playbook::Model,
) -> Result<bool, Problem> {
    playbook_draft::Entity::delete_many()
        .filter(playbook_draft::Column::PlaybookId.eq(row.id))
        .filter(playbook_draft::Column::CompanyId.eq(row.company_id))
        .exec(tx.conn())
        .await?;
    let gone = row.last_number == 0;
    if gone {
        playbook_original::Entity::delete_many()
            .filter(playbook_original::Column::PlaybookId.eq(row.id))
            .filter(playbook_original::Column::CompanyId.eq(row.company_id))
            .exec(tx.conn())
            .await?;
        own_playbook::Entity::delete_many()
            .filter(own_playbook::Column::Id.eq(row.id))
            .filter(own_playbook::Column::CompanyId.eq(row.company_id))
            .exec(tx.conn())
            .await?;
    }
    keeper
        .audit(tx, platform, "playbook.draft-discarded", (row.id, json!({ "gone": gone })))
        .await?;
    Ok(gone)
}

/// Notes that the copy was compared with this edition of its source: what was not taken over is
/// not proposed again. With a draft it counts for the draft only, and is forgotten with it.
///
/// # Errors
/// A problem of the database.
pub async fn settle_source(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (row, source, taken): (&own_playbook::Model, &Playbook, usize),
    draft: bool,
) -> Result<(), Problem> {
    let version = Set(Some(source.version.clone()));
    let json = Set(Some(serde_json::to_string(source)?));
    if draft {
        let change = playbook_draft::ActiveModel {
            playbook_id: Set(row.id),
            source_version: version,
            source_json: json,
            ..Default::default()
        };
        playbook_draft::Entity::update(change).exec_without_returning(tx.conn()).await?;
    } else {
        let change = own_playbook::ActiveModel {
            id: Set(row.id),
            source_version: version,
            source_json: json,
            revision: Set(row.revision + 1),
            ..Default::default()
        };
        own_playbook::Entity::update(change).exec_without_returning(tx.conn()).await?;
    }
    let detail = json!({ "version": source.version, "taken": taken });
    keeper.audit(tx, platform, "playbook.compared-with-source", (row.id, detail)).await
}
