//! What the company says about each threat of the model.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_risk::{Level, RiskModel, Threat, ThreatState};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, Select,
};
use serde_json::json;

use crate::{model::risk_threat, standing::publish};

/// A judgement as a person confirms it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// How often.
    pub likelihood: Option<Level>,
    /// How weak.
    pub weakness: Option<Level>,
    /// The answers that stood beside the form: JSON, or empty.
    pub because: String,
    /// Why, in the person's words.
    pub note: String,
}

/// All judgements of the company.
///
/// # Errors
/// A problem of the database.
pub async fn judgements(tx: &Tx, scope: &CompanyScope) -> Result<Vec<risk_threat::Model>, Problem> {
    Ok(of(scope).all(tx.conn()).await?)
}

/// As the model takes them, by threat.
///
/// # Errors
/// A problem of the database.
pub async fn states(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<BTreeMap<String, ThreatState>, Problem> {
    let rows = judgements(tx, scope).await?;
    Ok(rows.into_iter().map(|row| (row.threat.clone(), state_of(&row))).collect())
}

/// The threats that nobody judged wholly, in the order of the model.
pub(crate) fn open<'a>(
    model: &'a RiskModel,
    states: &BTreeMap<String, ThreatState>,
) -> impl Iterator<Item = &'a Threat> {
    model.threats.iter().filter(move |threat| {
        let state = states.get(&threat.id).copied().unwrap_or_default();
        state.threat.is_none() || state.weakness.is_none()
    })
}

/// The threat to judge after that one: the next that is open, from the first again after the last.
pub(crate) fn next_open<'a>(
    model: &'a RiskModel,
    states: &BTreeMap<String, ThreatState>,
    after: &str,
) -> Option<&'a Threat> {
    let place = |id: &str| model.threats.iter().position(|threat| threat.id == id);
    let here = place(after);
    let mut others = open(model, states).filter(|threat| threat.id != after);
    let first = others.next();
    first.into_iter().chain(others).find(|threat| place(&threat.id) > here).or(first)
}

/// What a row says.
pub(crate) fn state_of(row: &risk_threat::Model) -> ThreatState {
    let level = |number: Option<i64>| number.and_then(|number| Level::try_from(number).ok());
    ThreatState { threat: level(row.likelihood), weakness: level(row.weakness) }
}

/// The judgement of one threat.
///
/// # Errors
/// A problem of the database.
pub async fn judgement(
    tx: &Tx,
    scope: &CompanyScope,
    threat: &Threat,
) -> Result<Option<risk_threat::Model>, Problem> {
    Ok(of(scope).filter(risk_threat::Column::Threat.eq(&threat.id)).one(tx.conn()).await?)
}

/// Writes a judgement over the one of revision `seen` (0: there was none). False if somebody else
/// judged meanwhile.
///
/// # Errors
/// A problem of the database.
pub async fn judge(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (threat, seen, judged): (&Threat, i64, &Judged),
) -> Result<bool, Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    let old = judgement(tx, scope, threat).await?;
    if old.as_ref().map_or(0, |row| row.revision) != seen {
        return Ok(false);
    }
    let number = |level: Option<Level>| level.map(i64::from);
    let (clock, rng) = platform.chance();
    let row = risk_threat::Model {
        id: old.as_ref().map_or_else(|| new_uuid(clock, rng), |row| row.id),
        company_id: scope.company().0,
        threat: threat.id.clone(),
        likelihood: number(judged.likelihood),
        weakness: number(judged.weakness),
        because: judged.because.clone(),
        note: judged.note.clone(),
        confirmed_by: scope.actor_name().to_owned(),
        confirmed_at: to_millis(platform.clock.now()),
        revision: seen + 1,
    };
    let id = row.id;
    let detail = json!({
        "threat": row.threat, "likelihood": row.likelihood, "weakness": row.weakness,
        "before": old.as_ref().map(|old| json!([old.likelihood, old.weakness])),
    });
    let row = row.into_active_model().reset_all();
    if old.is_some() {
        risk_threat::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        risk_threat::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    audit(tx, platform, scope, "risk.threat-judged", ("risk-threat", id), detail).await?;
    publish(tx, platform, scope).await?;
    Ok(true)
}

fn of(scope: &CompanyScope) -> Select<risk_threat::Entity> {
    risk_threat::Entity::find().filter(risk_threat::Column::CompanyId.eq(scope.company().0))
}
