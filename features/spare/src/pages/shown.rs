//! An item of a merge in the reader's words.

use hikeshi_i18n::Words;
use hikeshi_kernel::{Moment, from_millis};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::model::item;

/// Columns that say who wrote a side and when, shown below it.
const AROUND: [&str; 3] = ["at", "by_name", "opened_by"];

/// Ids and orders of lists, which follow from what is shown.
fn is_shown(place: &str) -> bool {
    !AROUND.contains(&place)
        && !place.ends_with("_id")
        && !place.ends_with("_sort")
        && place != "sort_at"
}

/// An item, ready to be shown.
pub(super) struct Shown {
    pub(super) id: Uuid,
    /// What kind of thing it is about.
    pub(super) what: String,
    pub(super) subject: String,
    /// The incident's page; empty if it belongs to none.
    pub(super) href: String,
    pub(super) fields: Vec<Field>,
    /// Who wrote the value of each side, and when; empty where that is not known.
    pub(super) main_by: String,
    pub(super) spare_by: String,
    /// What was chosen, by whom and when; empty while it is open.
    pub(super) chosen: String,
}

/// One value on both sides.
pub(super) struct Field {
    pub(super) label: String,
    pub(super) main: String,
    pub(super) spare: String,
}

impl Shown {
    pub(super) fn of(words: &Words, row: &item::Model) -> Self {
        let side =
            |json: &str| serde_json::from_str::<Map<String, Value>>(json).unwrap_or_default();
        let (main, spare) = (side(&row.main_json), side(&row.spare_json));
        let fields = main.keys().filter(|place| is_shown(place));
        let fields = fields.map(|place| Field {
            label: label(words, place),
            main: value(words, place, main.get(place)),
            spare: value(words, place, spare.get(place)),
        });
        let what = format!("spare-table-{}", row.table_name);
        let href = row.incident_id.map(|id| format!("/c/{}/incidents/{id}", row.company_id));
        Self {
            id: row.id,
            what: if words.has(&what) { words.t(&what) } else { words.t("spare-table-other") },
            subject: row.subject.clone(),
            href: href.unwrap_or_default(),
            fields: fields.collect(),
            main_by: by(words, &main),
            spare_by: by(words, &spare),
            chosen: chosen(words, row),
        }
    }
}

fn chosen(words: &Words, row: &item::Model) -> String {
    let when = row.chosen_at.map(|at| words.date_time(from_millis(at))).unwrap_or_default();
    let key = match row.chosen.as_str() {
        "spare" => "spare-chosen-spare",
        "main" => "spare-chosen-main",
        _ => return String::new(),
    };
    words.ta(key, &[("who", &row.chosen_by), ("when", &when)])
}

fn by(words: &Words, side: &Map<String, Value>) -> String {
    let name = side.get("by_name").and_then(Value::as_str).unwrap_or_default();
    let at = side.get("at").and_then(Value::as_i64).map(|at| words.date_time(from_millis(at)));
    match (name, at) {
        ("", None) => String::new(),
        ("", Some(at)) => at,
        (name, None) => name.to_owned(),
        (name, Some(at)) => format!("{name} {at}"),
    }
}

fn label(words: &Words, place: &str) -> String {
    let (column, part) = place.split_once('/').unwrap_or((place, ""));
    let key = format!("spare-field-{}", column.replace('_', "-"));
    match (words.has(&key), part) {
        _ if place.is_empty() => words.t("spare-field-whole"),
        (true, "") => words.t(&key),
        (true, part) => format!("{} {part}", words.t(&key)),
        (false, _) => words.t1("spare-field-other", "name", place),
    }
}

fn value(words: &Words, place: &str, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => words.t("spare-value-none"),
        Some(Value::Bool(true)) => words.t("spare-value-yes"),
        Some(Value::Bool(false)) => words.t("spare-value-no"),
        Some(Value::Number(number)) => match number.as_i64() {
            Some(at) if place.ends_with("_at") || place == "at" => words.date_time(from_millis(at)),
            _ => number.to_string(),
        },
        Some(Value::String(text)) if text.is_empty() => words.t("spare-value-none"),
        Some(Value::String(text)) if place.ends_with("json") => {
            match (serde_json::from_str::<Moment>(text), serde_json::from_str::<Value>(text)) {
                (Ok(moment), _) => words.moment(&moment),
                (_, Ok(read)) => self::value(words, "", Some(&read)),
                _ => text.clone(),
            }
        }
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => {
            list.iter().map(|one| self::value(words, "", Some(one))).collect::<Vec<_>>().join(", ")
        }
        Some(Value::Object(parts)) => {
            let known = ["status", "answer", "reason", "title", "name", "text", "kind", "phone"];
            let said = known.iter().filter_map(|name| parts.get(*name)?.as_str());
            said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ")
        }
    }
}
