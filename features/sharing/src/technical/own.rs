//! What points at the company: what the program knows of it, and the list that the company keeps.

use hikeshi_db::Tx;
use hikeshi_directory::{acting_provider, company, contact_tree};
use hikeshi_identity::{CompanyScope, ProviderId, audit, members_of_company, members_of_provider};
use hikeshi_incidents::{model::incident, people::participants_of};
use hikeshi_indicators::OwnSigns;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use crate::model::own_sign;

/// So many signs a company may list.
pub const OWN_SIGNS: usize = 500;

/// Everything that points at the company in this incident: its name, its people and their
/// addresses, its provider and theirs, who takes part, and its own list.
///
/// # Errors
/// A problem of the database.
pub async fn own_signs(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<OwnSigns, Problem> {
    let mut own = OwnSigns::default();
    own.add(&company(tx, scope).await?.name);
    for person in members_of_company(tx, scope.company()).await? {
        own.add_person(&person.name, &person.email);
    }
    for person in contact_tree(tx, scope).await? {
        own.add_person(&person.name, &person.email);
    }
    for person in participants_of(tx, incident).await? {
        own.add_person(&person.name, &person.email);
    }
    if let Some(provider) = acting_provider(tx, scope.company()).await? {
        own.add(&provider.name);
        for person in members_of_provider(tx, ProviderId(provider.id)).await? {
            own.add_person(&person.name, &person.email);
        }
    }
    for row in signs_of(tx, scope).await? {
        own.add(&row.sign);
    }
    Ok(own)
}

/// The company's own list.
///
/// # Errors
/// A problem of the database.
pub async fn signs_of(tx: &Tx, scope: &CompanyScope) -> Result<Vec<own_sign::Model>, Problem> {
    Ok(own_sign::Entity::find()
        .filter(own_sign::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(own_sign::Column::Sign)
        .all(tx.conn())
        .await?)
}

/// Adds a sign to the list; a form sent twice (`id`) adds it once.
///
/// # Errors
/// A problem of the database.
pub async fn add_sign(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, sign): (Uuid, String),
) -> Result<(), Problem> {
    let row = own_sign::ActiveModel {
        id: Set(id),
        company_id: Set(scope.company().0),
        sign: Set(sign),
        added_at: Set(to_millis(platform.clock.now())),
        added_by: Set(scope.actor_name().to_owned()),
    };
    let once = OnConflict::column(own_sign::Column::Id).do_nothing().to_owned();
    let added =
        own_sign::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await?;
    if added > 0 {
        audit(tx, platform, scope, "own-sign.added", ("own-sign", id), json!({})).await?;
    }
    Ok(())
}

/// Takes a sign off the list.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn remove_sign(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<(), Problem> {
    let gone = own_sign::Entity::delete_many()
        .filter(own_sign::Column::Id.eq(id))
        .filter(own_sign::Column::CompanyId.eq(scope.company().0))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Problem::not_found());
    }
    audit(tx, platform, scope, "own-sign.removed", ("own-sign", id), json!({})).await?;
    Ok(())
}
