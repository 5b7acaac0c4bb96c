//! The desk on the call sheet: what it is good for, and how to reach it.

use hikeshi_db::Tx;
use hikeshi_directory::model::own_desk;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Confidence, LocalText};
use hikeshi_web::Problem;

use super::own_desks;
use crate::content::{AddressKind, Content, Desk, Slot};

/// The desk to call, in the reader's language.
#[derive(Debug, Clone)]
pub struct SheetDesk {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is good for.
    pub purpose: String,
    /// How to reach it.
    pub addresses: Vec<SheetAddress>,
}

/// One way to reach a desk.
#[derive(Debug, Clone)]
pub struct SheetAddress {
    /// What kind of address.
    pub kind: AddressKind,
    /// What it is for; may be empty.
    pub label: String,
    /// The number or address.
    pub value: String,
    /// When it answers; may be empty.
    pub hours: String,
    /// What else to know; may be empty.
    pub note: String,
    /// Says that the contact must be checked; empty when confirmed or written by the company.
    pub to_check: String,
}

/// A desk or an own slot of the company with its addresses, in the reader's language.
///
/// # Errors
/// Not found: no such desk; a problem of the database.
pub(super) async fn sheet_desk(
    tx: &Tx,
    scope: &CompanyScope,
    content: &Content,
    words: &Words,
    id: &str,
) -> Result<SheetDesk, Problem> {
    if let Some(desk) = content.desks.desks.iter().find(|desk| desk.id == id) {
        return Ok(SheetDesk::of_desk(content, desk, words));
    }
    let slot = content.desks.slots.iter().find(|slot| slot.id == id);
    let slot = slot.ok_or_else(Problem::not_found)?;
    let own = own_desks(tx, scope).await?;
    Ok(SheetDesk::of_slot(slot, own.iter().find(|desk| desk.slot == id), words))
}

impl SheetDesk {
    /// A desk for everybody.
    pub(crate) fn of_desk(content: &Content, desk: &Desk, words: &Words) -> Self {
        let lang = words.lang();
        let text = |text: &Option<LocalText>| {
            text.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default()
        };
        let notice = content.desks.contact_notice.get(lang);
        let addresses = desk.contacts.iter().map(|address| SheetAddress {
            kind: address.kind,
            label: text(&address.label),
            value: address.value.clone(),
            hours: text(&address.hours),
            note: text(&address.note),
            to_check: match address.confidence {
                Confidence::ToCheck => notice.to_owned(),
                Confidence::Confirmed | Confidence::Own => String::new(),
            },
        });
        Self {
            id: desk.id.clone(),
            name: desk.name.get(lang).to_owned(),
            purpose: desk.purpose.get(lang).to_owned(),
            addresses: addresses.collect(),
        }
    }

    /// A desk that only the company can name; without addresses when it was not filled in.
    pub(crate) fn of_slot(slot: &Slot, own: Option<&own_desk::Model>, words: &Words) -> Self {
        let lang = words.lang();
        let slot_name = slot.name.get(lang);
        let mut addresses = Vec::new();
        if let Some(own) = own {
            let phone = (AddressKind::Phone, &own.phone, &own.hours);
            let mail = (AddressKind::Mail, &own.email, &String::new());
            for (kind, value, hours) in [phone, mail] {
                if !value.is_empty() {
                    addresses.push(SheetAddress {
                        kind,
                        label: String::new(),
                        value: value.clone(),
                        hours: hours.clone(),
                        note: own.contract_number.clone(),
                        to_check: String::new(),
                    });
                }
            }
        }
        let own_name = own.map(|own| own.name.as_str()).filter(|name| !name.is_empty());
        Self {
            id: slot.id.clone(),
            name: own_name.unwrap_or(slot_name).to_owned(),
            purpose: slot.purpose.get(lang).to_owned(),
            addresses,
        }
    }
}
