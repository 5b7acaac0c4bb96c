//! One asset as a file describes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{DateFault, Field, Kind, value::plain};

/// What is known, by field. Days are `YYYY-MM-DD`, yes and no are `yes` and `no`.
pub type Values = BTreeMap<Field, String>;

/// One asset, read from one place of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Line of a table or running number of a list, from 1.
    pub line: usize,
    /// Which kind.
    pub kind: Kind,
    /// What is known; never without a name.
    pub values: Values,
    /// What stands in columns that no field fits: heading and value.
    pub own: Vec<(String, String)>,
    /// What was read with doubt.
    pub remarks: Vec<Remark>,
    /// Its number in our own ledger, as our export has it.
    #[serde(default)]
    pub number: Option<i64>,
    /// The name was made of other values: it names nothing that has a name already.
    pub made_name: bool,
}

/// A value that could not be read as what its column says. The text itself is kept in `own`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Remark {
    /// No day.
    Date {
        /// Which field.
        field: Field,
        /// The text.
        text: String,
        /// Why.
        fault: DateFault,
    },
    /// No hardware address.
    Mac {
        /// The text.
        text: String,
    },
    /// Neither yes nor no.
    YesNo {
        /// Which field.
        field: Field,
        /// The text.
        text: String,
    },
    /// No kind that is known: the usual one of the file was taken.
    Kind {
        /// The text.
        text: String,
    },
    /// A formula whose result the file does not hold: nothing was read.
    Formula {
        /// The heading of its column.
        heading: String,
    },
}

impl Record {
    /// A record of a list of things, such as components.
    #[must_use]
    pub fn new(line: usize, kind: Kind) -> Self {
        Self {
            line,
            kind,
            values: Values::new(),
            own: Vec::new(),
            remarks: Vec::new(),
            number: None,
            made_name: false,
        }
    }

    /// Sets a value, without blanks around it; nothing for an empty one.
    pub fn set(&mut self, field: Field, value: &str) {
        let value = if field.is_technical() { plain(value) } else { value.trim().to_owned() };
        if !value.is_empty() {
            self.values.insert(field, value);
        }
    }

    /// What it says about a thing that has a name already.
    #[must_use]
    pub fn said(&self) -> Values {
        let mut values = self.values.clone();
        if self.made_name {
            values.remove(&Field::Name);
        }
        values
    }

    /// The value of a field; empty if there is none.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }

    /// Gives it a name made of what is known, where it has none. `false` if nothing is known that
    /// could name it.
    pub fn find_name(&mut self) -> bool {
        if !self.get(Field::Name).is_empty() {
            return true;
        }
        let model = format!("{} {}", self.get(Field::Maker), self.get(Field::Model));
        let model = if self.get(Field::Model).is_empty() { String::new() } else { model };
        let rest = [Field::Hostname, Field::Tag].map(|field| self.get(field).to_owned());
        let last = [Field::Serial, Field::Mac, Field::Ip, Field::Url, Field::Login]
            .map(|field| self.get(field).to_owned());
        let contract = [Field::ContractNumber, Field::LicenceKey].map(|field| {
            if field.is_secret() { String::new() } else { self.get(field).to_owned() }
        });
        let mut all = rest.into_iter().chain([model]).chain(last).chain(contract);
        let found = all.find(|name| !name.trim().is_empty());
        let named = found.is_some();
        if let Some(name) = found {
            self.set(Field::Name, &name);
            self.made_name = true;
        }
        named
    }
}
