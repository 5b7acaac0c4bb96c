//! The damage level 0–3 (Tokyo guide 2.2, section 4-2): proposed from answers, decided by a person.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, LocalText, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::QueryOrder as _;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::Deserialize;
use serde_json::json;

use super::{EntryKind, IncidentId, NewEntry, Purpose, add_entry};
use crate::{
    model::{OfIncident as _, incident, level_change},
    record::Written,
};

/// A damage level, 0 to 3; `content/levels/levels.yaml` says what each means and who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// The level of that number, 0 to 3.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number <= 3 { Some(Self(number)) } else { None }
    }

    /// 0 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// A decision about classification and level.
#[derive(Debug, Clone)]
pub struct LevelDecision {
    /// The level.
    pub level: Level,
    /// The kinds, the main one first.
    pub kinds: Vec<String>,
    /// Why; shown in the record.
    pub reason: String,
    /// The version of the incident that the person saw; `None` skips the check.
    pub seen_version: Option<i64>,
}

/// Why a level was proposed: what the first questions left in the incident.
#[derive(Debug, Clone, Deserialize)]
pub struct ProposedReason {
    /// The reason in plain words.
    pub text: LocalText,
    /// The level that it gives.
    #[serde(default)]
    pub level: Option<u8>,
    /// The level that is possible while something is not known.
    #[serde(default)]
    pub could_become: Option<u8>,
}

/// The reasons of the proposal, the weightiest first; none for an incident opened by hand.
#[must_use]
pub fn proposed_reasons(incident: &incident::Model) -> Vec<ProposedReason> {
    serde_json::from_str(&incident.proposed_json).unwrap_or_default()
}

/// Records the decision; `Ok(Err(incident))` when somebody else decided meanwhile.
/// The caller starts the call tree ([`crate::calls`]).
///
/// # Errors
/// A problem of the database.
pub async fn decide_level(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    decision: LevelDecision,
) -> Result<Result<incident::Model, incident::Model>, Problem> {
    super::hold_open(tx, platform, incident).await?;
    let incident = &super::find_incident(tx, scope, IncidentId(incident.id)).await?;
    if decision.seen_version.is_some_and(|seen| seen != incident.version) {
        return Ok(Err(incident.clone()));
    }
    let (clock, rng) = platform.chance();
    let now = to_millis(clock.now());
    let kinds_json = serde_json::to_string(&decision.kinds)?;
    let level = i64::from(decision.level.number());
    let reason = decision.reason;
    let row = level_change::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        at: now,
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        level,
        kinds_json: kinds_json.clone(),
        reason: reason.clone(),
    };
    level_change::Entity::insert(level_change::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let changed = incident::Model {
        level: Some(level),
        kinds_json,
        changed_at: now,
        version: incident.version + 1,
        ..incident.clone()
    };
    let change = incident::ActiveModel {
        id: Set(incident.id),
        level: Set(changed.level),
        kinds_json: Set(changed.kinds_json.clone()),
        changed_at: Set(now),
        version: Set(changed.version),
        ..Default::default()
    };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await?;
    if incident.purpose == Purpose::Real.name() {
        super::renew_notice(tx, scope).await?;
    }
    add_entry(tx, platform, scope, &changed, line(platform, clock.now(), level, &reason)).await?;
    let detail = json!({
        "level": level, "before": incident.level, "rows": Written::of(&row)?.and(&changed)?,
    });
    audit(tx, platform, scope, "incident.level-decided", ("incident", incident.id), detail).await?;
    Ok(Ok(changed))
}

/// The timeline line of a decision.
fn line(platform: &Platform, at: Timestamp, level: i64, reason: &str) -> NewEntry {
    let words = platform.words(Lang::Ja);
    let text = words.ta("case-line-level", &[("level", &level), ("reason", &reason.trim())]);
    NewEntry::automatic(EntryKind::Decision, at, text)
}

/// All decisions about the level, the earliest first.
///
/// # Errors
/// A problem of the database.
pub async fn level_history(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<level_change::Model>, Problem> {
    Ok(level_change::Entity::find()
        .of_incident(incident)
        .order_by_asc(level_change::Column::At)
        .all(tx.conn())
        .await?)
}
