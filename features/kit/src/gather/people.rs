//! Whom to call and who decides.

use hikeshi_directory::model::contact;
use hikeshi_identity::Role;
use hikeshi_incidents::content::{AddressKind, Content, Desk};
use hikeshi_kernel::Confidence;

use super::Say;
use crate::{
    Source,
    content::KitContent,
    data::{self, Address, Decide, Level, OwnDesk, Person, Provider},
};

/// The damage levels, the one that is called first at the top.
const LEVELS: [i64; 4] = [0, 1, 2, 3];

/// Desks that can be telephoned come first, then those where much is reported.
const ALSO_WITHOUT_PHONE: [&str; 4] = ["DK-01", "DK-04", "DK-10", "DK-12"];

/// Whom to call at once: the first of the tree, who is in charge, then the provider, then the rest of
/// the tree. Who cannot be telephoned is left out here; the tree shows them all.
pub(super) fn calls(source: &Source, say: &Say<'_>) -> Vec<Person> {
    let provider = source.provider.iter().map(|row| Person {
        order: String::new(),
        name: row.name.clone(),
        title: row.hours.clone(),
        phone: row.phone.clone(),
        email: String::new(),
        wait: String::new(),
    });
    let tree = source.contacts.iter().map(|row| person(row, String::new(), say));
    tree.take(1)
        .chain(provider)
        .chain(source.contacts.iter().skip(1).map(|row| person(row, String::new(), say)))
        .filter(|person| !person.phone.is_empty())
        .collect()
}

fn person(row: &contact::Model, order: String, say: &Say<'_>) -> Person {
    Person {
        order,
        name: row.name.clone(),
        title: row.title.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
        wait: say.words.t1("kitdoc-wait-minutes", "minutes", row.wait_minutes),
    }
}

pub(super) fn provider(source: &Source) -> Option<Provider> {
    source.provider.as_ref().map(|row| Provider {
        name: row.name.clone(),
        phone: row.phone.clone(),
        hours: row.hours.clone(),
    })
}

pub(super) fn levels(source: Option<&Source>, say: &Say<'_>) -> Vec<Level> {
    let of_level = |level: i64| {
        let rows = source.iter().flat_map(|source| &source.contacts);
        let people = rows.filter(move |row| row.level == level).enumerate();
        let name = say.words.t(&format!("directory-level-{level}"));
        Level {
            name: say.words.ta("kitdoc-level", &[("level", &level), ("about", &name)]),
            people: people.map(|(at, row)| person(row, (at + 1).to_string(), say)).collect(),
        }
    };
    LEVELS.map(of_level).into()
}

/// Every slot once: those filled in as often as they are, the others to be written by hand.
pub(super) fn own_desks(source: Option<&Source>, content: &Content, say: &Say<'_>) -> Vec<OwnDesk> {
    let mut filled = Vec::new();
    let mut open = Vec::new();
    for slot in &content.desks.slots {
        let empty = OwnDesk {
            slot: say.text(&slot.name),
            purpose: say.text(&slot.purpose),
            name: String::new(),
            phone: String::new(),
            hours: String::new(),
            contract: String::new(),
        };
        let rows = source.iter().flat_map(|source| &source.desks);
        let before = filled.len();
        filled.extend(rows.filter(|row| row.slot == slot.id).map(|row| OwnDesk {
            name: row.name.clone(),
            phone: row.phone.clone(),
            hours: row.hours.clone(),
            contract: row.contract_number.clone(),
            ..empty.clone()
        }));
        if filled.len() == before && BY_HAND.contains(&slot.id.as_str()) {
            open.push(empty);
        }
    }
    filled.append(&mut open);
    filled
}

/// Slots that stand on the paper although the company left them empty.
const BY_HAND: [&str; 4] = ["insurer", "bank", "maintenance", "lawyer"];

pub(super) fn desks(source: Option<&Source>, content: &Content, say: &Say<'_>) -> Vec<data::Desk> {
    let address = source.map(|source| source.company.address.as_str()).unwrap_or_default();
    let near = |desk: &&Desk| desk.region.as_deref().is_none_or(|region| address.contains(region));
    let phones = |desk: &Desk| desk.contacts.iter().any(|one| one.kind == AddressKind::Phone);
    let wanted = |desk: &&Desk| phones(desk) || ALSO_WITHOUT_PHONE.contains(&desk.id.as_str());
    let of_incidents = |desk: &&Desk| !desk.fits.is_empty();
    let all = content.desks.desks.iter().filter(near).filter(wanted).filter(of_incidents);
    let mut all: Vec<&Desk> = all.collect();
    all.sort_by_key(|desk| !phones(desk));
    let phone_first = |desk: &Desk| {
        let mut ways = desk.contacts.clone();
        ways.retain(|one| one.kind != AddressKind::Fax);
        ways.sort_by_key(|one| one.kind != AddressKind::Phone);
        ways
    };
    let shown = |desk: &Desk| data::Desk {
        name: say.text(&desk.name),
        purpose: say.text(&desk.purpose),
        addresses: phone_first(desk)
            .into_iter()
            .take(2)
            .map(|one| Address {
                phone: one.kind == AddressKind::Phone,
                hours: one.hours.as_ref().map(|hours| say.text(hours)).unwrap_or_default(),
                checked: one.confidence == Confidence::Confirmed,
                value: one.value,
            })
            .collect(),
    };
    all.into_iter().map(shown).collect()
}

pub(super) fn decide(
    source: Option<&Source>,
    (content, own): (&Content, &KitContent),
    say: &Say<'_>,
) -> Vec<Decide> {
    let names = |role: Role| {
        let people = source.iter().flat_map(|source| &source.deciders);
        let names: Vec<&str> =
            people.filter(|(has, _)| *has == role).map(|(_, name)| name.as_str()).collect();
        names.join(&say.words.t("kitdoc-between"))
    };
    let group = |group: &crate::content::Deciders| {
        let role = Role::from_name(&group.id);
        let topics = group.topics.iter().filter_map(|id| content.executive.topic(id));
        let mut may = say.texts(&group.may);
        may.extend(topics.map(|topic| say.text(&topic.question)));
        Decide {
            who: say.text(&group.who),
            names: role.map(names).unwrap_or_default(),
            may,
            deputy: role.map(|_| say.words.t("kitdoc-deputy")).unwrap_or_default(),
        }
    };
    own.decide.iter().map(group).collect()
}
