//! The outside desks that fit an incident.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;

use super::{SheetDesk, own_desks};
use crate::{
    case::kinds_of,
    content::{Content, stands_first},
    model::incident,
};

/// An outside desk that fits an incident.
#[derive(Debug, Clone)]
pub struct FittingDesk {
    /// The desk, in the reader's language.
    pub desk: SheetDesk,
    /// Whether only the company can name it: its provider, insurer, bank.
    pub own: bool,
    /// Whether to think of it first: it stands first for a kind of the incident, or the company
    /// filled in how to reach it.
    pub first: bool,
}

/// The company's own desks first, then those for everybody, in the reader's language.
///
/// # Errors
/// A problem of the database.
pub async fn fitting_desks(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    content: &Content,
    words: &Words,
) -> Result<Vec<FittingDesk>, Problem> {
    let mut kinds = kinds_of(incident);
    if kinds.is_empty() {
        kinds.push("unclassified".to_owned());
    }
    let filled_in = own_desks(tx, scope).await?;
    let slots = content.desks.fitting_slots(&kinds).into_iter().map(|slot| {
        let filled_in = filled_in.iter().find(|desk| desk.slot == slot.id);
        let desk = SheetDesk::of_slot(slot, filled_in, words);
        let first = stands_first(&slot.first_for, &kinds) || !desk.addresses.is_empty();
        FittingDesk { desk, own: true, first }
    });
    let public = content.desks.fitting(&kinds).into_iter().map(|desk| FittingDesk {
        first: stands_first(&desk.first_for, &kinds),
        desk: SheetDesk::of_desk(content, desk, words),
        own: false,
    });
    Ok(slots.chain(public).collect())
}
