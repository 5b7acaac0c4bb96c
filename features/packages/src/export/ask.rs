//! Asking for a package: the row, its entry in the log and the job, all or none.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::model::incident;
use hikeshi_jobs::enqueue;
use hikeshi_kernel::to_millis;
use hikeshi_package::Part;
use hikeshi_seal::Lock;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use uuid::Uuid;

use super::MakePackage;
use crate::{Wish, model::package_export};

/// What somebody asks for.
pub struct Asked {
    /// Made from the form, so that a form sent twice makes one package.
    pub id: Uuid,
    /// What it holds.
    pub wish: Wish,
    /// How it is encrypted.
    pub lock: Lock,
    /// The passphrase, stored as a blob until the package is made.
    pub secret: Option<Uuid>,
}

/// Writes the wish down; returns whether it is new. A form sent twice makes one package.
///
/// # Errors
/// A problem of the database.
pub async fn ask_package(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    asked: &Asked,
) -> Result<bool, Problem> {
    let known = package_export::Entity::find_by_id(asked.id)
        .filter(package_export::Column::CompanyId.eq(incident.company_id))
        .one(tx.conn())
        .await?;
    if known.is_some() {
        return Ok(false);
    }
    let row = row_of(platform, scope, incident, asked)?;
    let detail = detail_of(&row, &asked.wish);
    package_export::Entity::insert(package_export::ActiveModel::from(row))
        .exec_without_returning(tx.conn())
        .await?;
    audit(tx, platform, scope, "package.asked", ("incident", incident.id), detail).await?;
    let job = MakePackage { company: incident.company_id, export: asked.id };
    enqueue::<Platform, _>(tx, platform.chance(), &job, platform.clock.now()).await?;
    Ok(true)
}

/// The row of a package that is not made yet.
pub(super) fn row_of(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    asked: &Asked,
) -> Result<package_export::Model, Problem> {
    let age_recipient = match &asked.lock {
        Lock::Keys(keys) => keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Lock::None | Lock::Passphrase(_) => String::new(),
    };
    Ok(package_export::Model {
        id: asked.id,
        company_id: incident.company_id,
        incident_id: incident.id,
        audience: asked.wish.audience.name().to_owned(),
        recipient: asked.wish.recipient.clone(),
        wish_json: serde_json::to_string(&asked.wish)?,
        locked_by: lock_name(&asked.lock).to_owned(),
        age_recipient,
        secret_blob_id: asked.secret,
        state: "waiting".to_owned(),
        busy_until: 0,
        blob_id: None,
        file_name: file_name(incident, &asked.lock),
        size: None,
        sha256: String::new(),
        manifest_sha256: String::new(),
        asked_at: to_millis(platform.clock.now()),
        asked_by_id: scope.account().map(Into::into),
        asked_by: scope.actor_name().to_owned(),
        made_at: None,
        until_at: None,
        fetched: 0,
    })
}

/// What the log keeps of a wish: no name of a person.
pub(super) fn detail_of(row: &package_export::Model, wish: &Wish) -> Value {
    let parts: Vec<&str> = wish.parts.iter().map(|part| part.name()).collect();
    let redactions: Vec<&str> = wish.redactions.iter().map(|redaction| redaction.name()).collect();
    json!({
        "package": row.id, "audience": row.audience, "parts": parts, "redactions": redactions,
        "evidence": wish.has(Part::Evidence), "locked_by": row.locked_by,
    })
}

/// The lock as the row names it.
const fn lock_name(lock: &Lock) -> &'static str {
    match lock {
        Lock::None => "none",
        Lock::Keys(_) => "age-key",
        Lock::Passphrase(_) => "passphrase",
    }
}

fn file_name(incident: &incident::Model, lock: &Lock) -> String {
    let ending = if lock.is_closed() { "zip.age" } else { "zip" };
    format!("hikeshi-case-{}.{ending}", incident.number)
}
