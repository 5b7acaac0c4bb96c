//! Whatever field a word stands in, it stands in no file of a redacted package.
#![cfg(test)]
#![recursion_limit = "512"]

use std::collections::BTreeSet;

use hikeshi_package::{
    Records, Redaction, Strikes, Tool, case_uco, custody_table, redact, timeline_table,
};
use serde_json::{Value, json};

/// A sentence, and what of it must not be seen.
const MARKER: &str = include_str!("fixtures/marker.txt");
const PEOPLE: &str = include_str!("fixtures/people.txt");

/// Records with the sentence in every field that holds words.
fn records(marker: &str) -> Records {
    let id = |nth: u8| format!("01935f2e-0000-7000-8000-0000000000{nth:02}");
    let at = "2026-11-20T00:46:00Z";
    let exact = json!({ "precision": "exact", "at": at });
    let source = json!({ "package": id(1), "id": id(1), "company": "Minato", "at": at });
    let m = marker;
    let value = json!({
        "incident": { "id": id(1), "number": "2026-001", "title": m, "company": "Minato",
            "purpose": "real", "status": "open", "kinds": ["ransomware"], "level": 2,
            "commander": m, "noticed": exact, "opened_at": at, "opened_by": m, "closed_at": null },
        "timeline": [{ "id": id(2), "kind": m, "moment": exact, "text": m, "automatic": false,
            "source": m, "written_at": at, "by": m, "came_from": source,
            "corrections": [{ "text": m, "kind": "action", "moment": exact, "reason": m,
                "at": at, "by": m }] }],
        "facts": [{ "key": "affected-systems", "title": m, "class": "damage", "versions": [{
            "revision": 1, "value": m, "shown": m, "certainty": "confirmed", "as_of": exact,
            "source": m, "at": at, "by": m }] }],
        "exhibits": [{ "id": id(4), "serial": 1, "number": m, "kind": m, "title": m,
            "claimed_sha256": m, "copy_kind": m,
            "description": m, "file_name": m, "size": 6, "sha256": "ab".repeat(32),
            "blake3": "cd".repeat(32), "path": m, "serial_number": m, "collected": exact,
            "collected_by": m, "place": m, "clock_offset": m, "tool": m, "storage": m,
            "added_at": at, "added_by": m,
            "custody": [{ "id": id(5), "kind": "examined", "moment": exact, "person": m,
                "witness": m, "from": m, "to": m, "place": m, "tool": m, "seal": m, "note": m,
                "outcome": m, "way": m, "asked": m, "at": at, "by": m,
                "photos": [{ "id": id(6), "file_name": m, "size": 6, "sha256": "ab".repeat(32),
                    "blake3": "cd".repeat(32), "path": m }] }] }],
        "decisions": [{ "id": id(7), "question": m, "advice": m, "chosen": m, "comment": m,
            "asked_at": at, "asked_by": m, "decided_at": at, "decided_by": m,
            "withdrawn_at": null }],
        "levels": [{ "id": id(8), "level": 2, "kinds": [m], "reason": m, "at": at, "by": m }],
        "measures": [{ "id": id(9), "kind": m, "title": m, "owner": m, "due": m, "state": m,
            "note": m, "added_at": at, "added_by": m, "done_at": at, "done_by": m }],
        "papers": [{ "id": id(10), "title": m, "recipient": m, "lang": m, "state": m,
            "made_at": at, "made_by": m, "sha256": m, "paths": [m],
            "items": [{ "heading": m, "text": m }] }],
        "people": [{ "id": id(11), "name": m, "organisation": m, "part": m, "phone": m,
            "email": m }],
    });
    serde_json::from_value(value).unwrap()
}

/// The files that are made from the records.
fn files(records: &Records) -> Vec<(&'static str, String)> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let json = |value: Value| serde_json::to_string(&value).unwrap();
    vec![
        ("records", json(serde_json::to_value(records).unwrap())),
        ("timeline.csv", text(timeline_table(&records.timeline))),
        ("custody.csv", text(custody_table(&records.exhibits))),
        ("case.jsonld", json(case_uco(records, Tool { name: "hikeshi", version: "1" }))),
    ]
}

#[test]
fn no_field_of_the_records_carries_a_struck_word_into_any_file() {
    let (marker, gone) = MARKER.split_once('\n').unwrap();
    let mut strikes = Strikes::new("[#]");
    PEOPLE.lines().for_each(|line| strikes.name(line.split(',').next().unwrap(), "Person"));
    strikes.contacts();
    strikes.technical();
    for (path, text) in files(&records(marker)) {
        for word in gone.trim().split('|') {
            assert!(text.contains(word), "{word} would not be found in {path}");
        }
    }
    let redactions = [Redaction::Persons, Redaction::Technical].into();
    let left = redact(records(marker), &redactions, &BTreeSet::new(), &strikes).unwrap();
    for (path, text) in files(&left) {
        for word in gone.trim().split('|') {
            assert!(!text.contains(word), "{word} in {path}:\n{text}");
        }
        assert!(text.contains("2026-11-20T00:46:00Z"), "times stay in {path}");
    }
}
