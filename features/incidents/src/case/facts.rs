//! Facts: value, certainty, as-of time, source and history.
//!
//! A changed fact is a new revision; the old ones stay. Unknown is a value of
//! certainty, never an empty guess.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::QueryOrder as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use crate::{
    model::{OfIncident as _, fact, incident},
    record::Written,
};

/// How sure somebody is of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Confirmed.
    Confirmed,
    /// Suspected.
    Suspected,
    /// Asked, and not known yet.
    Unknown,
}

impl Certainty {
    /// The name in the database and in keys of words (`incidents-certainty-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Suspected => "suspected",
            Self::Unknown => "unknown",
        }
    }

    /// The certainty of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Confirmed, Self::Suspected, Self::Unknown].into_iter().find(|c| c.name() == name)
    }
}

/// A fact as entered, before it becomes a revision.
#[derive(Debug, Clone)]
pub struct NewFact {
    /// The key of the fact sheet.
    pub key: String,
    /// The value; empty only when unknown.
    pub value: String,
    /// How sure.
    pub certainty: Certainty,
    /// From when the value is.
    pub as_of: Moment,
    /// Where it comes from, in words.
    pub source: String,
    /// The revision that the writer saw (0: none); `None` skips the check (program).
    pub seen_revision: Option<i64>,
}

/// Somebody else wrote the fact meanwhile: their revision, to be shown beside the own text.
#[derive(Debug, Clone)]
pub struct FactConflict(pub fact::Model);

/// Writes a new revision; `Ok(Err(conflict))` when somebody else was faster.
///
/// # Errors
/// A problem of the database.
pub async fn set_fact(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewFact,
) -> Result<Result<fact::Model, FactConflict>, Problem> {
    let (clock, rng) = platform.chance();
    let now = to_millis(clock.now());
    super::hold_open(tx, platform, incident).await?;
    let old = current(tx, incident, &new.key).await?;
    let revision = old.as_ref().map_or(0, |fact| fact.revision);
    match (old.clone(), new.seen_revision) {
        (Some(old), Some(seen)) if seen != revision => return Ok(Err(FactConflict(old))),
        _ => {}
    }
    let mut written = Written::default();
    if let Some(old) = old {
        written.add(&fact::Model { current: false, ..old.clone() })?;
        let change =
            fact::ActiveModel { id: Set(old.id), current: Set(false), ..Default::default() };
        fact::Entity::update(change).exec_without_returning(tx.conn()).await?;
    }
    let row = fact::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        key: new.key,
        value: new.value,
        certainty: new.certainty.name().to_owned(),
        as_of_json: serde_json::to_string(&new.as_of)?,
        source: new.source,
        at: now,
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        revision: revision + 1,
        current: true,
    };
    fact::Entity::insert(fact::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    super::touch(tx, incident.id, now).await?;
    let detail = json!({
        "key": row.key, "revision": row.revision, "certainty": row.certainty,
        "rows": written.and(&row)?,
    });
    audit(tx, platform, scope, "fact.written", ("incident", incident.id), detail).await?;
    Ok(Ok(row))
}

/// The living facts of an incident.
///
/// # Errors
/// A problem of the database.
pub async fn current_facts(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<fact::Model>, Problem> {
    Ok(fact::Entity::find()
        .of_incident(incident)
        .filter(fact::Column::Current.eq(true))
        .order_by_asc(fact::Column::Key)
        .all(tx.conn())
        .await?)
}

/// All revisions of one fact, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn fact_history(
    tx: &Tx,
    incident: &incident::Model,
    key: &str,
) -> Result<Vec<fact::Model>, Problem> {
    Ok(fact::Entity::find()
        .of_incident(incident)
        .filter(fact::Column::Key.eq(key))
        .order_by_desc(fact::Column::Revision)
        .all(tx.conn())
        .await?)
}

async fn current(
    tx: &Tx,
    incident: &incident::Model,
    key: &str,
) -> Result<Option<fact::Model>, Problem> {
    Ok(fact::Entity::find()
        .of_incident(incident)
        .filter(fact::Column::Key.eq(key))
        .filter(fact::Column::Current.eq(true))
        .one(tx.conn())
        .await?)
}
