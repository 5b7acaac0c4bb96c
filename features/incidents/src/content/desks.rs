//! Outside desks that a company may ask for help, advice or filing (`content/desks/desks.yaml`).

use hikeshi_kernel::{Confidence, LocalText};
use serde::Deserialize;

/// The file: desks that are given, and places for those that only the company can name.
#[derive(Debug, Clone, Deserialize)]
pub struct Desks {
    /// Stands beside each contact that nobody has confirmed at its owner's site.
    pub contact_notice: LocalText,
    /// Desks for everybody.
    pub desks: Vec<Desk>,
    /// Desks that only the company can name: insurer, bank, maintenance firm.
    pub slots: Vec<Slot>,
}

/// A desk that any company may ask, such as the police or the IPA.
#[derive(Debug, Clone, Deserialize)]
pub struct Desk {
    /// Stable id, such as `DK-01`.
    pub id: String,
    /// Its name.
    pub name: LocalText,
    /// What it is good for.
    pub purpose: LocalText,
    /// The kinds of incident it fits.
    pub fits: Vec<String>,
    /// The kinds for which it stands first.
    #[serde(default)]
    pub first_for: Vec<String>,
    /// The prefecture it is for; `None` for the whole country.
    #[serde(default)]
    pub region: Option<String>,
    /// How to reach it.
    pub contacts: Vec<DeskAddress>,
}

/// One way to reach a desk.
#[derive(Debug, Clone, Deserialize)]
pub struct DeskAddress {
    /// What kind of address.
    pub kind: AddressKind,
    /// The number or address.
    pub value: String,
    /// What it is for, where a desk has several.
    #[serde(default)]
    pub label: Option<LocalText>,
    /// When it answers.
    #[serde(default)]
    pub hours: Option<LocalText>,
    /// What else to know.
    #[serde(default)]
    pub note: Option<LocalText>,
    /// How sure we are of it.
    pub confidence: Confidence,
}

/// How a desk is reached: decides the link and the icon of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    /// Telephone.
    Phone,
    /// Fax.
    Fax,
    /// E-mail.
    Mail,
    /// A page.
    Web,
    /// Words only.
    Other,
}

/// A desk that only the company can name.
#[derive(Debug, Clone, Deserialize)]
pub struct Slot {
    /// Stable id, as in the column `own_desk.slot`.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// What it is good for.
    pub purpose: LocalText,
    /// The kinds of incident it fits.
    pub fits: Vec<String>,
    /// The kinds for which it stands first.
    #[serde(default)]
    pub first_for: Vec<String>,
}

impl Desks {
    /// The desks that fit any of the kinds, those that stand first for the main kind (the first
    /// one) before those that stand first for another, then the rest in the order of the list.
    #[must_use]
    pub fn fitting(&self, kinds: &[String]) -> Vec<&Desk> {
        let mut found: Vec<_> =
            self.desks.iter().filter(|desk| overlap(&desk.fits, kinds)).collect();
        found.sort_by_key(|desk| rank(&desk.first_for, kinds));
        found
    }

    /// The company's own desks that fit, in the same order.
    #[must_use]
    pub fn fitting_slots(&self, kinds: &[String]) -> Vec<&Slot> {
        let mut found: Vec<_> =
            self.slots.iter().filter(|slot| overlap(&slot.fits, kinds)).collect();
        found.sort_by_key(|slot| rank(&slot.first_for, kinds));
        found
    }

    /// The name of the desk or slot of that id.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&LocalText> {
        let desk = self.desks.iter().find(|desk| desk.id == id).map(|desk| &desk.name);
        desk.or_else(|| self.slots.iter().find(|slot| slot.id == id).map(|slot| &slot.name))
    }
}

/// Whether a desk that stands first for these kinds does so for one of the incident's.
#[must_use]
pub fn stands_first(first_for: &[String], kinds: &[String]) -> bool {
    overlap(first_for, kinds)
}

fn overlap(fits: &[String], kinds: &[String]) -> bool {
    fits.iter().any(|kind| kinds.contains(kind))
}

fn rank(first_for: &[String], kinds: &[String]) -> u8 {
    match kinds.first() {
        Some(main) if first_for.contains(main) => 0,
        _ if stands_first(first_for, kinds) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use hikeshi_content::Pack;

    use super::*;

    #[test]
    fn the_desk_that_stands_first_for_the_main_kind_comes_first() {
        let desks: Desks = Pack.read("desks/desks.yaml").unwrap();
        let kinds = ["bec".to_owned(), "leak-lost".to_owned()];
        let ids: Vec<_> = desks.fitting(&kinds).iter().map(|desk| desk.id.as_str()).collect();
        assert_eq!(ids[..2], ["DK-08", "DK-12"]);
        assert!(!ids.contains(&"DK-13"), "no ransomware desk for fraud");
        assert_eq!(desks.fitting_slots(&kinds)[0].id, "bank");
    }
}
