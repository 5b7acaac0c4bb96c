//! What is done about the risk of a row.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_risk::{Level, Residual, TreatmentFault, TreatmentOption};
use hikeshi_web::{Platform, Problem};
use jiff::civil::Date;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, Select,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    content::risk_model,
    entry::Entry,
    history::{ChangeKind, note},
    ledger::{retire, save},
    model::{risk_information, risk_treatment},
    standing::publish,
};

/// A treatment as a person decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTreatment {
    /// Made from the form, so that a form sent twice is one treatment.
    pub id: Uuid,
    /// The way.
    pub option: TreatmentOption,
    /// What is done.
    pub measures: String,
    /// Who sees to it.
    pub owner: String,
    /// Until when.
    pub due: Option<Date>,
    /// How often, once it is done.
    pub threat: Option<Level>,
    /// How weak, once it is done.
    pub weakness: Option<Level>,
}

/// The risk that a treatment leaves; `None` where nothing is left, or where it stays as it is.
/// `now`: the present risk value.
///
/// # Errors
/// The fault of the treatment, or a fault of the content.
pub fn left_after(
    entry: &Entry,
    now: Option<u8>,
    new: &NewTreatment,
) -> Result<Result<Option<u8>, TreatmentFault>, Problem> {
    let levels = new.threat.zip(new.weakness);
    Ok(match (new.option, levels) {
        (TreatmentOption::Avoid, _) => Ok(None),
        (TreatmentOption::Accept, _) | (_, None) => Ok(now),
        (option, Some((threat, weakness))) => {
            let importance = entry.importance().unwrap_or(Level::HIGH);
            let after = Residual { importance, threat, weakness };
            risk_model()?.residual(option, now, after).map(|risk| Some(risk.value))
        }
    })
}

/// The treatment that counts for a row.
///
/// # Errors
/// A problem of the database.
pub async fn treatment_of(
    tx: &Tx,
    row: &risk_information::Model,
) -> Result<Option<risk_treatment::Model>, Problem> {
    let found = of(row).filter(risk_treatment::Column::EndedAt.is_null());
    Ok(found.one(tx.conn()).await?)
}

/// All treatments of a row, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn treatments_of(
    tx: &Tx,
    row: &risk_information::Model,
) -> Result<Vec<risk_treatment::Model>, Problem> {
    Ok(of(row).order_by_desc(risk_treatment::Column::MadeAt).all(tx.conn()).await?)
}

/// The treatments that count, of all rows of the company.
///
/// # Errors
/// A problem of the database.
pub async fn treatments(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Vec<risk_treatment::Model>, Problem> {
    Ok(risk_treatment::Entity::find()
        .filter(risk_treatment::Column::CompanyId.eq(scope.company().0))
        .filter(risk_treatment::Column::EndedAt.is_null())
        .all(tx.conn())
        .await?)
}

/// Decides a treatment in the place of the one that counted. The caller holds the row and has asked
/// [`left_after`].
///
/// # Errors
/// A problem of the database.
pub async fn treat(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (row, new, left): (&risk_information::Model, &NewTreatment, Option<u8>),
) -> Result<(), Problem> {
    let old = treatment_of(tx, row).await?;
    if old.as_ref().is_some_and(|old| old.id == new.id) {
        return Ok(());
    }
    let now = to_millis(platform.clock.now());
    if let Some(old) = old {
        let ended =
            risk_treatment::Model { ended_at: Some(now), revision: old.revision + 1, ..old };
        risk_treatment::Entity::update(ended.into_active_model().reset_all())
            .exec_without_returning(tx.conn())
            .await?;
    }
    let number = |level: Option<Level>| level.map(i64::from);
    let counts = matches!(new.option, TreatmentOption::Reduce | TreatmentOption::Transfer);
    let treatment = risk_treatment::Model {
        id: new.id,
        company_id: row.company_id,
        information_id: row.id,
        kind: new.option.name().to_owned(),
        measures: new.measures.clone(),
        owner: new.owner.clone(),
        due: new.due.map(|day| day.to_string()).unwrap_or_default(),
        after_threat: number(new.threat.filter(|_| counts)),
        after_weakness: number(new.weakness.filter(|_| counts)),
        after_value: left.map(i64::from),
        done_at: None,
        ended_at: None,
        made_at: now,
        made_by: scope.actor_name().to_owned(),
        revision: 1,
    };
    risk_treatment::Entity::insert(treatment.into_active_model())
        .exec_without_returning(tx.conn())
        .await?;
    note(tx, platform, scope, (row, ChangeKind::Treated, &[])).await?;
    let detail = json!({ "information": row.id, "kind": new.option.name(), "left": left });
    audit(tx, platform, scope, "risk.treated", ("risk-treatment", new.id), detail).await?;
    publish(tx, platform, scope).await
}

/// Notes that a treatment is done: the row takes over what it leaves, and a row that is avoided is put
/// away. The caller holds the row. False if there is none, or it was done before.
///
/// # Errors
/// A problem of the database.
pub async fn finish(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    row: &risk_information::Model,
) -> Result<bool, Problem> {
    let Some(treatment) = treatment_of(tx, row).await?.filter(|one| one.done_at.is_none()) else {
        return Ok(false);
    };
    let done = risk_treatment::Model {
        done_at: Some(to_millis(platform.clock.now())),
        revision: treatment.revision + 1,
        ..treatment.clone()
    };
    risk_treatment::Entity::update(done.into_active_model().reset_all())
        .exec_without_returning(tx.conn())
        .await?;
    let before = Entry::of(row);
    let mut after = row.clone();
    if treatment.after_threat.is_some() {
        after.own_threat = treatment.after_threat;
        after.own_weakness = treatment.after_weakness;
        after.own_reason = treatment.measures.clone();
    }
    let differences = before.differences(&Entry::of(&after));
    let after = if differences.is_empty() { after } else { save(tx, platform, after).await? };
    note(tx, platform, scope, (&after, ChangeKind::Done, &differences)).await?;
    let detail = json!({ "information": row.id });
    let target = ("risk-treatment", treatment.id);
    audit(tx, platform, scope, "risk.treatment-done", target, detail).await?;
    if treatment.kind == TreatmentOption::Avoid.name() {
        retire(tx, platform, scope, (&after, true)).await?;
    }
    publish(tx, platform, scope).await?;
    Ok(true)
}

fn of(row: &risk_information::Model) -> Select<risk_treatment::Entity> {
    risk_treatment::Entity::find()
        .filter(risk_treatment::Column::CompanyId.eq(row.company_id))
        .filter(risk_treatment::Column::InformationId.eq(row.id))
}
