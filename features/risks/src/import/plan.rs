//! What taking a file would do.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hikeshi_risk::{Level, RiskModel, ThreatState, plain};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{BadRow, Counted, LedgerRow, ReadRows};
use crate::{entry::Entry, field::Field, model::risk_information};

/// The plan for all rows of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The sheet of the workbook.
    pub sheet: String,
    /// Heads of columns that nobody knows.
    pub unknown: Vec<String>,
    /// Rows that can be taken.
    pub steps: Vec<Step>,
    /// Rows that cannot be read.
    pub bad: Vec<BadRow>,
    /// Lines in which nothing stands.
    pub empty: usize,
}

/// What happens with one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its line in the file.
    pub line: usize,
    /// What happens.
    pub kind: StepKind,
    /// What the row would say.
    pub entry: Entry,
    /// The row of the ledger that it is, with the revision that was compared.
    pub row: Option<(Uuid, i64)>,
    /// Field, before, after.
    pub differences: Vec<(Field, String, String)>,
    /// What a person should look at.
    pub remarks: Vec<(String, String)>,
}

/// What happens with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// It is new.
    New,
    /// It changes a row of the ledger.
    Changed,
    /// The ledger says the same.
    Same,
    /// It stands in the file before: not taken.
    Twice,
}

impl Plan {
    /// How many rows there are of a kind.
    #[must_use]
    pub fn count(&self, kind: StepKind) -> usize {
        self.steps.iter().filter(|step| step.kind == kind).count()
    }
}

/// Compares what was read with the ledger. A row is the same information if name, business and media
/// agree; what the file leaves empty stays as it is in the ledger. Where the file counts otherwise than
/// this program with these judgements of threats, a remark says so.
#[must_use]
pub fn plan(
    model: &RiskModel,
    states: &BTreeMap<String, ThreatState>,
    read: ReadRows,
    ledger: &[risk_information::Model],
) -> Plan {
    let mut known: HashMap<_, _> = HashMap::new();
    for row in ledger {
        let entry = Entry::of(row);
        known.entry(identity(&entry)).or_insert((row, entry));
    }
    let mut seen = BTreeSet::new();
    let steps = read.rows.into_iter().map(|row| {
        let key = identity(&row.entry);
        let counted = row.counted;
        let mut step = if !seen.insert(key.clone()) {
            step(row, StepKind::Twice)
        } else if let Some((old, before)) = known.get(&key) {
            over(row, old, before)
        } else {
            step(row, StepKind::New)
        };
        step.remarks.extend(differing(model, states, &step.entry, counted));
        step
    });
    Plan { steps: steps.collect(), bad: read.bad, empty: read.empty, ..Plan::default() }
}

fn step(row: LedgerRow, kind: StepKind) -> Step {
    let (line, entry, remarks) = (row.line, row.entry, row.remarks);
    Step { line, kind, entry, row: None, differences: Vec::new(), remarks }
}

fn over(row: LedgerRow, old: &risk_information::Model, before: &Entry) -> Step {
    let entry = filled(row.entry, before);
    let differences = before.differences(&entry);
    let kind = if differences.is_empty() { StepKind::Same } else { StepKind::Changed };
    let (line, remarks) = (row.line, row.remarks);
    Step { line, kind, entry, row: Some((old.id, old.revision)), differences, remarks }
}

/// What the file says, and where it says nothing what the ledger says.
fn filled(file: Entry, ledger: &Entry) -> Entry {
    let text = |new: String, old: &String| if new.is_empty() { old.clone() } else { new };
    let list = |new: Vec<String>, old: &Vec<String>| if new.is_empty() { old.clone() } else { new };
    Entry {
        business: text(file.business, &ledger.business),
        name: ledger.name.clone(),
        remark: text(file.remark, &ledger.remark),
        users: text(file.users, &ledger.users),
        department: text(file.department, &ledger.department),
        media: list(file.media, &ledger.media),
        place: text(file.place, &ledger.place),
        personal: list(file.personal, &ledger.personal),
        confidentiality: file.confidentiality.or(ledger.confidentiality),
        integrity: file.integrity.or(ledger.integrity),
        availability: file.availability.or(ledger.availability),
        kept_until: text(file.kept_until, &ledger.kept_until),
        registered_on: file.registered_on.or(ledger.registered_on),
        own_threat: file.own_threat.or(ledger.own_threat),
        own_weakness: file.own_weakness.or(ledger.own_weakness),
        own_reason: text(file.own_reason, &ledger.own_reason),
    }
}

/// What the file counted otherwise than this program: importance and risk value, theirs and ours.
fn differing(
    model: &RiskModel,
    states: &BTreeMap<String, ThreatState>,
    entry: &Entry,
    counted: Counted,
) -> Vec<(String, String)> {
    let value = model.rate(&entry.information(), states).risk.map(|risk| risk.value);
    let ours = [entry.importance().map(Level::number), value];
    let pairs = ["importance", "value"].into_iter().zip([counted.importance, counted.value]);
    let differs = pairs.zip(ours).filter_map(|((name, theirs), ours)| {
        let (theirs, ours) = theirs.zip(ours).filter(|(theirs, ours)| theirs != ours)?;
        Some((name.to_owned(), format!("{theirs} \u{2192} {ours}")))
    });
    differs.collect()
}

/// What makes two rows the same information: name, business and media.
pub(super) fn identity(entry: &Entry) -> (String, String, Vec<String>) {
    let mut media = entry.media.clone();
    media.sort_unstable();
    (plain(&entry.name), plain(&entry.business), media)
}
