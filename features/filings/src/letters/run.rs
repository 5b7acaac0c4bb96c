//! A run of letters: its states, its making, and how far it is.

use hikeshi_db::Tx;
use hikeshi_drafting::letter_fields;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{
    case::{IncidentId, find_incident, hold},
    model::{OfIncident as _, incident},
};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::Channel;
use crate::model::{letter_chunk, letter_recipient, letter_run};

/// A letter as it was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    /// One line; with merge fields.
    pub subject: String,
    /// The text; with merge fields such as `{{name}}`.
    pub body: String,
    /// Who writes: name and address of the company, several lines.
    pub from: String,
    /// The approved version of the paper.
    pub paper_version: Uuid,
}

impl LetterText {
    /// Names what everybody gets: runs with the same name send the same letter.
    fn sha256(&self) -> String {
        hex::encode(Sha256::digest(format!("{}\n{}", self.subject, self.body)))
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Waits for the list.
    List,
    /// Waits for somebody to settle the columns.
    Columns,
    /// Waits for two persons to confirm.
    Confirm,
    /// Letters go out.
    Running,
    /// Held by a person, or by the program after many refusals.
    Paused,
    /// All were tried; people decide about what did not go out, or print.
    Open,
    /// Done; the list is deleted.
    Ended,
    /// Called off; the list is deleted.
    Cancelled,
    /// Nobody ended it in time; the list is deleted.
    Expired,
}

impl RunState {
    const ALL: [Self; 9] = [
        Self::List,
        Self::Columns,
        Self::Confirm,
        Self::Running,
        Self::Paused,
        Self::Open,
        Self::Ended,
        Self::Cancelled,
        Self::Expired,
    ];

    /// The name in the database and in keys of words (`letters-state-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Columns => "columns",
            Self::Confirm => "confirm",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Open => "open",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Whether nothing happens any more and the list is gone.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Cancelled | Self::Expired)
    }
}

impl letter_run::Model {
    /// How far it is.
    ///
    /// # Errors
    /// A state that this version does not know.
    pub fn run_state(&self) -> Result<RunState, Problem> {
        let found = RunState::ALL.into_iter().find(|state| state.name() == self.state);
        found.ok_or_else(|| Problem::internal(format!("a run in the state {}", self.state)))
    }

    /// How its letters go out.
    ///
    /// # Errors
    /// A channel that this version does not know.
    pub fn way(&self) -> Result<Channel, Problem> {
        Channel::from_name(&self.channel)
            .ok_or_else(|| Problem::internal(format!("a run by {}", self.channel)))
    }

    /// The merge fields that its letter uses.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        letter_fields(&[&self.subject, &self.body])
    }
}

/// Begins a run of an approved letter; the list comes next, on the run's page. The caller has made
/// sure that the version is approved.
///
/// # Errors
/// A problem of the database.
pub async fn begin_run(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (channel, letter): (Channel, LetterText),
) -> Result<letter_run::Model, Problem> {
    let (clock, rng) = platform.chance();
    let row = letter_run::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        channel: channel.name().to_owned(),
        paper_version: letter.paper_version,
        text_sha256: letter.sha256(),
        subject: letter.subject,
        body: letter.body,
        sender: letter.from,
        made_at: to_millis(clock.now()),
        made_by: scope.actor_name().to_owned(),
        list_blob_id: None,
        secret_blob_id: None,
        list_sha256: None,
        received_at: None,
        roles_json: "[]".to_owned(),
        recipients: 0,
        left_out: 0,
        state: RunState::List.name().to_owned(),
        paused_because: String::new(),
        started_at: None,
        finished_at: None,
        lease: None,
        lease_until: 0,
        version: 1,
        persons_named: None,
        told_all: false,
        posted: None,
        posted_on: None,
        left_out_json: "{}".to_owned(),
        left_out_blob_id: None,
    };
    letter_run::Entity::insert(letter_run::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let detail =
        json!({ "run": row.id, "paper_version": row.paper_version, "channel": row.channel });
    audit(tx, platform, scope, "letters.run-prepared", ("incident", incident.id), detail).await?;
    Ok(row)
}

