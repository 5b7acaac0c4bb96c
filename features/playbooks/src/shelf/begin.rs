//! The three ways in which a playbook comes onto a shelf: empty, copied from one on board, or taken
//! over from a file. Each begins as a draft, which no incident can use.

use hikeshi_db::Tx;
use hikeshi_exchange::Intake;
use hikeshi_kernel::{Confidence, LocalText, Source, new_uuid, to_millis};
use hikeshi_playbook::{Phase, Playbook};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use serde_json::json;
use uuid::Uuid;

use crate::{
    keeper::Keeper,
    model::{own_playbook, playbook_draft, playbook_original},
    take_in::{TakenIn, adopted},
};

/// The id of the heading of an empty playbook.
const FIRST_PHASE: &str = "phase-1";

/// Begins an empty playbook with one heading.
///
/// # Errors
/// A problem of the database.
pub async fn begin_new(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (title, summary, kind, phase): (&str, &str, &str, &str),
) -> Result<own_playbook::Model, Problem> {
    let row = blank(platform, keeper, "new");
    let by = keeper.intake(platform, kind);
    let text = |text: &str| LocalText { ja: text.to_owned(), ..LocalText::default() };
    let playbook = Playbook {
        id: keeper.playbook_id(row.id),
        version: "0".to_owned(),
        edition: keeper.edition(),
        kind: kind.to_owned(),
        title: text(title),
        summary: text(summary),
        sources: vec![Source {
            title: title.to_owned(),
            publisher: by.by.clone(),
            url: None,
            published: None,
            seen: None,
        }],
        confidence: Confidence::Own,
        author: by.by.clone(),
        reviewer: by.by.clone(),
        reviewed_on: by.on.to_string(),
        valid_from: by.on.to_string(),
        valid_until: None,
        phases: vec![Phase { id: FIRST_PHASE.to_owned(), title: text(phase) }],
        steps: Vec::new(),
    };
    insert(tx, platform, keeper, &row, &playbook).await?;
    keeper.audit(tx, platform, "playbook.begun", (row.id, json!({}))).await?;
    Ok(row)
}

/// Copies a playbook on board, to be changed. The copy remembers the edition it was made from.
///
/// # Errors
/// A problem of the database.
pub async fn copy_on_board(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    source: &Playbook,
) -> Result<own_playbook::Model, Problem> {
    let row = own_playbook::Model {
        source_id: Some(source.id.clone()),
        source_version: Some(source.version.clone()),
        source_json: Some(serde_json::to_string(source)?),
        ..blank(platform, keeper, "copy")
    };
    let playbook = Playbook {
        id: keeper.playbook_id(row.id),
        edition: keeper.edition(),
        valid_until: None,
        ..source.clone()
    };
    insert(tx, platform, keeper, &row, &playbook).await?;
    let detail = json!({ "source": source.id, "version": source.version });
    keeper.audit(tx, platform, "playbook.copied", (row.id, detail)).await?;
    Ok(row)
}

/// Keeps a playbook that was read from a file, with the file as it came.
///
/// # Errors
/// A problem of the database.
pub async fn keep_taken(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (taken, file_name, by): (TakenIn, &str, &Intake),
) -> Result<own_playbook::Model, Problem> {
    let row = blank(platform, keeper, "import");
    let id = keeper.playbook_id(row.id);
    let playbook = adopted(taken.playbook, id, keeper.edition(), by);
    insert(tx, platform, keeper, &row, &playbook).await?;
    let original = playbook_original::Model {
        playbook_id: row.id,
        company_id: row.company_id,
        file_name: file_name.to_owned(),
        format: taken.format.name().to_owned(),
        body: taken.body,
        taken_json: serde_json::to_string(&playbook)?,
        claims_json: serde_json::to_string(&taken.claims)?,
        remarks_json: serde_json::to_string(&taken.remarks)?,
    };
    playbook_original::Entity::insert(playbook_original::ActiveModel::from(original))
        .exec_without_returning(tx.conn())
        .await?;
    let detail = json!({ "format": taken.format.name() });
    keeper.audit(tx, platform, "playbook.imported", (row.id, detail)).await?;
    Ok(row)
}

fn blank(platform: &Platform, keeper: &Keeper, origin: &str) -> own_playbook::Model {
    let (clock, rng) = platform.chance();
    own_playbook::Model {
        id: new_uuid(clock, rng),
        company_id: keeper.shelf(),
        origin: origin.to_owned(),
        source_id: None,
        source_version: None,
        source_json: None,
        live_number: None,
        last_number: 0,
        made_at: to_millis(clock.now()),
        made_by: keeper.actor_name().to_owned(),
        withdrawn_at: None,
        withdrawn_by: None,
        revision: 1,
    }
}

async fn insert(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    row: &own_playbook::Model,
    playbook: &Playbook,
) -> Result<(), Problem> {
    own_playbook::Entity::insert(own_playbook::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    insert_draft(tx, platform, keeper, (row.id, playbook)).await
}

/// Writes the first state of a draft.
///
/// # Errors
/// A problem of the database.
pub(super) async fn insert_draft(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    (playbook_id, playbook): (Uuid, &Playbook),
) -> Result<(), Problem> {
    let draft = playbook_draft::Model {
        playbook_id,
        company_id: keeper.shelf(),
        json: serde_json::to_string(playbook)?,
        source_version: None,
        source_json: None,
        changed_at: to_millis(platform.clock.now()),
        changed_by: keeper.actor_name().to_owned(),
        revision: 1,
    };
    playbook_draft::Entity::insert(playbook_draft::ActiveModel::from(draft))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
