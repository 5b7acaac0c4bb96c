//! What people note: declarations, the data for one, what an expert and the management signed.

use hikeshi_db::Tx;
use hikeshi_directory::hold_company;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::{Span, civil::Date};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    content::Rung,
    model::{declaration_data, scs_confirmation, star_declaration},
};

/// A declaration that a person notes.
#[derive(Debug, Clone)]
pub struct NewDeclaration {
    /// Made from the form, so that a form sent twice is one declaration.
    pub id: Uuid,
    /// The star: id of a rung of the content.
    pub star: String,
    /// The day.
    pub declared_on: Date,
    /// The number that was given; may be empty.
    pub number: String,
}

/// Until when a declaration holds, where the content knows it.
#[must_use]
pub fn valid_until(rung: &Rung, row: &star_declaration::Model) -> Option<Date> {
    let on: Date = row.declared_on.parse().ok()?;
    let months = Span::new().try_months(rung.valid_months?).ok()?;
    on.checked_add(months).ok()?.yesterday().ok()
}

/// Notes a declaration; false if the same form did before.
///
/// # Errors
/// A problem of the database.
pub async fn declare(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: &NewDeclaration,
) -> Result<bool, Problem> {
    let row = star_declaration::Model {
        id: new.id,
        company_id: scope.company().0,
        star: new.star.clone(),
        declared_on: new.declared_on.to_string(),
        number: new.number.clone(),
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        withdrawn_at: None,
        withdrawn_by: None,
    };
    let same = OnConflict::column(star_declaration::Column::Id).do_nothing().to_owned();
    let written = star_declaration::Entity::insert(row.into_active_model())
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        let detail = json!({ "star": new.star, "on": new.declared_on.to_string() });
        audit(tx, platform, scope, "star.declared", ("star-declaration", new.id), detail).await?;
    }
    Ok(written > 0)
}

/// Takes a declaration back; it stays in the records.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn take_back(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<(), Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let row = star_declaration::Entity::find_by_id(id)
        .filter(star_declaration::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    if row.withdrawn_at.is_some() {
        return Ok(());
    }
    let change = star_declaration::ActiveModel {
        id: Set(row.id),
        withdrawn_at: Set(Some(to_millis(platform.clock.now()))),
        withdrawn_by: Set(Some(scope.actor_name().to_owned())),
        ..Default::default()
    };
    star_declaration::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "star": row.star });
    audit(tx, platform, scope, "star.taken-back", ("star-declaration", row.id), detail).await?;
    Ok(())
}

/// What a declaration asks for beside the directory; empty where nothing was entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeclarationData {
    /// 13 digits.
    pub corporate_number: String,
    /// Title and name, where it is not the president of the directory.
    pub representative: String,
    /// Name, where it is not the officer of the directory.
    pub contact_name: String,
    /// Their address.
    pub contact_email: String,
    /// Where the company itself shows its basic policy.
    pub policy_address: String,
    /// Revision, for whoever changes it.
    pub revision: i64,
}