/// One run of an incident.
///
/// # Errors
/// Not found: unreadable, unknown, or of another incident; a problem of the database.
pub async fn find_run(
    tx: &Tx,
    incident: &incident::Model,
    id: &str,
) -> Result<letter_run::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    letter_run::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// All runs of an incident, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn runs_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<letter_run::Model>, Problem> {
    Ok(letter_run::Entity::find()
        .of_incident(incident)
        .order_by_desc(letter_run::Column::MadeAt)
        .order_by_desc(letter_run::Column::Id)
        .all(tx.conn())
        .await?)
}

/// A run with its row locked until the transaction ends; its state is the present one.
pub(super) async fn hold_run(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<letter_run::Model, Problem> {
    letter_run::Entity::find_by_id(id)
        .filter(letter_run::Column::CompanyId.eq(scope.company().0))
        .lock_exclusive()
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// The same where the incident changes with it. Everybody holds the incident first, so that nobody
/// waits in a circle.
pub(super) async fn hold_with_incident(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<letter_run::Model, Problem> {
    let run = letter_run::Entity::find_by_id(id)
        .filter(letter_run::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    hold(tx, &find_incident(tx, scope, IncidentId(run.incident_id)).await?).await?;
    hold_run(tx, scope, id).await
}

/// Writes a change of a run that is held.
pub(super) async fn write_run(tx: &Tx, change: letter_run::ActiveModel) -> Result<(), Problem> {
    letter_run::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// How many recipients are where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// All that get a letter.
    pub total: i64,
    /// Went out, or stand in a file to print.
    pub sent: i64,
    /// Refused.
    pub failed: i64,
    /// Nobody knows whether it went out.
    pub unknown: i64,
    /// Being sent at this moment.
    pub claimed: i64,
    /// To be tried again.
    pub again: i64,
}

impl Progress {
    /// Not tried yet.
    #[must_use]
    pub const fn waiting(self) -> i64 {
        self.total - self.sent - self.failed - self.unknown - self.claimed
    }

    /// What people have to decide about.
    #[must_use]
    pub const fn left(self) -> i64 {
        self.failed + self.unknown
    }
}

#[derive(FromQueryResult)]
struct Counted {
    state: String,
    count: i64,
}

/// How far a run is, in numbers.
///
/// # Errors
/// A problem of the database.
pub async fn progress_of(tx: &Tx, run: &letter_run::Model) -> Result<Progress, Problem> {
    let counted = letter_recipient::Entity::find()
        .select_only()
        .column(letter_recipient::Column::State)
        .column_as(letter_recipient::Column::Line.count(), "count")
        .filter(letter_recipient::Column::RunId.eq(run.id))
        .filter(letter_recipient::Column::CompanyId.eq(run.company_id))
        .group_by(letter_recipient::Column::State)
        .into_model::<Counted>()
        .all(tx.conn())
        .await?;
    let mut progress = Progress { total: run.recipients, ..Progress::default() };
    for Counted { state, count } in counted {
        match state.as_str() {
            "sent" => progress.sent = count,
            "failed" => progress.failed = count,
            "unknown" => progress.unknown = count,
            "claimed" => progress.claimed = count,
            _ => progress.again = count,
        }
    }
    Ok(progress)
}

/// The pieces of a run, in their order.
pub(super) async fn chunks(
    tx: &Tx,
    run: &letter_run::Model,
) -> Result<Vec<letter_chunk::Model>, Problem> {
    Ok(letter_chunk::Entity::find()
        .filter(letter_chunk::Column::RunId.eq(run.id))
        .filter(letter_chunk::Column::CompanyId.eq(run.company_id))
        .order_by_asc(letter_chunk::Column::Nth)
        .all(tx.conn())
        .await?)
}
