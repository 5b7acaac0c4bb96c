//! Playbooks in and out, as the callers of the crate see them.

#![cfg(test)]

mod convert;
mod hostile;
mod meaning;
mod others;
mod ours;
mod place;
mod refused;
mod schemas;
mod thehive;
mod tree;

use hikeshi_exchange::{CacaoPlaybook, Imported, Intake, ReadCacao, Wording, read, to_playbook};
use serde_json::{Value, json};

/// Words of the content.
fn words() -> Wording {
    let text = std::fs::read_to_string(place::content("exchange/exchange.yaml"));
    serde_norway::from_str(&text.expect("the words are there")).expect("the words are whole")
}

fn intake() -> Intake {
    Intake { by: "A. Reviewer".into(), on: jiff_day(), kind: "ransomware".into() }
}

fn jiff_day() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 21)
}

fn read_value(value: &Value) -> ReadCacao {
    read(value.to_string().as_bytes()).unwrap_or_else(|refusals| panic!("{refusals:#?}"))
}

fn import(value: &Value) -> Imported {
    to_playbook(&read_value(value), &words(), &intake()).expect("it can be taken over")
}

fn again(playbook: &CacaoPlaybook) -> ReadCacao {
    read(playbook.to_json().as_bytes()).unwrap_or_else(|refusals| panic!("{refusals:#?}"))
}

/// An id of that type with a number in it.
fn id(kind: &str, number: usize) -> String {
    format!("{kind}--00000000-0000-4000-8000-{number:012}")
}

/// A playbook around a workflow that begins with `start` number 1.
fn around(workflow: Value) -> Value {
    json!({
        "type": "playbook",
        "spec_version": "cacao-2.0",
        "id": id("playbook", 1),
        "name": "A playbook",
        "created_by": id("identity", 1),
        "created": "2026-11-20T16:00:00.000Z",
        "modified": "2026-11-20T16:00:00.000Z",
        "workflow_start": id("start", 1),
        "workflow": workflow,
    })
}

/// Start, one action, end.
fn small() -> Value {
    around(json!({
        id("start", 1): {"type": "start", "on_completion": id("action", 2)},
        id("action", 2): {
            "type": "action",
            "name": "Unplug",
            "commands": [{"type": "manual", "command": "Pull the cable"}],
            "agent": id("individual", 9),
            "on_completion": id("end", 3),
        },
        id("end", 3): {"type": "end"},
    }))
}
