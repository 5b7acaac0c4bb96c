//! What was changed in a row, by whom, and what its risk was after that.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_risk::ThreatState;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::{
    content::risk_model,
    entry::Entry,
    field::Field,
    model::{risk_change, risk_information},
    threats::states,
};

/// The most lines of one row's history that are shown.
const SHOWN: u64 = 200;

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was entered.
    Added,
    /// Somebody changed it.
    Changed,
    /// It came out of a file.
    Imported,
    /// An import was taken back.
    Undone,
    /// It was put away.
    Retired,
    /// It was taken back into the ledger.
    Returned,
    /// A treatment was decided.
    Treated,
    /// A treatment was done.
    Done,
    /// Its risk was accepted.
    Accepted,
}

impl ChangeKind {
    /// The name in rows and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Imported => "imported",
            Self::Undone => "undone",
            Self::Retired => "retired",
            Self::Returned => "returned",
            Self::Treated => "treated",
            Self::Done => "done",
            Self::Accepted => "accepted",
        }
    }
}

/// Notes a change of a row.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn note(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (row, kind, fields): (&risk_information::Model, ChangeKind, &[(Field, String, String)]),
) -> Result<(), Problem> {
    let states = states(tx, scope).await?;
    note_with(tx, platform, scope, &states, (row, kind, fields)).await
}

/// The same where the judgements are at hand, for many rows at once.
pub(crate) async fn note_with(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    states: &BTreeMap<String, ThreatState>,
    (row, kind, fields): (&risk_information::Model, ChangeKind, &[(Field, String, String)]),
) -> Result<(), Problem> {
    let rated = risk_model()?.rate(&Entry::of(row).information(), states);
    let (clock, rng) = platform.chance();
    let line = risk_change::Model {
        id: new_uuid(clock, rng),
        company_id: row.company_id,
        information_id: row.id,
        kind: kind.name().to_owned(),
        fields: serde_json::to_string(fields)?,
        value: rated.risk.map(|risk| i64::from(risk.value)),
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    risk_change::Entity::insert(line.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What happened to a row, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn history(
    tx: &Tx,
    row: &risk_information::Model,
) -> Result<Vec<risk_change::Model>, Problem> {
    Ok(risk_change::Entity::find()
        .filter(risk_change::Column::CompanyId.eq(row.company_id))
        .filter(risk_change::Column::InformationId.eq(row.id))
        .order_by_desc(risk_change::Column::At)
        .order_by_desc(risk_change::Column::Id)
        .limit(SHOWN)
        .all(tx.conn())
        .await?)
}
