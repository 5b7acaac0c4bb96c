//! The outside desks that fit an incident.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;

use super::{SheetDesk, own_desks};
use crate::{case::kinds_of, content::Content, model::incident};

/// The company's own desks first (`true`), then those for everybody, in the reader's language.
///
/// # Errors
/// A problem of the database.
pub async fn fitting_desks(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    content: &Content,
    words: &Words,
) -> Result<Vec<(SheetDesk, bool)>, Problem> {
    let mut kinds = kinds_of(incident);
    if kinds.is_empty() {
        kinds.push("unclassified".to_owned());
    }
    let own = own_desks(tx, scope).await?;
    let slots = content.desks.fitting_slots(&kinds).into_iter().map(|slot| {
        let own = own.iter().find(|desk| desk.slot == slot.id);
        (SheetDesk::of_slot(slot, own, words), true)
    });
    let public = content.desks.fitting(&kinds).into_iter();
    let public = public.map(|desk| (SheetDesk::of_desk(content, desk, words), false));
    Ok(slots.chain(public).collect())
}
