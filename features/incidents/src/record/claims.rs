//! What the log says about the rows of incidents, and whether a row is as it says.

use std::collections::{HashMap, HashSet};

use hikeshi_tlog::LoggedEntry;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{RECORDED, record_sha256};
use crate::{evidence::event_sha256, model::custody_event};

/// Acts that wrote rows before entries told their hashes.
const ACTS: &[&str] = &[
    "desk.contacted",
    "evidence.added",
    "executive.asked",
    "executive.decided",
    "executive.undone",
    "fact.written",
    "incident.closed",
    "incident.closing-confirmed",
    "incident.closing-proposed",
    "incident.closing-withdrawn",
    "incident.commander-chosen",
    "incident.level-decided",
    "incident.opened",
    "incident.reopened",
    "measure.added",
    "measure.changed",
    "measure.marked",
    "participant.added",
    "participant.removed",
    "run.started",
    "run.step-changed",
    "timeline.added",
    "timeline.corrected",
];

/// What an entry says about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// The hash of the row.
    Row([u8; 32]),
    /// The hash of a custody event, as it was told before those of all rows.
    Event([u8; 32]),
    /// That it is there.
    There,
}

#[derive(Debug, Clone, Copy)]
struct Claim {
    seq: Option<u64>,
    incident: Option<Uuid>,
    said: Said,
}

/// How a row stands to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is as the last entry about it says.
    Same,
    /// It is not as this entry says (`None`: not as it was copied to a spare).
    Changed(Option<u64>),
    /// No entry tells of it.
    Unlogged,
    /// Its entries were written before entries told hashes, or their details were erased.
    NotCovered,
}

/// A row of which an entry tells, and which is not there.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Its table.
    pub table: &'static str,
    /// Its id.
    pub id: Uuid,
    /// The incident, where the entry names it.
    pub incident: Option<Uuid>,
    /// The entry; `None` where it was there when the spare was copied.
    pub entry: Option<u64>,
}

/// What the log says about all rows, collected entry by entry. What was said last about a row
/// counts.
#[derive(Debug, Default)]
pub struct Claims {
    said: HashMap<(&'static str, Uuid), Claim>,
    /// Incidents and exhibits with entries that tell no hashes.
    silent: HashSet<Uuid>,
}

impl Claims {
    /// Takes note of a row as it was copied to a spare, whose log begins behind it.
    pub fn copied(&mut self, table: &str, row: &Map<String, Value>) {
        let said = record_sha256(table, row).ok().and_then(|hash| bytes(&hash));
        if let (Some(table), Some(id), Some(hash)) = (known(table), id_in(row, "id"), said) {
            let claim = Claim { seq: None, incident: incident_of(row), said: Said::Row(hash) };
            self.said.insert((table, id), claim);
        }
    }

    /// Takes note of what an entry says.
    pub fn see(&mut self, entry: &LoggedEntry) {
        let target = entry.target.as_ref().and_then(|(kind, id)| Some((kind.as_str(), (*id)?)));
        let detail = entry.detail_value();
        let Some(detail) = detail else {
            // A detail that was erased may have told of rows.
            if entry.detail_hash.is_some() {
                self.silent.extend(target.map(|(_, id)| id));
            }
            return;
        };
        // What a spare's entries say is said anew by the merge that brought them: it may have
        // taken a row otherwise, or not at all.
        let carried = detail.get("spare_entry").is_some();
        let detail = if carried { &detail["detail"] } else { &detail };
        let named = detail["incident"].as_str().and_then(|id| id.parse().ok());
        let incident = target.filter(|(kind, _)| *kind == "incident").map(|(_, id)| id).or(named);
        let Some(rows) = detail["rows"].as_object() else {
            self.see_earlier(entry, (incident, carried), detail);
            return;
        };
        if carried {
            return;
        }
        for (name, hash) in rows {
            let Some((table, id)) = name.split_once('/') else { continue };
            let (table, id, hash) = (known(table), id.parse().ok(), hash.as_str().and_then(bytes));
            if let (Some(table), Some(id), Some(hash)) = (table, id, hash) {
                let claim = Claim { seq: Some(entry.seq), incident, said: Said::Row(hash) };
                self.said.insert((table, id), claim);
            }
        }
    }

    /// An entry without hashes of rows: it may name a row, or at least its incident.
    fn see_earlier(
        &mut self,
        entry: &LoggedEntry,
        (incident, carried): (Option<Uuid>, bool),
        detail: &Value,
    ) {
        let id = |name: &str| detail[name].as_str().and_then(|id| id.parse::<Uuid>().ok());
        if ACTS.contains(&entry.action.as_str()) {
            self.silent.extend(incident);
        }
        if carried {
            return;
        }
        let there = |seq| Claim { seq: Some(seq), incident, said: Said::There };
        let mut named = Vec::new();
        match entry.action.as_str() {
            "timeline.added" => named.push(("timeline_entry", id("entry"))),
            "executive.asked" => named.push(("executive_decision", id("decision"))),
            "executive.undone" => named.push(("executive_decision", id("again"))),
            "evidence.custody-added" => {
                let hash = detail["event_sha256"].as_str().and_then(bytes);
                if let (Some(event), Some(hash)) = (id("event"), hash) {
                    let claim = Claim { said: Said::Event(hash), ..there(entry.seq) };
                    self.said.insert(("custody_event", event), claim);
                }
            }
            _ => {}
        }
        for (table, id) in named {
            let Some(id) = id else { continue };
            self.said.entry((table, id)).or_insert_with(|| there(entry.seq));
        }
    }

    /// Compares a row (as JSON, ids as text); what is left afterwards is missing.
    pub fn judge(&mut self, table: &str, row: &Map<String, Value>) -> Verdict {
        let id = id_in(row, "id");
        let claim = known(table).zip(id).and_then(|key| self.said.remove(&key));
        let Some(claim) = claim else {
            let around = [incident_of(row), id_in(row, "evidence_id"), id];
            let silent = around.iter().flatten().any(|id| self.silent.contains(id));
            return if silent { Verdict::NotCovered } else { Verdict::Unlogged };
        };
        let same = match claim.said {
            Said::There => return Verdict::NotCovered,
            Said::Row(hash) => {
                record_sha256(table, row).ok().and_then(|now| bytes(&now)) == Some(hash)
            }
            Said::Event(hash) => {
                let event: Option<custody_event::Model> =
                    serde_json::from_value(Value::Object(row.clone())).ok();
                event.and_then(|event| bytes(&event_sha256(&event).ok()?)) == Some(hash)
            }
        };
        if same { Verdict::Same } else { Verdict::Changed(claim.seq) }
    }

    /// The rows that are told of and were not judged, by entry.
    #[must_use]
    pub fn missing(self) -> Vec<Missing> {
        let missing = self.said.into_iter().map(|((table, id), claim)| Missing {
            table,
            id,
            incident: claim.incident,
            entry: claim.seq,
        });
        let mut missing: Vec<_> = missing.collect();
        missing.sort_by_key(|it| (it.entry, it.table, it.id));
        missing
    }
}

fn known(table: &str) -> Option<&'static str> {
    RECORDED.iter().map(|(name, _)| *name).find(|name| *name == table)
}

fn incident_of(row: &Map<String, Value>) -> Option<Uuid> {
    id_in(row, "incident_id")
}

fn id_in(row: &Map<String, Value>, column: &str) -> Option<Uuid> {
    row.get(column)?.as_str()?.parse().ok()
}

fn bytes(hash: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(hash, &mut bytes).ok()?;
    Some(bytes)
}
