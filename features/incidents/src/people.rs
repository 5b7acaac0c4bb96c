//! Who works on an incident, which outside desks fit it, and what was said to them.

mod commander;
mod desk_contact;
mod fitting;
mod own;
mod participants;
mod sheet;

pub use commander::{Candidate, CommanderConflict, candidates, set_commander};
pub use desk_contact::{ContactOutcome, NewContactMade, contacts_made, record_contact};
pub use fitting::fitting_desks;
pub use own::one_is_of_company;
pub use participants::{
    NewParticipant, Part, add_participant, participants_of, remove_participant,
};
pub use sheet::{CallSheet, SheetAddress, SheetDesk, SheetLine, SheetValue, call_sheet_data};

use hikeshi_db::Tx;
use hikeshi_directory::model::own_desk;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

/// The desks that the company filled in itself.
///
/// # Errors
/// A problem of the database.
pub async fn own_desks(tx: &Tx, scope: &CompanyScope) -> Result<Vec<own_desk::Model>, Problem> {
    Ok(own_desk::Entity::find()
        .filter(own_desk::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(own_desk::Column::Id)
        .all(tx.conn())
        .await?)
}
