//! Making exhibits.

use hikeshi_blobs::Stored;
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, Moment, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use serde_json::json;
use uuid::Uuid;

use super::{
    CopyOf, CustodyKind, NewCustodyEvent, Party, add_custody_event, list_exhibits, next_number,
};
use crate::{
    case::{EntryKind, NewEntry, add_entry, hold_open},
    model::{evidence, incident},
    record::Written,
};

/// An exhibit as entered. Texts may be empty.
#[derive(Debug, Clone)]
pub struct NewExhibit {
    /// Made from the form ([`super::id_of_form`]), so that a form sent twice makes one exhibit.
    pub id: Uuid,
    /// An id of `exhibit_kinds` in the content pack.
    pub kind: String,
    /// What it is.
    pub title: String,
    /// More about it.
    pub description: String,
    /// The file; `None` for a thing.
    pub file: Option<StoredFile>,
    /// Serial or asset number of a thing.
    pub serial_number: String,
    /// When it was collected.
    pub collected: Moment,
    /// Who collected it.
    pub collected_by: String,
    /// Where it was found.
    pub place: String,
    /// How far the device's clock was from the right time.
    pub clock_offset: String,
    /// What made the copy.
    pub tool: String,
    /// Number of the seal of a thing; becomes a custody event of its own.
    pub seal: String,
    /// Where it is kept.
    pub storage: String,
}

/// A file that is completely stored.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// The name as sent, cleaned.
    pub name: String,
    /// The blob.
    pub blob: Uuid,
    /// Size and hashes, computed while it came in.
    pub stored: Stored,
}

/// Adds exhibits to an incident, each with its number, its first custody event, its audit entry
/// and its line in the timeline, all or none. Exhibits that are already there (a form sent
/// twice) are left as they are. Returns whether they are new.
///
/// # Errors
/// A problem of the database.
pub async fn add_exhibits(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: &[NewExhibit],
) -> Result<bool, Problem> {
    Ok(add_rows(tx, platform, scope, incident, (new, None)).await?.is_some())
}

/// As [`add_exhibits`], of originals or of copies of one exhibit. `None` if they were there before.
pub(super) async fn add_rows(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (new, copy): (&[NewExhibit], Option<&CopyOf>),
) -> Result<Option<Vec<evidence::Model>>, Problem> {
    hold_open(tx, platform, incident).await?;
    let mut known = list_exhibits(tx, incident).await?;
    if known.iter().any(|row| new.iter().any(|exhibit| exhibit.id == row.id)) {
        return Ok(None);
    }
    let before = known.len();
    for exhibit in new {
        let row = row_of(platform, scope, incident, &known, (exhibit, copy))?;
        evidence::Entity::insert(evidence::ActiveModel::from(row.clone()))
            .exec_without_returning(tx.conn())
            .await?;
        record(tx, platform, scope, incident, &row, exhibit).await?;
        known.push(row);
    }
    Ok(Some(known.split_off(before)))
}

fn row_of(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    known: &[evidence::Model],
    (new, copy): (&NewExhibit, Option<&CopyOf>),
) -> Result<evidence::Model, Problem> {
    let file = new.file.as_ref();
    let size = file.map(|file| i64::try_from(file.stored.size)).transpose()?;
    Ok(evidence::Model {
        id: new.id,
        company_id: incident.company_id,
        incident_id: incident.id,
        serial: known.last().map_or(1, |row| row.serial + 1),
        number: next_number(known, copy.map(|copy| &copy.source)),
        source_id: copy.map(|copy| copy.source.id),
        copy_kind: copy.map_or("", |copy| copy.kind.name()).to_owned(),
        claimed_sha256: copy.map(|copy| copy.claimed_sha256.clone()).unwrap_or_default(),
        kind: new.kind.clone(),
        title: new.title.clone(),
        description: new.description.clone(),
        file_name: file.map(|file| file.name.clone()).unwrap_or_default(),
        size,
        sha256: file.map(|file| file.stored.sha256.clone()).unwrap_or_default(),
        blake3: file.map(|file| file.stored.blake3.clone()).unwrap_or_default(),
        blob_id: file.map(|file| file.blob),
        serial_number: new.serial_number.clone(),
        collected_json: serde_json::to_string(&new.collected)?,
        collected_by: new.collected_by.clone(),
        place: new.place.clone(),
        clock_offset: new.clock_offset.clone(),
        tool: new.tool.clone(),
        storage: new.storage.clone(),
        added_at: to_millis(platform.clock.now()),
        added_by_id: scope.account().map(Into::into),
        added_by: scope.actor_name().to_owned(),
    })
}

/// The first custody event, the audit entry and the line of the timeline.
async fn record(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    row: &evidence::Model,
    new: &NewExhibit,
) -> Result<(), Problem> {
    let detail = json!({ "incident": incident.id, "number": row.number, "serial": row.serial,
                         "source": row.source_id, "size": row.size,
                         "sha256": row.sha256, "blake3": row.blake3,
                         "rows": Written::of(row)? });
    audit(tx, platform, scope, "evidence.added", ("evidence", row.id), detail).await?;
    let first = NewCustodyEvent {
        moment: new.collected,
        person: new.collected_by.clone(),
        to: Party::named(&new.collected_by),
        tool: new.tool.clone(),
        place: if new.storage.is_empty() { &new.place } else { &new.storage }.clone(),
        ..NewCustodyEvent::now(platform, CustodyKind::Collected)
    };
    add_custody_event(tx, platform, scope, row, first).await?;
    if !new.seal.is_empty() {
        let sealed = NewCustodyEvent {
            moment: new.collected,
            person: new.collected_by.clone(),
            seal: new.seal.clone(),
            ..NewCustodyEvent::now(platform, CustodyKind::Sealed)
        };
        add_custody_event(tx, platform, scope, row, sealed).await?;
    }
    add_entry(tx, platform, scope, incident, line_of(platform, row, new)).await?;
    Ok(())
}

/// The line of the timeline, in Japanese as all lines that the program writes.
fn line_of(platform: &Platform, row: &evidence::Model, new: &NewExhibit) -> NewEntry {
    let number = row.number.clone();
    let words = platform.words(Lang::Ja);
    NewEntry {
        kind: EntryKind::Action,
        moment: new.collected,
        text: words.ta("evidence-line-added", &[("number", &number), ("title", &row.title)]),
        automatic: true,
        source: number,
    }
}
