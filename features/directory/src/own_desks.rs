//! The desks that a company fills in itself (insurer, bank, maintenance firm), in the slots
//! that the content pack offers.

use hikeshi_content::{ContentError, Pack};
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::LocalText;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, sea_query::OnConflict};
use serde::Deserialize;
use uuid::Uuid;

use crate::model::own_desk;

/// A kind of desk that a company can fill in.
#[derive(Debug, Clone, Deserialize)]
pub struct Slot {
    /// Stable id, as stored with the desk.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// What it is called for.
    pub purpose: LocalText,
}

#[derive(Deserialize)]
struct Desks {
    slots: Vec<Slot>,
}

/// The slots of the content pack, in its order.
///
/// # Errors
/// A fault of the content pack.
pub fn desk_slots(content: Pack) -> Result<Vec<Slot>, ContentError> {
    Ok(content.read::<Desks>("desks/desks.yaml")?.slots)
}

/// A desk as entered in its slot; texts may be empty.
#[derive(Debug, Clone, Default)]
pub struct NewDesk {
    /// The id of its slot.
    pub slot: String,
    /// Name of the firm and person.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// When it answers, in plain words.
    pub hours: String,
    /// The number that it asks for.
    pub contract_number: String,
    /// Anything else.
    pub note: String,
}

/// The desks that the company filled in.
///
/// # Errors
/// The database's error.
pub async fn own_desks(tx: &Tx, scope: &CompanyScope) -> Result<Vec<own_desk::Model>, DbErr> {
    own_desk::Entity::find()
        .filter(own_desk::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(own_desk::Column::Slot)
        .order_by_asc(own_desk::Column::Name)
        .order_by_asc(own_desk::Column::Id)
        .all(tx.conn())
        .await
}

/// One desk of the company.
///
/// # Errors
/// The database's error.
pub(crate) async fn desk_of(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<Option<own_desk::Model>, DbErr> {
    own_desk::Entity::find_by_id(id)
        .filter(own_desk::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await
}

/// Whether a desk is a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeskIs {
    /// A new one, under an id that was made of the form.
    New,
    /// One that the company has.
    Known,
}

/// Writes a desk: a new one, or over a known one. `false` if the form of a new one came before
/// and the desk stands there already.
///
/// # Errors
/// The database's error.
pub(crate) async fn save_desk(
    tx: &Tx,
    scope: &CompanyScope,
    (id, is): (Uuid, DeskIs),
    new: &NewDesk,
) -> Result<bool, DbErr> {
    let row = own_desk::ActiveModel {
        id: Set(id),
        company_id: Set(scope.company().0),
        slot: Set(new.slot.clone()),
        name: Set(new.name.clone()),
        phone: Set(new.phone.clone()),
        email: Set(new.email.clone()),
        hours: Set(new.hours.clone()),
        contract_number: Set(new.contract_number.clone()),
        note: Set(new.note.clone()),
    };
    if is == DeskIs::Known {
        own_desk::Entity::update(row).exec_without_returning(tx.conn()).await?;
        return Ok(true);
    }
    let same = OnConflict::column(own_desk::Column::Id).do_nothing().to_owned();
    let rows =
        own_desk::Entity::insert(row).on_conflict(same).exec_without_returning(tx.conn()).await?;
    Ok(rows > 0)
}

/// Removes a desk; `false` if it is not one of this company.
///
/// # Errors
/// The database's error.
pub(crate) async fn remove_desk(tx: &Tx, scope: &CompanyScope, id: Uuid) -> Result<bool, DbErr> {
    let gone = own_desk::Entity::delete_many()
        .filter(own_desk::Column::Id.eq(id))
        .filter(own_desk::Column::CompanyId.eq(scope.company().0))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected > 0)
}
