//! The chain of custody: who had an exhibit, when, where, and what was done to it.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Moment, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use uuid::Uuid;

use crate::model::{OfIncident as _, custody_event, evidence, incident};

macro_rules! kinds {
    ($($name:ident = $text:literal, $doc:literal;)+) => {
        /// What happened to an exhibit. Titles stand in the content pack under the same names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum CustodyKind {
            $(#[doc = $doc] $name,)+
        }

        impl CustodyKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name in the database and in the content pack.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

kinds! {
    Collected = "collected", "It became an exhibit.";
    Transferred = "transferred", "It went from one person to another.";
    Sealed = "sealed", "It was sealed.";
    Stored = "stored", "It was put away.";
    Accessed = "accessed", "Somebody looked at it or examined it.";
    Exported = "exported", "A copy of the file went out.";
    Verified = "verified", "The hashes were computed again and compared.";
    Returned = "returned", "It went back to its owner.";
    DisposalRequested = "disposal-requested", "Somebody asks to destroy it.";
    DisposalDeclined = "disposal-declined", "It is not destroyed after all.";
    Disposed = "disposed", "Two persons had it destroyed.";
}

impl CustodyKind {
    /// The kinds that a person writes down.
    pub const BY_HAND: [Self; 5] =
        [Self::Transferred, Self::Stored, Self::Sealed, Self::Accessed, Self::Returned];

    /// The kind of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// An event as entered. Texts may be empty.
#[derive(Debug, Clone)]
pub struct NewCustodyEvent {
    /// From a form: made of it ([`super::id_of_form`]), so that a form sent twice writes one event.
    pub id: Uuid,
    /// What happened.
    pub kind: CustodyKind,
    /// When, as exactly as known.
    pub moment: Moment,
    /// Who gave it away.
    pub from: String,
    /// Who got it.
    pub to: String,
    /// Where it is now.
    pub place: String,
    /// Anything else, such as the reason.
    pub note: String,
    /// How a check ended: `match`, `mismatch`, `unreadable` (words: `evidence-outcome-…`).
    pub outcome: &'static str,
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
            from: String::new(),
            to: String::new(),
            place: String::new(),
            note: String::new(),
            outcome: "",
        }
    }
}

/// Adds an event; one that is already there (a form sent twice) is left as it is.
///
/// # Errors
/// A problem of the database.
pub async fn add_custody_event(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    new: NewCustodyEvent,
) -> Result<(), Problem> {
    let sent_before = custody_event::Entity::find_by_id(new.id)
        .filter(custody_event::Column::CompanyId.eq(exhibit.company_id))
        .one(tx.conn())
        .await?;
    if sent_before.is_some() {
        return Ok(());
    }
    let now = platform.clock.now();
    let detail = json!({ "kind": new.kind.name(), "event": new.id, "outcome": new.outcome });
    let row = custody_event::Model {
        id: new.id,
        company_id: exhibit.company_id,
        incident_id: exhibit.incident_id,
        evidence_id: exhibit.id,
        kind: new.kind.name().to_owned(),
        moment_json: serde_json::to_string(&new.moment)?,
        sort_at: to_millis(new.moment.sort_key().unwrap_or(now)),
        from_name: new.from,
        to_name: new.to,
        place: new.place,
        note: new.note,
        outcome: new.outcome.to_owned(),
        at: to_millis(now),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    custody_event::Entity::insert(custody_event::ActiveModel::from(row))
        .exec_without_returning(tx.conn())
        .await?;
    audit(tx, platform, scope, "evidence.custody-added", ("evidence", exhibit.id), detail).await?;
    Ok(())
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
    first_is_collected(&mut rows);
    Ok(rows)
}

/// Events of one millisecond: becoming an exhibit comes before all others.
fn first_is_collected(rows: &mut [custody_event::Model]) {
    rows.sort_by_key(|event| (event.at, event.kind != CustodyKind::Collected.name()));
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
    first_is_collected(&mut rows);
    let mut by_exhibit: HashMap<Uuid, Vec<custody_event::Model>> = HashMap::new();
    for row in rows {
        by_exhibit.entry(row.evidence_id).or_default().push(row);
    }
    Ok(by_exhibit)
}
