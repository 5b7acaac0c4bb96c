//! What the command says about a file: for people, and as JSON for programs.

use hikeshi_i18n::Words;
use hikeshi_playbooks::{
    said::{fault_text, said_remarks},
    take_in::{Fault, TakenIn},
};
use serde_json::{Value, json};

/// Faults that are printed for a person; more help nobody.
const SHOWN: usize = 50;

/// The answer about a file that was understood.
pub fn understood_text(words: &Words, file: &str, taken: &TakenIn) -> String {
    let format = words.t(&format!("playbooks-format-{}", taken.format.name()));
    let title = taken.playbook.title.get(words.lang());
    let given: [(&str, &dyn std::fmt::Display); 4] = [
        ("file", &file),
        ("format", &format),
        ("title", &title),
        ("steps", &taken.playbook.steps.len()),
    ];
    let mut text = words.ta("playbook-cli-good", &given);
    for remark in said_remarks(words, &taken.remarks) {
        text.push_str("\n  ");
        if let Some(step) = &remark.step {
            text.push_str(&format!("{step}: "));
        }
        text.push_str(&remark.text);
    }
    text
}

/// The same for programs.
pub fn understood_json(words: &Words, file: &str, taken: &TakenIn) -> Value {
    json!({
        "file": file,
        "valid": true,
        "format": taken.format.name(),
        "title": taken.playbook.title.get(words.lang()),
        "steps": taken.playbook.steps.len(),
        "claims": taken.claims,
        "remarks": said_remarks(words, &taken.remarks),
    })
}

/// The answer about a file that was refused: every fault with its place, its code and a sentence.
pub fn refused_text(words: &Words, file: &str, faults: &[Fault]) -> String {
    let mut text = words.t1("playbook-cli-bad", "file", file);
    for fault in faults.iter().take(SHOWN) {
        let place = match short(&fault.place()) {
            place if place.is_empty() => place,
            place => place + " ",
        };
        text.push_str(&format!("\n  {place}[{}] {}", fault.code(), fault_text(words, fault)));
    }
    if faults.len() > SHOWN {
        let more = words.t1("playbook-cli-more", "count", faults.len() - SHOWN);
        text.push_str(&format!("\n  {more}"));
    }
    text
}

/// The same for programs.
pub fn refused_json(words: &Words, file: &str, faults: &[Fault]) -> Value {
    let all = faults.iter().map(|fault| {
        json!({
            "code": fault.code(),
            "step": fault.step(),
            "at": fault.at(),
            "text": fault_text(words, fault),
        })
    });
    json!({ "file": file, "valid": false, "faults": all.collect::<Vec<_>>() })
}

/// An id from a file for one line of a terminal.
fn short(id: &str) -> String {
    id.chars().filter(|c| !c.is_control()).take(120).collect()
}
