//! Rows of the ledger as programs see and send them.

use hikeshi_i18n::Words;
use hikeshi_kernel::{clean_line, clean_text, from_millis};
use hikeshi_risk::{Level, RiskModel};
use hikeshi_web::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Rated, entry::Entry, field::Field};

/// What a row says.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = InformationValues)]
pub(super) struct Values {
    business: String,
    name: String,
    remark: String,
    users: String,
    department: String,
    /// `paper`, `removable`, `in-house-server`, `outside-server`, `pc`, `mobile`.
    media: Vec<String>,
    place: String,
    /// `personal`, `sensitive`, `my-number`.
    personal: Vec<String>,
    /// 1 to 3; null as long as nobody judged it. So all levels.
    confidentiality: Option<i64>,
    integrity: Option<i64>,
    availability: Option<i64>,
    kept_until: String,
    /// `YYYY-MM-DD`, or empty.
    registered_on: String,
    own_threat: Option<i64>,
    own_weakness: Option<i64>,
    /// Needed beside a level of its own.
    own_reason: String,
}

/// A row with its risk.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Information)]
pub(super) struct Shape {
    id: Uuid,
    number: i64,
    /// Send it back with a change.
    revision: i64,
    values: Values,
    importance: Option<u8>,
    /// The known risk value, 1 to 9.
    risk: Option<u8>,
    /// What it could be once everything is judged.
    at_most: u8,
    /// `large`, `medium`, `small`.
    band: Option<String>,
    /// Whether the numbers of the model are still to be checked against the official sheet.
    to_check: bool,
    /// `reduce`, `avoid`, `transfer`, `accept`.
    treatment: Option<String>,
    /// Whether the management accepted the risk and that holds.
    accepted: bool,
    /// RFC 3339, UTC.
    changed_at: String,
}

/// A change of a row.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InformationChange)]
pub(super) struct Change {
    /// The revision that was read.
    pub(super) seen: i64,
    /// All values.
    pub(super) values: Values,
}

impl Shape {
    pub(super) fn of(one: &Rated, model: &RiskModel) -> Self {
        Self {
            id: one.row.id,
            number: one.row.number,
            revision: one.row.revision,
            values: Values::of(&one.entry),
            importance: one.entry.importance().map(Level::number),
            risk: one.value(),
            at_most: one.risk.at_most,
            band: one.band(model).map(|band| band.id.clone()),
            to_check: model.is_to_check(),
            treatment: one.treatment.as_ref().map(|one| one.kind.clone()),
            accepted: one.standing.holds(),
            changed_at: from_millis(one.row.changed_at).to_string(),
        }
    }
}

impl Values {
    fn of(entry: &Entry) -> Self {
        let number = |level: Option<Level>| level.map(i64::from);
        Self {
            business: entry.business.clone(),
            name: entry.name.clone(),
            remark: entry.remark.clone(),
            users: entry.users.clone(),
            department: entry.department.clone(),
            media: entry.media.clone(),
            place: entry.place.clone(),
            personal: entry.personal.clone(),
            confidentiality: number(entry.confidentiality),
            integrity: number(entry.integrity),
            availability: number(entry.availability),
            kept_until: entry.kept_until.clone(),
            registered_on: entry.value(Field::RegisteredOn),
            own_threat: number(entry.own_threat),
            own_weakness: number(entry.own_weakness),
            own_reason: entry.own_reason.clone(),
        }
    }

    /// The values, cleaned.
    ///
    /// # Errors
    /// Invalid, with the name of the field and what it may be.
    pub(super) fn read(&self, words: &Words, model: &RiskModel) -> Result<Entry, Problem> {
        let level = |field: Field, number: Option<i64>| {
            let wrong = |_| Problem::invalid(format!("{}: 1, 2, 3", field.name()));
            number.map(Level::try_from).transpose().map_err(wrong)
        };
        let known = |field: Field, all: &[hikeshi_risk::Kind], ids: &[String]| {
            let unknown = ids.iter().find(|id| !all.iter().any(|kind| kind.id == **id));
            let unknown = unknown.map(|id| Problem::invalid(format!("{}: {id}", field.name())));
            unknown.map_or_else(|| Ok(ids.to_vec()), Err)
        };
        let name = text(Field::Name, &self.name)?;
        if name.is_empty() {
            let label = words.t("risks-field-name");
            return Err(Problem::invalid(words.t1("web-typed-empty", "label", label)));
        }
        let day = self.registered_on.trim();
        let registered_on = Some(day).filter(|day| !day.is_empty()).map(str::parse).transpose();
        let entry = Entry {
            business: text(Field::Business, &self.business)?,
            name,
            remark: text(Field::Remark, &self.remark)?,
            users: text(Field::Users, &self.users)?,
            department: text(Field::Department, &self.department)?,
            media: known(Field::Media, &model.media, &self.media)?,
            place: text(Field::Place, &self.place)?,
            personal: known(Field::Personal, &model.personal, &self.personal)?,
            confidentiality: level(Field::Confidentiality, self.confidentiality)?,
            integrity: level(Field::Integrity, self.integrity)?,
            availability: level(Field::Availability, self.availability)?,
            kept_until: text(Field::KeptUntil, &self.kept_until)?,
            registered_on: registered_on
                .map_err(|_| Problem::invalid("registered-on: YYYY-MM-DD"))?,
            own_threat: level(Field::OwnThreat, self.own_threat)?,
            own_weakness: level(Field::OwnWeakness, self.own_weakness)?,
            own_reason: text(Field::OwnReason, &self.own_reason)?,
        };
        let differs = entry.own_threat.is_some() || entry.own_weakness.is_some();
        if differs && entry.own_reason.is_empty() {
            return Err(Problem::invalid(words.t("risks-own-reason-missing")));
        }
        Ok(entry)
    }
}

/// A text of a field, cleaned; empty for nothing.
fn text(field: Field, value: &str) -> Result<String, Problem> {
    let max = field.longest();
    let clean = match field {
        Field::Remark | Field::OwnReason => clean_text(value, max),
        _ => clean_line(value, max),
    };
    match clean {
        Ok(text) => Ok(text),
        Err(hikeshi_kernel::TextError::Empty) => Ok(String::new()),
        Err(error) => Err(Problem::invalid(format!("{}: {error}", field.name()))),
    }
}
