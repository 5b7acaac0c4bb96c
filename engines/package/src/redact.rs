//! The records without what their reader does not get. All files of a package are made from what
//! is left here, so that nothing that was struck can stand anywhere else.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{CustodyEvent, Records, Redaction, Strikes};

/// Leaves out the facts whose keys are in `withheld`, what their redactions ask for, and strikes
/// the words of everything else. Names of kinds, states and languages stay as they are.
///
/// # Errors
/// Only where the records cannot be written as JSON, which does not happen.
pub fn redact(
    records: Records,
    redactions: &BTreeSet<Redaction>,
    withheld: &BTreeSet<String>,
    strikes: &Strikes,
) -> serde_json::Result<Records> {
    if redactions.is_empty() {
        return Ok(records);
    }
    let mut left = records;
    left.facts.retain(|fact| !withheld.contains(&fact.key));
    if redactions.contains(&Redaction::Persons) {
        for person in &mut left.people {
            person.phone.clear();
            person.email.clear();
        }
    }
    for exhibit in &mut left.exhibits {
        exhibit.path = None;
        if redactions.contains(&Redaction::Technical) {
            for text in [
                &mut exhibit.description,
                &mut exhibit.file_name,
                &mut exhibit.serial_number,
                &mut exhibit.clock_offset,
                &mut exhibit.tool,
                &mut exhibit.storage,
            ] {
                text.clear();
            }
        }
        exhibit.custody.iter_mut().for_each(|event| redact_event(event, redactions));
    }
    for paper in &mut left.papers {
        paper.paths.clear();
    }
    let mut value = serde_json::to_value(left)?;
    strike("", &mut value, strikes);
    serde_json::from_value(value)
}

/// No photograph goes out, and no tool or clock where technical words are withheld.
fn redact_event(event: &mut CustodyEvent, redactions: &BTreeSet<Redaction>) {
    let technical = redactions.contains(&Redaction::Technical);
    for photo in &mut event.photos {
        photo.path = None;
        if technical {
            photo.file_name.clear();
        }
    }
    if technical {
        event.tool.clear();
        event.offset_seconds = None;
        event.device_clock = false;
    }
}

/// Fields that hold words of the program's own, ids, numbers or times.
const KEPT: [&str; 27] = [
    "id",
    "number",
    "company",
    "purpose",
    "status",
    "kinds",
    "kind",
    "noticed",
    "moment",
    "as_of",
    "collected",
    "opened_at",
    "closed_at",
    "written_at",
    "at",
    "added_at",
    "done_at",
    "asked_at",
    "decided_at",
    "withdrawn_at",
    "made_at",
    "certainty",
    "class",
    "sha256",
    "claimed_sha256",
    "blake3",
    "package",
];
/// More of them.
const KEPT_TOO: [&str; 13] = [
    "key",
    "lang",
    "state",
    "outcome",
    "part",
    "due",
    "revision",
    "ended",
    "way",
    "asked",
    "answers",
    "copy_of",
    "copy_kind",
];

fn strike(field: &str, value: &mut Value, strikes: &Strikes) {
    let kept = KEPT.contains(&field) || KEPT_TOO.contains(&field);
    match value {
        Value::String(text) if field == "company" || kept && is_plain(text) => {}
        Value::String(text) => *text = strikes.apply(text),
        Value::Array(items) => items.iter_mut().for_each(|item| strike(field, item, strikes)),
        // A moment is one thing of times and nothing else.
        Value::Object(_) if kept => {}
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, value)| strike(name, value, strikes));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether it looks as the program writes its own names, numbers, hashes and times: what came with a
/// package from elsewhere may say anything.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.+".contains(&b))
}
