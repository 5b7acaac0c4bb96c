//! The people on a case, inside and outside of the company.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_playbook::Actor;
use hikeshi_web::{Platform, Problem};
use sea_orm::QueryOrder as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

use crate::{
    case::{hold_open, touch},
    model::{OfIncident as _, incident, participant},
    record::Written,
};

/// What a person does on the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Noticed it; can be asked again.
    Reporter,
    /// Acts first, at the place.
    FirstResponder,
    /// Answers for the response.
    ResponseLead,
    /// Looks after computers and network.
    SystemAdmin,
    /// Keeps the record.
    Recorder,
    /// Speaks to customers, partners and press.
    Spokesperson,
    /// Decides for the company.
    President,
    /// The security provider.
    Provider,
    /// Maintenance firm or another vendor.
    Vendor,
    /// Forensic firm.
    Investigator,
    /// Lawyer.
    Lawyer,
    /// Insurer.
    Insurer,
    /// Anybody else.
    Other,
}

impl Part {
    /// All parts, in the order of choice lists.
    pub const ALL: [Self; 13] = [
        Self::Reporter,
        Self::FirstResponder,
        Self::ResponseLead,
        Self::SystemAdmin,
        Self::Recorder,
        Self::Spokesperson,
        Self::President,
        Self::Provider,
        Self::Vendor,
        Self::Investigator,
        Self::Lawyer,
        Self::Insurer,
        Self::Other,
    ];

    /// The name in the database and in keys of words (`people-part-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::FirstResponder => "first-responder",
            Self::ResponseLead => "response-lead",
            Self::SystemAdmin => "system-admin",
            Self::Recorder => "recorder",
            Self::Spokesperson => "spokesperson",
            Self::President => "president",
            Self::Provider => "provider",
            Self::Vendor => "vendor",
            Self::Investigator => "investigator",
            Self::Lawyer => "lawyer",
            Self::Insurer => "insurer",
            Self::Other => "other",
        }
    }

    /// The part of whoever a playbook's step is for; `None` where no part says it.
    #[must_use]
    pub const fn of_actor(actor: Actor) -> Option<Self> {
        match actor {
            Actor::Finder => Some(Self::Reporter),
            Actor::Receiver => Some(Self::FirstResponder),
            Actor::Officer => Some(Self::ResponseLead),
            Actor::President => Some(Self::President),
            Actor::SystemAdmin => Some(Self::SystemAdmin),
            Actor::Pr => Some(Self::Spokesperson),
            Actor::Provider => Some(Self::Provider),
            Actor::Staff => None,
        }
    }

    /// The part of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// A person as entered.
#[derive(Debug, Clone)]
pub struct NewParticipant {
    /// Name.
    pub name: String,
    /// Firm or department; may be empty.
    pub organisation: String,
    /// What the person does.
    pub part: Part,
    /// Telephone; may be empty.
    pub phone: String,
    /// E-mail; may be empty.
    pub email: String,
}

/// The people on the case, in the order in which they came.
///
/// # Errors
/// A problem of the database.
pub async fn participants_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<participant::Model>, Problem> {
    Ok(participant::Entity::find()
        .of_incident(incident)
        .filter(participant::Column::RemovedAt.is_null())
        .order_by_asc(participant::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Adds a person. The same person with the same part is not added twice (a form sent twice).
///
/// # Errors
/// A problem of the database.
pub async fn add_participant(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewParticipant,
) -> Result<(), Problem> {
    hold_open(tx, platform, incident).await?;
    let (clock, rng) = platform.chance();
    let now = to_millis(clock.now());
    let part = new.part.name();
    let there = participants_of(tx, incident).await?;
    let same = |p: &participant::Model| {
        p.name == new.name && p.organisation == new.organisation && p.part == part
    };
    if there.iter().any(same) {
        return Ok(());
    }
    let row = participant::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        name: new.name,
        organisation: new.organisation,
        part: part.to_owned(),
        phone: new.phone,
        email: new.email,
        account_id: None,
        added_at: now,
        added_by: scope.actor_name().to_owned(),
        removed_at: None,
    };
    participant::Entity::insert(participant::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    touch(tx, incident.id, now).await?;
    let detail = json!({ "part": part, "rows": Written::of(&row)? });
    Ok(audit(tx, platform, scope, "participant.added", ("incident", incident.id), detail).await?)
}

/// Takes a person off the case; the row stays for the record.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn remove_participant(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    id: Uuid,
) -> Result<(), Problem> {
    hold_open(tx, platform, incident).await?;
    let now = to_millis(platform.clock.now());
    let old = participant::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let changed = participant::Entity::update_many()
        .set(participant::ActiveModel { removed_at: Set(Some(now)), ..Default::default() })
        .filter(participant::Column::Id.eq(id))
        .filter(participant::Column::RemovedAt.is_null())
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 0 {
        return Ok(());
    }
    touch(tx, incident.id, now).await?;
    let row = participant::Model { removed_at: Some(now), ..old };
    let detail = json!({ "participant": id, "rows": Written::of(&row)? });
    Ok(audit(tx, platform, scope, "participant.removed", ("incident", incident.id), detail).await?)
}
