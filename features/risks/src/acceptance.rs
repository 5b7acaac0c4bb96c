//! That the management accepts a risk, by name and with a reason; again when it grows, or after a year.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_risk::{Acceptance, Standing};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    content::risk_model,
    history::{ChangeKind, note},
    model::{risk_acceptance, risk_information},
    standing::publish,
};

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The last acceptance of each row of the company.
///
/// # Errors
/// A problem of the database.
pub async fn last_acceptances(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<BTreeMap<Uuid, risk_acceptance::Model>, Problem> {
    let all = risk_acceptance::Entity::find()
        .filter(risk_acceptance::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(risk_acceptance::Column::DecidedAt)
        .all(tx.conn())
        .await?;
    Ok(all.into_iter().map(|row| (row.information_id, row)).collect())
}

/// How the last acceptance of a row stands for its risk value of now.
#[must_use]
pub fn standing_of(last: Option<&risk_acceptance::Model>, value: Option<u8>, now: i64) -> Standing {
    let last = last.and_then(|row| {
        Some(Acceptance { value: u8::try_from(row.value).ok()?, until: row.until })
    });
    Standing::of(last, value, now)
}

/// Accepts the risk of a row as it is now. The caller holds the row and has compared the value with the
/// one that the person saw. The same `id` again accepts nothing: a form may come twice.
///
/// # Errors
/// A problem of the database.
pub async fn accept(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (row, id, value, reason): (&risk_information::Model, Uuid, u8, &str),
) -> Result<(), Problem> {
    if risk_acceptance::Entity::find_by_id(id)
        .filter(risk_acceptance::Column::CompanyId.eq(row.company_id))
        .one(tx.conn())
        .await?
        .is_some()
    {
        return Ok(());
    }
    let model = risk_model()?;
    let now = to_millis(platform.clock.now());
    let acceptance = risk_acceptance::Model {
        id,
        company_id: row.company_id,
        information_id: row.id,
        value: i64::from(value),
        model: model.version.clone(),
        reason: reason.to_owned(),
        decided_by_id: scope.account().map(Into::into),
        decided_by: scope.actor_name().to_owned(),
        decided_at: now,
        until: now + i64::from(model.accepted_for_days) * DAY,
    };
    risk_acceptance::Entity::insert(acceptance.into_active_model())
        .exec_without_returning(tx.conn())
        .await?;
    note(tx, platform, scope, (row, ChangeKind::Accepted, &[])).await?;
    let detail = json!({ "information": row.id, "value": value, "model": model.version });
    audit(tx, platform, scope, "risk.accepted", ("risk-acceptance", id), detail).await?;
    publish(tx, platform, scope).await
}
