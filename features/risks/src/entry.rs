//! What a person writes into a row of the ledger.

use hikeshi_risk::{Cia, Information, Level};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{field::Field, model::risk_information};

/// The values of a row. A level is `None` as long as nobody judged it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// To which part of the business it belongs.
    pub business: String,
    /// What the information is.
    pub name: String,
    /// Anything else.
    pub remark: String,
    /// Who uses it.
    pub users: String,
    /// Who is in charge of it.
    pub department: String,
    /// On what it is kept: ids of the model.
    pub media: Vec<String>,
    /// Where it is kept.
    pub place: String,
    /// Which personal data it holds: ids of the model.
    pub personal: Vec<String>,
    /// If others saw it.
    pub confidentiality: Option<Level>,
    /// If it were wrong.
    pub integrity: Option<Level>,
    /// If it could not be used.
    pub availability: Option<Level>,
    /// Until when it is kept, in words.
    pub kept_until: String,
    /// When it was entered.
    pub registered_on: Option<Date>,
    /// How often harm is to be expected here, where that differs.
    pub own_threat: Option<Level>,
    /// How weak we are here, where that differs.
    pub own_weakness: Option<Level>,
    /// Why it differs.
    pub own_reason: String,
}

impl Entry {
    /// What stands in a row.
    #[must_use]
    pub fn of(row: &risk_information::Model) -> Self {
        let level = |number: Option<i64>| number.and_then(|number| Level::try_from(number).ok());
        let list = |json: &str| serde_json::from_str(json).unwrap_or_default();
        Self {
            business: row.business.clone(),
            name: row.name.clone(),
            remark: row.remark.clone(),
            users: row.users.clone(),
            department: row.department.clone(),
            media: list(&row.media),
            place: row.place.clone(),
            personal: list(&row.personal),
            confidentiality: level(row.confidentiality),
            integrity: level(row.integrity),
            availability: level(row.availability),
            kept_until: row.kept_until.clone(),
            registered_on: row.registered_on.parse().ok(),
            own_threat: level(row.own_threat),
            own_weakness: level(row.own_weakness),
            own_reason: row.own_reason.clone(),
        }
    }

    /// Writes the values into a row.
    ///
    /// # Errors
    /// Lists that cannot become JSON: none that exist.
    pub fn write(&self, row: &mut risk_information::Model) -> serde_json::Result<()> {
        let number = |level: Option<Level>| level.map(i64::from);
        row.business.clone_from(&self.business);
        row.name.clone_from(&self.name);
        row.remark.clone_from(&self.remark);
        row.users.clone_from(&self.users);
        row.department.clone_from(&self.department);
        row.media = serde_json::to_string(&self.media)?;
        row.place.clone_from(&self.place);
        row.personal = serde_json::to_string(&self.personal)?;
        row.confidentiality = number(self.confidentiality);
        row.integrity = number(self.integrity);
        row.availability = number(self.availability);
        row.kept_until.clone_from(&self.kept_until);
        row.registered_on = self.registered_on.map(|day| day.to_string()).unwrap_or_default();
        row.own_threat = number(self.own_threat);
        row.own_weakness = number(self.own_weakness);
        row.own_reason.clone_from(&self.own_reason);
        Ok(())
    }

    /// The importance: the highest of the three, known once all three are, or once one is the highest
    /// that there is.
    #[must_use]
    pub fn importance(&self) -> Option<Level> {
        let all = [self.confidentiality, self.integrity, self.availability];
        if all.contains(&Some(Level::HIGH)) {
            return Some(Level::HIGH);
        }
        let [confidentiality, integrity, availability] = all;
        let cia = Cia {
            confidentiality: confidentiality?,
            integrity: integrity?,
            availability: availability?,
        };
        Some(cia.importance())
    }

    /// As the model takes it.
    #[must_use]
    pub fn information(&self) -> Information {
        Information {
            importance: self.importance(),
            media: self.media.clone(),
            own_threat: self.own_threat,
            own_weakness: self.own_weakness,
        }
    }

    /// The value of a field, in no language: as the history keeps it.
    #[must_use]
    pub fn value(&self, field: Field) -> String {
        let level = |level: Option<Level>| level.map(|one| one.number().to_string());
        match field {
            Field::Business => self.business.clone(),
            Field::Name => self.name.clone(),
            Field::Remark => self.remark.clone(),
            Field::Users => self.users.clone(),
            Field::Department => self.department.clone(),
            Field::Media => self.media.join(","),
            Field::Place => self.place.clone(),
            Field::Personal => self.personal.join(","),
            Field::Confidentiality => level(self.confidentiality).unwrap_or_default(),
            Field::Integrity => level(self.integrity).unwrap_or_default(),
            Field::Availability => level(self.availability).unwrap_or_default(),
            Field::KeptUntil => self.kept_until.clone(),
            Field::RegisteredOn => {
                self.registered_on.map(|day| day.to_string()).unwrap_or_default()
            }
            Field::OwnThreat => level(self.own_threat).unwrap_or_default(),
            Field::OwnWeakness => level(self.own_weakness).unwrap_or_default(),
            Field::OwnReason => self.own_reason.clone(),
        }
    }

    /// What differs between two states: field, before, after.
    #[must_use]
    pub fn differences(&self, after: &Self) -> Vec<(Field, String, String)> {
        let both = Field::ALL.map(|field| (field, self.value(field), after.value(field)));
        both.into_iter().filter(|(_, before, after)| before != after).collect()
    }
}
