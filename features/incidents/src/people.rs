//! Who works on an incident, which outside desks fit it, and what was said to them.

mod commander;
mod desk_contact;
mod fitting;
mod own;
mod participants;
mod sheet;
mod sheet_desk;
mod sheet_fill;

pub use commander::{COMMAND_SOURCE, Candidate, CommanderConflict, candidates, set_commander};
pub use desk_contact::{ContactOutcome, NewContactMade, contacts_made, record_contact};
pub use fitting::{FittingDesk, fitting_desks};
pub use own::one_is_of_company;
pub use participants::{
    NewParticipant, Part, add_participant, participants_of, remove_participant,
};
pub use sheet::{CallSheet, SheetLine, SheetValue, call_sheet_data};
pub use sheet_desk::{SheetAddress, SheetDesk};

use hikeshi_db::Tx;
use hikeshi_directory::{acting_provider, model::own_desk};
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;

/// The slot of the security provider.
const PROVIDER_SLOT: &str = "own-provider";

/// The desks that the company filled in itself, and the provider that acts for it, which need not
/// be filled in.
///
/// # Errors
/// A problem of the database.
pub async fn own_desks(tx: &Tx, scope: &CompanyScope) -> Result<Vec<own_desk::Model>, Problem> {
    let mut desks = hikeshi_directory::own_desks(tx, scope).await?;
    let filled_in = desks.iter().any(|desk| desk.slot == PROVIDER_SLOT);
    let provider = acting_provider(tx, scope.company()).await?;
    if let Some(provider) = provider.filter(|_| !filled_in) {
        desks.push(own_desk::Model {
            id: provider.id,
            company_id: scope.company().0,
            slot: PROVIDER_SLOT.to_owned(),
            name: provider.name,
            phone: provider.phone,
            email: String::new(),
            hours: provider.hours,
            contract_number: String::new(),
            note: String::new(),
        });
    }
    Ok(desks)
}
