//! Finding incidents.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Moment, typed_id};
use hikeshi_web::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};

use crate::model::incident;

typed_id!(
    /// An incident.
    IncidentId
);

/// Whether an incident is real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It happens.
    Real,
    /// An exercise.
    Drill,
    /// A past incident, brought in for the record.
    History,
}

impl Purpose {
    /// The name in the database and in keys of words (`incidents-purpose-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Drill => "drill",
            Self::History => "history",
        }
    }

    /// The purpose of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Real, Self::Drill, Self::History].into_iter().find(|p| p.name() == name)
    }
}

/// Whether work goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Work goes on.
    Open,
    /// At level 3: one person closed it, a second one must confirm.
    Closing,
    /// Closed.
    Closed,
}

impl Status {
    /// The name in the database and in keys of words (`incidents-status-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closing => "closing",
            Self::Closed => "closed",
        }
    }
}

/// Which incidents a list shows.
#[derive(Debug, Clone, Default)]
pub struct IncidentFilter {
    /// Only those on which work goes on.
    pub open_only: bool,
    /// At most so many (0: 100).
    pub limit: u64,
    /// Ids below this one (UUIDv7, so earlier ones): the cursor of the API.
    pub before: Option<uuid::Uuid>,
}

/// The incident of that id, if the scope may see it.
///
/// # Errors
/// Not found: unknown, of another company, or hidden from an outsider.
pub async fn find_incident(
    tx: &Tx,
    scope: &CompanyScope,
    id: IncidentId,
) -> Result<incident::Model, Problem> {
    if !scope.sees_incident(id.0) {
        return Err(Problem::not_found());
    }
    incident::Entity::find_by_id(id.0)
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// The incident whose id stands in a path as `text`; an unreadable id is one that does not exist.
///
/// # Errors
/// As [`find_incident`].
pub(crate) async fn incident_of(
    tx: &Tx,
    scope: &CompanyScope,
    text: &str,
) -> Result<incident::Model, Problem> {
    let id = text.parse().map_err(|_| Problem::not_found())?;
    find_incident(tx, scope, id).await
}

/// The incidents of the scope, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn list_incidents(
    tx: &Tx,
    scope: &CompanyScope,
    filter: &IncidentFilter,
) -> Result<Vec<incident::Model>, Problem> {
    let mut find = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .order_by_desc(incident::Column::Id)
        .limit(if filter.limit == 0 { 100 } else { filter.limit.min(500) });
    if filter.open_only {
        find = find.filter(incident::Column::Status.ne(Status::Closed.name()));
    }
    if let Some(before) = filter.before {
        find = find.filter(incident::Column::Id.lt(before));
    }
    if let Some(only) = scope.only_incidents() {
        find = find.filter(incident::Column::Id.is_in(only.iter().copied()));
    }
    Ok(find.all(tx.conn()).await?)
}

/// The kinds of an incident (`ransomware`, `leak-mis-sent` …), the main one first.
#[must_use]
pub fn kinds_of(incident: &incident::Model) -> Vec<String> {
    serde_json::from_str(&incident.kinds_json).unwrap_or_default()
}

/// When somebody noticed it.
#[must_use]
pub fn noticed_of(incident: &incident::Model) -> Moment {
    serde_json::from_str(&incident.noticed_json).unwrap_or_default()
}

/// Lets the other writers of this incident wait until the transaction ends, so that two changes
/// of one thing are seen one after the other. (On SQLite there is only one writer anyway.)
/// Answers the incident as it stands now: what was read before may be old.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn hold(tx: &Tx, incident: &incident::Model) -> Result<incident::Model, Problem> {
    incident::Entity::find_by_id(incident.id)
        .filter(incident::Column::CompanyId.eq(incident.company_id))
        .lock_exclusive()
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// Marks that something of the incident changed, so that lists and the API can tell.
///
/// # Errors
/// A problem of the database.
pub async fn touch(tx: &Tx, incident: uuid::Uuid, now: i64) -> Result<(), Problem> {
    let change =
        incident::ActiveModel { id: Set(incident), changed_at: Set(now), ..Default::default() };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}
