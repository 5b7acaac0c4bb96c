//! The call sheet: what to have ready before telephoning an outside desk, filled from the case.
//!
//! The seven facts follow the Tokyo guide (6-1). The data serves the page and the PDF alike.

use hikeshi_content::Confidence;
use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};

use super::{own_desks, sheet_fill::Filler};
use crate::{
    content::{AddressKind, Content, content},
    model::incident,
};

/// Everything on the sheet, in the reader's language.
#[derive(Debug, Clone)]
pub struct CallSheet {
    /// The company's name.
    pub company: String,
    /// The incident's number and title.
    pub incident: (String, String),
    /// The desk to call, if one was chosen.
    pub desk: Option<SheetDesk>,
    /// The name of the person who calls; empty when a program made the sheet.
    pub spokesperson: String,
    /// The number under which the company can be called back; may be empty.
    pub call_back: String,
    /// The seven facts, numbered.
    pub lines: Vec<SheetLine>,
    /// What else desks ask for, such as what was done already.
    pub more: Vec<SheetLine>,
    /// When the sheet was made, in words.
    pub made_at: String,
}

/// The desk to call.
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

/// One line of the sheet.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Its number; `None` below the seven.
    pub number: Option<u8>,
    /// Its name.
    pub title: String,
    /// What the case knows; empty when nothing is known: then there is room to write.
    pub values: Vec<SheetValue>,
}

/// What the case knows.
#[derive(Debug, Clone)]
pub struct SheetValue {
    /// The name of the fact; may be empty.
    pub label: String,
    /// Its value.
    pub text: String,
    /// Whether it is only suspected.
    pub suspected: bool,
}

/// The sheet of an incident for a desk (`DK-01`, `insurer` …) or for no desk in particular.
///
/// # Errors
/// Not found: no such desk; a problem of the database.
pub async fn call_sheet_data(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    desk: Option<&str>,
    words: &Words,
) -> Result<CallSheet, Problem> {
    let content = content()?;
    let row = company(tx, scope).await?;
    let filler = Filler::read(tx, scope, content, incident, words).await?;
    let lines = content.facts.call_sheet.iter().map(|line| filler.line(line));
    let more = content.facts.call_sheet_more.iter().map(|line| filler.more(line));
    Ok(CallSheet {
        company: row.name,
        incident: (incident.number.clone(), incident.title.clone()),
        desk: match desk {
            Some(id) => Some(sheet_desk(tx, scope, content, words, id).await?),
            None => None,
        },
        spokesperson: scope.actor_name().to_owned(),
        call_back: row.phone,
        lines: lines.collect(),
        more: more.collect(),
        made_at: words.date_time(platform.clock.now()),
    })
}

/// A desk or an own slot of the company with its addresses, in the reader's language.
///
/// # Errors
/// Not found: no such desk; a problem of the database.
async fn sheet_desk(
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
    pub(crate) fn of_desk(content: &Content, desk: &crate::content::Desk, words: &Words) -> Self {
        let lang = words.lang();
        let text = |text: &Option<hikeshi_kernel::LocalText>| {
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
    pub(crate) fn of_slot(
        slot: &crate::content::Slot,
        own: Option<&hikeshi_directory::model::own_desk::Model>,
        words: &Words,
    ) -> Self {
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
