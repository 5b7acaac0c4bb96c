//! The chain of custody: who had an exhibit, when, where, and what was done to it. It only grows.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Moment, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{CustodyKind, Party, Side, StoredFile, Way, photos::add_photos};
use crate::model::{OfIncident as _, custody_event, evidence, incident};

/// An event as entered. Texts may be empty.
#[derive(Debug, Clone)]
pub struct NewCustodyEvent {
    /// From a form: made of it ([`super::id_of_form`]), so that a form sent twice writes one event.
    pub id: Uuid,
    /// What happened.
    pub kind: CustodyKind,
    /// When by the right time, as exactly as known.
    pub moment: Moment,
    /// When it ended, if it took some time.
    pub ended: Option<Moment>,
    /// How many seconds the device's clock was ahead of the right time; negative if it was behind.
    pub offset: Option<i64>,
    /// Whether the times were read off that clock (they are given here as the right time).
    pub device_clock: bool,
    /// Who did it.
    pub person: String,
    /// Who watched.
    pub witness: String,
    /// Who gave it away.
    pub from: Party,
    /// Who got it.
    pub to: Party,
    /// Where it is now.
    pub place: String,
    /// The program used, with its version.
    pub tool: String,
    /// The number of the seal.
    pub seal: String,
    /// Anything else, such as the reason.
    pub note: String,
    /// How a check ended: `match`, `mismatch`, `unreadable` (words: `evidence-outcome-…`).
    pub outcome: &'static str,
    /// Of a hand-over: how the other side confirms, and which side that is.
    pub asks: Option<(Way, Side)>,
    /// Of an answer: the hand-over.
    pub answers: Option<Uuid>,
    /// Photographs and scans.
    pub photos: Vec<StoredFile>,
}

impl NewCustodyEvent {
    /// An event that happens now, with nothing but its kind.
    #[must_use]
    pub fn now(platform: &Platform, kind: CustodyKind) -> Self {
        let (clock, rng) = platform.chance();
        Self {
            id: hikeshi_kernel::new_uuid(clock, rng),
            kind,
            moment: Moment::Exact { at: clock.now() },
            ended: None,
            offset: None,
            device_clock: false,
            person: String::new(),
            witness: String::new(),
            from: Party::default(),
            to: Party::default(),
            place: String::new(),
            tool: String::new(),
            seal: String::new(),
            note: String::new(),
            outcome: "",
            asks: None,
            answers: None,
            photos: Vec::new(),
        }
    }
}

/// Adds an event; one that is already there (a form sent twice) is left as it is. Its audit entry
/// holds the exhibit's hashes, the photographs' and the event's own ([`event_sha256`]), so that a
/// proof from the log covers what the event says. Returns whether it is new.
///
/// # Errors
/// A problem of the database.
pub async fn add_custody_event(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    new: NewCustodyEvent,
) -> Result<bool, Problem> {
    if event_of(tx, exhibit, new.id).await?.is_some() {
        return Ok(false);
    }
    let photos = new.photos.clone();
    let row = row_of(platform, scope, exhibit, new)?;
    custody_event::Entity::insert(custody_event::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let photos = add_photos(tx, exhibit, &row, photos).await?;
    let photos: Vec<_> = photos.iter().map(|photo| json!({ "sha256": photo.sha256 })).collect();
    let detail = json!({
        "kind": row.kind, "event": row.id, "event_sha256": event_sha256(&row)?,
        "incident": row.incident_id, "outcome": row.outcome, "answers": row.answers,
        "sha256": exhibit.sha256, "blake3": exhibit.blake3, "photos": photos,
    });
    audit(tx, platform, scope, "evidence.custody-added", ("evidence", exhibit.id), detail).await?;
    Ok(true)
}

/// The hash of all that an event says: SHA-256 over its row as JSON, the fields in the order of
/// [`custody_event::Model`]. The audit log holds it since the event was written.
///
/// # Errors
/// None in practice: every row can be written as JSON.
pub fn event_sha256(row: &custody_event::Model) -> Result<String, Problem> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(row)?)))
}

/// The event of that id, if it belongs to this exhibit.
///
/// # Errors
/// A problem of the database.
pub async fn event_of(
    tx: &Tx,
    exhibit: &evidence::Model,
    id: Uuid,
) -> Result<Option<custody_event::Model>, Problem> {
    Ok(custody_event::Entity::find_by_id(id)
        .filter(custody_event::Column::EvidenceId.eq(exhibit.id))
        .filter(custody_event::Column::CompanyId.eq(exhibit.company_id))
        .one(tx.conn())
        .await?)
}

fn row_of(
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    new: NewCustodyEvent,
) -> Result<custody_event::Model, Problem> {
    let now = platform.clock.now();
    Ok(custody_event::Model {
        id: new.id,
        company_id: exhibit.company_id,
        incident_id: exhibit.incident_id,
        evidence_id: exhibit.id,
        kind: new.kind.name().to_owned(),
        moment_json: serde_json::to_string(&new.moment)?,
        sort_at: to_millis(new.moment.sort_key().unwrap_or(now)),
        from_name: new.from.name,
        to_name: new.to.name,
        place: new.place,
        note: new.note,
        outcome: new.outcome.to_owned(),
        at: to_millis(now),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        person: new.person,
        witness: new.witness,
        tool: new.tool,
        seal: new.seal,
        ended_json: serde_json::to_string(&new.ended)?,
        offset_seconds: new.offset,
        device_clock: new.device_clock,
        from_id: new.from.account,
        to_id: new.to.account,
        way: new.asks.map_or("", |(way, _)| way.name()).to_owned(),
        asked: new.asks.map_or("", |(_, side)| side.name()).to_owned(),
        answers: new.answers,
    })
}

/// What happened to an exhibit, in the order in which it was written down.
///
/// # Errors
/// A problem of the database.
pub async fn chain_of(
    tx: &Tx,
    exhibit: &evidence::Model,
) -> Result<Vec<custody_event::Model>, Problem> {
    let mut rows = custody_event::Entity::find()
        .filter(custody_event::Column::EvidenceId.eq(exhibit.id))
        .filter(custody_event::Column::CompanyId.eq(exhibit.company_id))
        .order_by_asc(custody_event::Column::At)
        .order_by_asc(custody_event::Column::Id)
        .all(tx.conn())
        .await?;
    in_rank(&mut rows);
    Ok(rows)
}

/// Events of one millisecond: becoming an exhibit comes before all others, opening it next.
fn in_rank(rows: &mut [custody_event::Model]) {
    rows.sort_by_key(|event| {
        (event.at, CustodyKind::from_name(&event.kind).map(CustodyKind::rank))
    });
}

/// All events of an incident by exhibit, each list in the order in which it was written down.
///
/// # Errors
/// A problem of the database.
pub async fn chains_of_incident(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<HashMap<Uuid, Vec<custody_event::Model>>, Problem> {
    let mut rows = custody_event::Entity::find()
        .of_incident(incident)
        .order_by_asc(custody_event::Column::At)
        .order_by_asc(custody_event::Column::Id)
        .all(tx.conn())
        .await?;
    in_rank(&mut rows);
    let mut by_exhibit: HashMap<Uuid, Vec<custody_event::Model>> = HashMap::new();
    for row in rows {
        by_exhibit.entry(row.evidence_id).or_default().push(row);
    }
    Ok(by_exhibit)
}
