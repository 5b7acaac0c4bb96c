//! Whether the records of incidents (lines, facts, decisions, custody, …) are those of which the
//! log tells: each row against the last entry about it.

use std::collections::HashMap;

use hikeshi_db::{Db, Fence, Tx};
use hikeshi_incidents::record::{Claims, Missing, RECORDED, Verdict};
use hikeshi_spare::{Row, SpareError, copied, each_record};
use serde_json::Value;
use uuid::Uuid;

use super::things::{ThingFault, ThingFinding, ThingKind};

/// More findings than this are not named.
const NAMED: usize = 200;
/// Columns by which people know a row.
const NAMING: [&str; 10] =
    ["number", "key", "title", "question", "name", "act", "text", "desk_id", "kind", "reason"];
/// Letters of such a name that are shown.
const SHOWN: usize = 40;

/// What came of the comparison.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub findings: Vec<ThingFinding>,
    /// Rows that were compared.
    pub rows: usize,
    /// Of these, rows of which no entry tells a hash, for a reason that is no fault.
    pub not_covered: usize,
    /// Whether more was found than is named.
    pub more: bool,
}

/// What a copied company's records were like when they were copied; its own log begins later.
pub(super) async fn claims_of_copy(db: &Db) -> Claims {
    let mut claims = Claims::default();
    // A schema that has no place for copies yet has none; on a database server a transaction ends
    // with that, so it is one of its own.
    if let Ok(tx) = db.read(Fence::Open).await
        && copied(&tx, &mut claims).await.is_err()
    {
        claims = Claims::default();
    }
    claims
}

/// Compares all rows.
pub(super) async fn check(tx: &Tx, mut claims: Claims) -> anyhow::Result<Compared> {
    let mut compared = Compared::default();
    let mut incidents: HashMap<Uuid, String> = HashMap::new();
    for (table, _) in RECORDED {
        let read = each_record(tx, table, |row| {
            if *table == "incident"
                && let (Some(id), Some(number)) = (id_of(&row, "id"), row.get("number"))
            {
                incidents.insert(id, shown(number.as_str().unwrap_or_default()));
            }
            compared.rows += 1;
            let (fault, entry) = match claims.judge(table, &row) {
                Verdict::Same => return,
                Verdict::NotCovered => return compared.not_covered += 1,
                // What was changed since the copy: its log begins with the entry about the copy.
                Verdict::Changed(entry) => (ThingFault::RowChanged, Some(entry.unwrap_or(0))),
                Verdict::Unlogged => (ThingFault::Unlogged, None),
            };
            let name = name_of(table, &row, &incidents);
            compared.add(ThingFinding { fault, kind: kind_of(table), name, entry, blob: None });
        })
        .await;
        match read {
            Ok(()) => {}
            // A value that is not of its type: no program of ours wrote it.
            Err(SpareError::Refused { text, .. }) => compared.add(ThingFinding {
                fault: ThingFault::RowChanged,
                kind: kind_of(table),
                name: text,
                entry: None,
                blob: None,
            }),
            Err(error) => return Err(error.into()),
        }
    }
    for gone in claims.missing() {
        compared.add(missing(&gone, &incidents));
    }
    Ok(compared)
}

impl Compared {
    fn add(&mut self, finding: ThingFinding) {
        if self.findings.len() < NAMED {
            self.findings.push(finding);
        } else {
            self.more = true;
        }
    }
}

fn missing(gone: &Missing, incidents: &HashMap<Uuid, String>) -> ThingFinding {
    let kind = kind_of(gone.table);
    let number = gone.incident.and_then(|id| incidents.get(&id));
    let name = match (number, kind) {
        (Some(number), ThingKind::Record(_)) => format!("{number} {}", gone.id),
        _ => gone.id.to_string(),
    };
    let entry = Some(gone.entry.unwrap_or(0));
    ThingFinding { fault: ThingFault::RowMissing, kind, name, entry, blob: None }
}

/// Exhibits are looked at twice, as a row and with their file.
fn kind_of(table: &'static str) -> ThingKind {
    if table == "evidence" { ThingKind::Exhibit } else { ThingKind::Record(table) }
}

/// The number of the incident, what people call the row, and its id.
fn name_of(table: &str, row: &Row, incidents: &HashMap<Uuid, String>) -> String {
    let text = |name: &&str| row.get(*name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let called = shown(NAMING.iter().find_map(text).unwrap_or_default());
    if table == "incident" {
        return called;
    }
    let number = id_of(row, "incident_id").and_then(|id| incidents.get(&id));
    let number = number.map(String::as_str).unwrap_or_default();
    let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
    match table {
        "evidence" => format!("{number} {called}"),
        _ => format!("{number} {called} ({id})"),
    }
}

/// Without what moves the cursor of a terminal, and not too long.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(SHOWN).collect()
}

fn id_of(row: &Row, column: &str) -> Option<Uuid> {
    row.get(column)?.as_str()?.parse().ok()
}
