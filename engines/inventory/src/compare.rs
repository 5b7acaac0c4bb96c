//! By what two descriptions are found to be of one thing.

use crate::{
    Field, Kind, Values,
    value::{folded, read_mac, read_serial},
};

/// What makes a thing recognisable, each in the form in which it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The number in our own ledger; who compares gives it with [`Identity::numbered`].
    pub number: Option<i64>,
    /// The maker's serial number.
    pub serial: Option<String>,
    /// The hardware address.
    pub mac: Option<String>,
    /// The company's own number.
    pub tag: Option<String>,
    /// Name on the network and model.
    pub host_model: Option<String>,
    /// For what is no machine: kind, name and version, address or account.
    pub naming: Option<String>,
    /// A machine's name and model, where it has no name on the network.
    pub called: Option<String>,
    /// Two different things may well carry the same [`Identity::naming`]: licences without a number.
    pub vague: bool,
    /// What people call it.
    pub name: Option<String>,
    /// Maker and model, to see whether a serial number contradicts itself.
    pub model: Option<String>,
}

impl Identity {
    /// The same with the number in our own ledger.
    #[must_use]
    pub fn numbered(self, number: Option<i64>) -> Self {
        Self { number, ..self }
    }
}

/// What makes an asset recognisable.
#[must_use]
pub fn identity_of(kind: Kind, values: &Values) -> Identity {
    let get = |field: Field| values.get(&field).map_or("", String::as_str);
    let word = |field: Field| Some(folded(get(field))).filter(|word| !word.is_empty());
    let host = word(Field::Hostname);
    let model = word(Field::Model);
    let host_model = host.clone().zip(model.clone()).map(|(host, model)| format!("{host} {model}"));
    let naming = (!kind.is_machine()).then(|| {
        let parts = [Field::Name, Field::Version, Field::Url, Field::Login, Field::ContractNumber];
        let parts = parts.map(|field| folded(get(field)));
        format!("{} {}", kind.name(), parts.join(" "))
    });
    let called = (kind.is_machine() && host.is_none())
        .then(|| format!("{} {}", folded(get(Field::Name)), model.clone().unwrap_or_default()));
    Identity {
        number: None,
        name: word(Field::Name),
        called,
        vague: kind == Kind::Licence && word(Field::ContractNumber).is_none(),
        serial: read_serial(get(Field::Serial)).filter(|_| kind.is_machine()),
        mac: read_mac(get(Field::Mac)),
        tag: word(Field::Tag).filter(|tag| tag.chars().count() >= 3),
        host_model,
        naming,
        model,
    }
}
