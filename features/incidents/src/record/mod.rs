//! The records of an incident in the log: a hash of each row stands in the entry of its change, so
//! that a row which was changed, deleted or put in past the program can be told.
//!
//! A new kind of record is one line in [`RECORDED`] and `"rows": Written::of(&row)?` in the detail
//! of each entry that tells of a change.

mod claims;

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_tlog::{TlogError, canonical_json};
use hikeshi_web::{Platform, Problem};
use sea_orm::{EntityName as _, ModelTrait};
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

pub use claims::{Claims, Missing, Verdict};

/// The tables whose rows the log tells of; every one has the key `id`. Those named behind a table
/// are left out: they follow from other rows.
pub const RECORDED: &[(&str, &[&str])] = &[
    ("incident", &["changed_at"]),
    ("level_change", &[]),
    ("timeline_entry", &[]),
    ("timeline_correction", &[]),
    ("fact", &[]),
    ("executive_decision", &[]),
    ("playbook_run", &[]),
    ("run_event", &[]),
    ("evidence", &[]),
    ("custody_event", &[]),
    ("participant", &[]),
    ("desk_contact", &[]),
    ("measure", &[]),
    ("closing", &[]),
];

/// Hashes in one entry; more go into several.
const ROWS: usize = 500;

/// The hash of a row, given as JSON (ids as text): SHA-256 over the canonical JSON of table and
/// columns. Empty columns are left out, so that a column which a later version adds changes no hash.
///
/// The random id of the row is part of it, but stands beside the hash: whoever reads the detail of an
/// entry could guess a short text. Details are read by those who may read the row itself, and
/// only their hash enters the tree.
///
/// # Errors
/// [`TlogError::BadNumber`] for a number that no program of ours writes.
pub fn record_sha256(table: &str, row: &Map<String, Value>) -> Result<String, TlogError> {
    let left_out = RECORDED.iter().find(|(name, _)| *name == table).map_or(&[][..], |it| it.1);
    let is_empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    let said: Map<String, Value> = row
        .iter()
        .filter(|(name, value)| !is_empty(value) && !left_out.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let text = canonical_json(&json!({ "table": table, "row": said }))?;
    Ok(hex::encode(Sha256::digest(text)))
}

/// Rows that were written, as `table/id` with their hashes: what an entry tells under `rows`.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Written(BTreeMap<String, String>);

impl Written {
    /// One row.
    ///
    /// # Errors
    /// None in practice: every row can be written as JSON.
    pub fn of<M: ModelTrait + Serialize>(row: &M) -> Result<Self, Problem> {
        Self::default().and(row)
    }

    /// One more row.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn and<M: ModelTrait + Serialize>(mut self, row: &M) -> Result<Self, Problem> {
        self.add(row)?;
        Ok(self)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn add<M: ModelTrait + Serialize>(&mut self, row: &M) -> Result<(), Problem> {
        let table = M::Entity::default();
        if let Value::Object(json) = serde_json::to_value(row)? {
            self.add_json(table.table_name(), &json)?;
        }
        Ok(())
    }

    /// Adds a row as JSON, if its table is one of [`RECORDED`].
    ///
    /// # Errors
    /// As [`record_sha256`].
    pub fn add_json(&mut self, table: &str, row: &Map<String, Value>) -> Result<(), TlogError> {
        let id = row.get("id").and_then(Value::as_str);
        if let (Some(id), true) = (id, RECORDED.iter().any(|(name, _)| *name == table)) {
            self.0.insert(format!("{table}/{id}"), record_sha256(table, row)?);
        }
        Ok(())
    }
}

/// Writes entries that tell of many rows of an incident at once, as an import or a merge writes
/// them. What they tell holds from there on.
///
/// # Errors
/// A problem of the database.
pub async fn tell_rows(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: Uuid,
    written: Written,
) -> Result<(), TlogError> {
    let mut rows = written.0.into_iter().peekable();
    while rows.peek().is_some() {
        let part = Written(rows.by_ref().take(ROWS).collect());
        let detail = json!({ "rows": part });
        audit(tx, platform, scope, "incident.rows-told", ("incident", incident), detail).await?;
    }
    Ok(())
}
