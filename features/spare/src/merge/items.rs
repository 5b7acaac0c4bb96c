//! What a person should see of a merge.

use hikeshi_db::Tx;
use sea_orm::ConnectionTrait as _;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    SpareError,
    rows::{Row, id_in, statement},
};

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Both sides changed it: this side's value holds until somebody chooses.
    Conflict,
    /// Both sides gave one number: the spare's got a new one.
    Renumbered,
    /// Both sides changed one line of the timeline: both lines stand in it.
    BothLines,
    /// Deleted on one side, and left as it is here.
    NotTaken,
}

impl Kind {
    /// The name in the database and in keys of words (`spare-item-…`).
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Renumbered => "renumbered",
            Self::BothLines => "both-lines",
            Self::NotTaken => "not-taken",
        }
    }
}

/// An item before it is written.
pub(super) struct Item<'a> {
    pub(super) kind: Kind,
    pub(super) table: &'a str,
    pub(super) key: String,
    /// The row that it is about.
    pub(super) about: &'a Row,
    /// Places with both values.
    pub(super) places: Vec<(String, Value, Value)>,
}

/// Writes an item. One that stands there from an earlier merge of the same spare is not written
/// again; answers whether it was new.
pub(super) async fn write(
    tx: &Tx,
    (company, merge, spare): (Uuid, Uuid, Uuid),
    item: Item<'_>,
) -> Result<bool, SpareError> {
    let fields: Vec<&str> = item.places.iter().map(|(place, ..)| place.as_str()).collect();
    let fields = serde_json::to_string(&fields)?;
    let side = |pick: fn(&(String, Value, Value)) -> &Value| {
        let values = item.places.iter().map(|place| (place.0.clone(), pick(place).clone()));
        Value::Object(values.collect::<Map<_, _>>()).to_string()
    };
    let (main, there) = (side(|place| &place.1), side(|place| &place.2));
    let id = id_of(&[&spare.to_string(), item.kind.name(), item.table, &item.key, &fields, &there]);
    let known = "SELECT 1 AS one FROM spare_merge_item WHERE id = $1".to_owned();
    if tx.conn().query_one_raw(statement(tx, known, vec![id.into()])).await?.is_some() {
        return Ok(false);
    }
    let incident = match item.table {
        "incident" => id_in(item.about, "id"),
        _ => id_in(item.about, "incident_id"),
    };
    let sql = "INSERT INTO spare_merge_item (id, company_id, merge_id, kind, table_name, row_key, \
               incident_id, subject, fields_json, main_json, spare_json, chosen, chosen_by) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '')";
    let values = vec![
        id.into(),
        company.into(),
        merge.into(),
        item.kind.name().into(),
        item.table.into(),
        item.key.into(),
        incident.into(),
        subject(item.about).into(),
        fields.into(),
        main.into(),
        there.into(),
    ];
    tx.conn().execute_raw(statement(tx, sql.to_owned(), values)).await?;
    Ok(true)
}

/// What a row is about, in its own words.
fn subject(row: &Row) -> String {
    const NAMING: [&str; 9] =
        ["title", "question", "text", "key", "name", "counterpart", "duty", "kind", "number"];
    let text = |name: &&str| row.get(*name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let found = NAMING.iter().find_map(text).unwrap_or_default();
    found.chars().take(200).collect()
}

/// The same id for the same thing.
fn id_of(parts: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