/// Reads it.
///
/// # Errors
/// A problem of the database.
pub async fn data_of(tx: &Tx, scope: &CompanyScope) -> Result<DeclarationData, Problem> {
    let row = declaration_data::Entity::find()
        .filter(declaration_data::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?;
    Ok(row.map_or_else(DeclarationData::default, |row| DeclarationData {
        corporate_number: row.corporate_number,
        representative: row.representative,
        contact_name: row.contact_name,
        contact_email: row.contact_email,
        policy_address: row.policy_address,
        revision: row.revision,
    }))
}

/// Writes it over the revision that it carries; false if somebody else wrote meanwhile.
///
/// # Errors
/// A problem of the database.
pub async fn save_data(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    data: &DeclarationData,
) -> Result<bool, Problem> {
    hold_company(tx, scope).await?;
    let old = declaration_data::Entity::find()
        .filter(declaration_data::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?;
    if old.as_ref().map_or(0, |row| row.revision) != data.revision {
        return Ok(false);
    }
    let (clock, rng) = platform.chance();
    let row = declaration_data::Model {
        id: old.as_ref().map_or_else(|| new_uuid(clock, rng), |row| row.id),
        company_id: scope.company().0,
        corporate_number: data.corporate_number.clone(),
        representative: data.representative.clone(),
        contact_name: data.contact_name.clone(),
        contact_email: data.contact_email.clone(),
        policy_address: data.policy_address.clone(),
        changed_at: to_millis(clock.now()),
        changed_by: scope.actor_name().to_owned(),
        revision: data.revision + 1,
    };
    let (id, row) = (row.id, row.into_active_model());
    if old.is_some() {
        let row = row.reset_all();
        declaration_data::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        declaration_data::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    let target = ("declaration-data", id);
    audit(tx, platform, scope, "star.data-changed", target, json!({})).await?;
    Ok(true)
}

/// What was signed about a finished assessment of three stars; empty where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// What the assessment is about: which part of the company, which systems.
    pub scope_note: String,
    /// The expert.
    pub expert_name: String,
    /// Their qualification.
    pub expert_qualification: String,
    /// Its number.
    pub expert_number: String,
    /// The day of their signature, `YYYY-MM-DD` or empty.
    pub expert_on: String,
    /// Who pledged.
    pub oath_name: String,
    /// In which office.
    pub oath_title: String,
    /// The day of their signature.
    pub oath_on: String,
    /// Revision, for whoever changes it.
    pub revision: i64,
}

impl Confirmation {
    /// Whether the expert signed.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        !self.expert_name.is_empty() && !self.expert_on.is_empty()
    }

    /// Whether the management signed.
    #[must_use]
    pub fn is_pledged(&self) -> bool {
        !self.oath_name.is_empty() && !self.oath_on.is_empty()
    }
}

async fn confirmation_row(
    tx: &Tx,
    scope: &CompanyScope,
    assessment: Uuid,
) -> Result<Option<scs_confirmation::Model>, Problem> {
    Ok(scs_confirmation::Entity::find()
        .filter(scs_confirmation::Column::CompanyId.eq(scope.company().0))
        .filter(scs_confirmation::Column::AssessmentId.eq(assessment))
        .one(tx.conn())
        .await?)
}

/// Reads it.
///
/// # Errors
/// A problem of the database.
pub async fn confirmation_of(
    tx: &Tx,
    scope: &CompanyScope,
    assessment: Uuid,
) -> Result<Confirmation, Problem> {
    let row = confirmation_row(tx, scope, assessment).await?;
    Ok(row.map_or_else(Confirmation::default, |row| Confirmation {
        scope_note: row.scope_note,
        expert_name: row.expert_name,
        expert_qualification: row.expert_qualification,
        expert_number: row.expert_number,
        expert_on: row.expert_on,
        oath_name: row.oath_name,
        oath_title: row.oath_title,
        oath_on: row.oath_on,
        revision: row.revision,
    }))
}

/// Writes it over the revision that it carries; false if somebody else wrote meanwhile. The assessment
/// is one of the company, as its caller found it.
///
/// # Errors
/// A problem of the database.
pub async fn save_confirmation(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (assessment, new): (Uuid, &Confirmation),
) -> Result<bool, Problem> {
    hold_company(tx, scope).await?;
    let old = confirmation_row(tx, scope, assessment).await?;
    if old.as_ref().map_or(0, |row| row.revision) != new.revision {
        return Ok(false);
    }
    let (clock, rng) = platform.chance();
    let new = new.clone();
    let row = scs_confirmation::Model {
        id: old.as_ref().map_or_else(|| new_uuid(clock, rng), |row| row.id),
        company_id: scope.company().0,
        assessment_id: assessment,
        scope_note: new.scope_note,
        expert_name: new.expert_name,
        expert_qualification: new.expert_qualification,
        expert_number: new.expert_number,
        expert_on: new.expert_on,
        oath_name: new.oath_name,
        oath_title: new.oath_title,
        oath_on: new.oath_on,
        changed_at: to_millis(clock.now()),
        changed_by: scope.actor_name().to_owned(),
        revision: new.revision + 1,
    };
    let detail = json!({ "assessment": assessment, "expert": !row.expert_on.is_empty(),
                         "oath": !row.oath_on.is_empty() });
    let (id, row) = (row.id, row.into_active_model());
    if old.is_some() {
        let row = row.reset_all();
        scs_confirmation::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        scs_confirmation::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    audit(tx, platform, scope, "star.confirmation-noted", ("scs-confirmation", id), detail).await?;
    Ok(true)
}
