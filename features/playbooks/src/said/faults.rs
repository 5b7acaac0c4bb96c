//! Why a file was refused, in one sentence.

use std::fmt::Display;

use hikeshi_exchange::Refusal;
use hikeshi_i18n::Words;
use serde_json::Value;

use super::short;
use crate::take_in::Fault;

/// The sentence for a fault, in the reader's language. The step is named by whoever prints it.
#[must_use]
pub fn fault_text(words: &Words, fault: &Fault) -> String {
    let key = format!("playbooks-fault-{}", fault.code());
    match fault {
        Fault::File(refusal) => refusal_text(words, &key, refusal),
        Fault::Playbook(finding) => super::findings::bare_text(words, finding),
        Fault::Nothing => words.t(&key),
        Fault::NotText { at } => words.t1(&key, "at", at),
        Fault::NotYaml { line, column } => words.ta(&key, &[("line", line), ("column", column)]),
        Fault::LongText { limit, .. } => words.t1(&key, "limit", limit),
    }
}

/// Every parameter of the reason is offered to the sentence under its own name.
fn refusal_text(words: &Words, key: &str, refusal: &Refusal) -> String {
    let reason = serde_json::to_value(&refusal.reason).unwrap_or_default();
    let given: Vec<(String, String)> = reason
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "reason")
        .map(|(name, value)| (name.clone(), said(words, name, value)))
        .collect();
    let values: Vec<(&str, &dyn Display)> =
        given.iter().map(|(name, value)| (name.as_str(), value as &dyn Display)).collect();
    words.ta(key, &values)
}

fn said(words: &Words, name: &str, value: &Value) -> String {
    match value {
        Value::String(wanted) if name == "wanted" => words.t(&format!("playbooks-wanted-{wanted}")),
        Value::String(text) => short(text),
        Value::Array(all) => {
            let texts: Vec<String> =
                all.iter().take(20).map(|one| short(one.as_str().unwrap_or_default())).collect();
            texts.join(", ")
        }
        Value::Number(number) => match number.as_i64() {
            Some(number) => words.number(number),
            None => number.to_string(),
        },
        other => other.to_string(),
    }
}
