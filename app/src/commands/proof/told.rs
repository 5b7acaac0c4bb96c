//! What a proof proves, in words.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hikeshi_i18n::Words;
use hikeshi_tlog::{LoggedEntry, ProofFault, Proved};
use serde_json::{Value, json};

use super::fault_key;

/// The answer of `hikeshi proof verify`.
pub(super) struct Told {
    /// Whether everything that was asked is proved.
    pub holds: bool,
    lines: Vec<String>,
    json: Value,
}

impl Told {
    /// The proof does not hold.
    pub fn fault(words: &Words, fault: &ProofFault) -> Self {
        let (origin, size) = match fault {
            ProofFault::OtherLog { origin } => (origin.clone(), 0),
            ProofFault::Forked { size } | ProofFault::NotVouched { size } => (String::new(), *size),
            _ => (String::new(), 0),
        };
        let key = fault_key(fault);
        let reason = words.ta(key, &[("origin", &origin), ("size", &size)]);
        let name = key.trim_start_matches("log-unproved-");
        Self {
            holds: false,
            json: json!({ "proved": false, "fault": name, "says": reason }),
            lines: vec![format!("\u{d7} {}", words.t("log-not-proved")), format!("    {reason}")],
        }
    }

    /// The proof holds; `file` is a file with its hash that must stand in the detail.
    pub fn proved(words: &Words, proved: &Proved, file: Option<(&Path, String)>) -> Self {
        let entry = &proved.entry;
        let mut lines = entry_lines(words, entry);
        let checkpoint = &proved.checkpoint;
        let (origin, size) = (&checkpoint.origin, &checkpoint.size);
        let root = BASE64_STANDARD.encode(checkpoint.root);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("origin", origin), ("size", size), ("root", &root)];
        lines.push(words.ta("log-proof-checkpoint", &values));
        if let Some(key) = &proved.signed_by {
            lines.push(words.t1("log-proof-key", "key", key));
        }
        if proved.kept {
            lines.push(words.t("log-proof-kept"));
        }
        let named = file.as_ref().map(|(_, sha256)| place_of(entry, sha256));
        let holds = !matches!(named, Some(None));
        if let Some((file, sha256)) = &file {
            let place = named.clone().flatten().unwrap_or_default();
            let key = match (&place, &entry.detail) {
                (place, _) if !place.is_empty() => "log-proof-file",
                (_, None) => "log-proof-file-closed",
                _ => "log-proof-file-other",
            };
            let shown = file.display();
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("file", &shown), ("place", &place), ("hash", sha256)];
            lines.push(words.ta(key, &values));
        }
        let heading = if holds { "log-proved" } else { "log-not-proved" };
        let mark = if holds { '\u{25cb}' } else { '\u{d7}' };
        lines.iter_mut().for_each(|line| line.insert_str(0, "    "));
        lines.insert(0, format!("{mark} {}", words.t(heading)));
        let json = json!({
            "proved": holds, "entry": entry.seq, "at": entry.at().to_string(),
            "action": entry.action, "actor": { "kind": entry.actor.kind, "id": entry.actor.id },
            "company": entry.tenant_id, "provider": entry.delegate_id,
            "about": entry.target.as_ref().map(|(kind, id)| json!({ "kind": kind, "id": id })),
            "detail": entry.detail_value(),
            "checkpoint": { "origin": origin, "size": size, "root": root },
            "signed_by": proved.signed_by.as_ref().map(ToString::to_string),
            "kept": proved.kept,
            "file_in_entry": named.map(|place| place.is_some()),
        });
        Self { holds, lines, json }
    }

    /// For people.
    pub fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }

    /// For programs.
    pub fn json(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(&self.json)? + "\n")
    }
}

/// When, who, what and about what.
fn entry_lines(words: &Words, entry: &LoggedEntry) -> Vec<String> {
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let key = format!("directory-act-{}", entry.action.replace('.', "-"));
    let act = if words.has(&key) { words.t(&key) } else { String::new() };
    let when = words.date_time(entry.at());
    let mut lines = vec![
        words.ta("log-proof-entry", &[("entry", &entry.seq), ("when", &when)]),
        words.ta("log-proof-what", &[("act", &act), ("action", &entry.action)]),
        words.ta("log-proof-who", &[("kind", &entry.actor.kind), ("id", &id(entry.actor.id))]),
    ];
    if let Some((kind, thing)) = &entry.target {
        lines.push(words.ta("log-proof-about", &[("kind", kind), ("id", &id(*thing))]));
    }
    if entry.tenant_id.is_some() {
        lines.push(words.t1("log-proof-company", "id", id(entry.tenant_id)));
    }
    if entry.delegate_id.is_some() {
        lines.push(words.t1("log-proof-provider", "id", id(entry.delegate_id)));
    }
    match (&entry.detail, &entry.detail_hash) {
        (Some(detail), _) => lines.push(words.t1("log-proof-detail", "detail", detail)),
        (None, Some(hash)) => lines.push(words.t1("log-proof-detail-closed", "hash", hash)),
        (None, None) => {}
    }
    lines
}

/// Where in the disclosed detail the hash stands.
fn place_of(entry: &LoggedEntry, sha256: &str) -> Option<String> {
    find(&entry.detail_value()?, sha256, "")
}

fn find(value: &Value, sha256: &str, place: &str) -> Option<String> {
    match value {
        Value::String(text) => (text == sha256).then(|| place.to_owned()),
        Value::Array(items) => {
            let mut inner = items.iter().enumerate();
            inner.find_map(|(n, item)| find(item, sha256, &format!("{place}[{n}]")))
        }
        Value::Object(fields) => {
            let inside = |key: &str| {
                if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
            };
            fields.iter().find_map(|(key, field)| find(field, sha256, &inside(key)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
