//! Which descriptions are of one thing: within a file, and among what is already kept.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{Identity, Record, identity_of};

/// An asset that is already kept.
#[derive(Debug, Clone)]
pub struct Known<Id> {
    /// Its id.
    pub id: Id,
    /// What makes it recognisable.
    pub identity: Identity,
}

/// What a record is the same as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same<Id> {
    /// An asset that is already kept.
    Kept(Id),
    /// An earlier record of the file, by its index.
    Earlier(usize),
}

/// By what two descriptions match, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKey {
    /// The number in our own ledger.
    Number,
    /// Serial number.
    Serial,
    /// Hardware address.
    Mac,
    /// The company's own number.
    Tag,
    /// Name on the network and model.
    HostModel,
    /// Kind, name, version and address.
    Naming,
    /// What a machine is called, and its model.
    Called,
}

/// A record that describes a thing that was described before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<Id> {
    /// Index of the record.
    pub record: usize,
    /// The other description.
    pub same: Same<Id>,
    /// By what they match.
    pub key: MatchKey,
    /// Something speaks against it: the models differ, or serial numbers do. Then nothing is
    /// merged unless a person says so.
    pub doubtful: bool,
}

/// Finds for each record the first description of the same thing, by the surest mark. What is
/// already kept comes before what stands earlier in the file.
#[must_use]
pub fn find_duplicates<Id: Copy>(records: &[Record], known: &[Known<Id>]) -> Vec<Match<Id>> {
    let mut seen: HashMap<(MatchKey, String), (Same<Id>, Identity)> = HashMap::new();
    for one in known {
        remember(&mut seen, Same::Kept(one.id), &one.identity);
    }
    let mut matches = Vec::new();
    let mut numbers = HashSet::new();
    for (record, description) in records.iter().enumerate() {
        let identity = identity_of(description.kind, &description.values);
        let identity = identity.numbered(description.number);
        // Many machines of one model are called alike: a name counts where nothing else is known.
        let marked =
            [&identity.serial, &identity.mac, &identity.tag].iter().any(|one| one.is_some());
        let found =
            keys_of(&identity).filter(|(key, _)| !marked || *key != MatchKey::Called).find_map(
                |(key, text)| seen.get(&(key, text)).map(|(same, other)| (key, *same, other)),
            );
        if let Some((key, same, other)) = found {
            // A row that was copied still carries the number of the other.
            let copied = key == MatchKey::Number && !numbers.insert(identity.number);
            let doubtful = copied || is_doubtful(key, &identity, other);
            matches.push(Match { record, same, key, doubtful });
        }
        remember(&mut seen, Same::Earlier(record), &identity);
    }
    matches
}

fn remember<Id: Copy>(
    seen: &mut HashMap<(MatchKey, String), (Same<Id>, Identity)>,
    same: Same<Id>,
    identity: &Identity,
) {
    for key in keys_of(identity) {
        seen.entry(key).or_insert_with(|| (same, identity.clone()));
    }
}

fn keys_of(identity: &Identity) -> impl Iterator<Item = (MatchKey, String)> {
    let number = identity.number.map(|number| number.to_string());
    let keys = [
        (MatchKey::Number, &number),
        (MatchKey::Serial, &identity.serial),
        (MatchKey::Mac, &identity.mac),
        (MatchKey::Tag, &identity.tag),
        (MatchKey::HostModel, &identity.host_model),
        (MatchKey::Naming, &identity.naming),
        (MatchKey::Called, &identity.called),
    ];
    keys.map(|(key, text)| text.clone().map(|text| (key, text))).into_iter().flatten()
}

/// A name alone proves nothing. A weaker mark does not outweigh serial numbers that differ, nor a serial number models that do.
fn is_doubtful(key: MatchKey, one: &Identity, other: &Identity) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a != b)
    };
    if key == MatchKey::Number {
        let agree = |a: &Option<String>, b: &Option<String>| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a == b)
        };
        // Every company's ledger begins with the same numbers: something else has to agree.
        let known = agree(&one.name, &other.name)
            || agree(&one.serial, &other.serial)
            || agree(&one.mac, &other.mac)
            || agree(&one.tag, &other.tag);
        let contradict = differ(&one.mac, &other.mac) || differ(&one.tag, &other.tag);
        return !known
            || contradict
            || differ(&one.model, &other.model)
            || differ(&one.serial, &other.serial);
    }
    let vague = key == MatchKey::Called || key == MatchKey::Naming && one.vague;
    vague
        || differ(&one.model, &other.model)
        || key != MatchKey::Serial && differ(&one.serial, &other.serial)
}
