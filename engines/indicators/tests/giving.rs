//! The files that others read, against what their formats demand.
#![cfg(test)]

use std::collections::BTreeSet;

use hikeshi_indicators::{
    Kind,
    give::{Form, Item, Parcel, Tlp},
    read,
};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

const REPORT: &str = include_str!("texts/report.txt");
/// As the OASIS STIX validator (`stix2_validator`, strict patterns) and PyMISP accept them.
const STIX: &str = include_str!("texts/report.stix.json");
const MISP: &str = include_str!("texts/report.misp.json");

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn parcel(producer: Option<&str>) -> Parcel {
    let items = read(REPORT).unwrap().found.into_iter().map(|found| Item {
        kind: found.kind,
        value: found.value,
        noted_at: at("2026-11-20T00:46:00Z"),
    });
    Parcel {
        case: Uuid::from_u128(7),
        made_at: at("2026-11-21T01:00:00.5Z"),
        tlp: Tlp::AmberStrict,
        producer: producer.map(str::to_owned),
        note: String::new(),
        items: items.collect(),
    }
}

fn bundle(parcel: &Parcel) -> Value {
    serde_json::from_str(&Form::Stix.write(parcel)).unwrap()
}

#[test]
fn the_same_parcel_is_the_same_bundle_and_event_as_the_ones_that_were_checked_by_their_own_tools() {
    if std::env::var_os("HIKESHI_WRITE_GIVEN").is_some() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/texts");
        std::fs::write(
            format!("{folder}/report.stix.json"),
            Form::Stix.write(&parcel(Some("CSIRT"))),
        )
        .unwrap();
        std::fs::write(
            format!("{folder}/report.misp.json"),
            Form::Misp.write(&parcel(Some("CSIRT"))),
        )
        .unwrap();
        return;
    }
    assert_eq!(Form::Stix.write(&parcel(Some("CSIRT"))), STIX);
    assert_eq!(Form::Misp.write(&parcel(Some("CSIRT"))), MISP);
}

#[test]
fn a_bundle_names_nobody_unless_the_producer_wants_to_be_named() {
    let (open, closed) =
        (bundle(&parcel(Some("CSIRT"))).to_string(), bundle(&parcel(None)).to_string());
    assert!(open.contains("created_by_ref") && open.contains("CSIRT"));
    for told in ["created_by_ref", "identity--", "CSIRT", "00000000-0000-0000-0000-000000000007"] {
        assert!(!closed.contains(told), "{told}");
    }
}

#[test]
fn every_reference_of_a_bundle_leads_to_an_object_of_it_and_every_object_is_marked() {
    let bundle = bundle(&parcel(Some("CSIRT")));
    let objects = bundle["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), objects.len(), "each id once");
    for object in objects {
        let kind = object["type"].as_str().unwrap();
        assert!(object["id"].as_str().unwrap().starts_with(&format!("{kind}--")));
        let single =
            ["created_by_ref", "source_ref", "target_ref", "parent_directory_ref"].into_iter();
        let single = single.filter_map(|name| object[name].as_str());
        let lists = ["object_refs", "object_marking_refs"]
            .into_iter()
            .filter_map(|name| object[name].as_array());
        let all = single.chain(lists.flatten().filter_map(Value::as_str)).collect::<Vec<_>>();
        assert!(all.iter().all(|id| ids.contains(id)), "{object}");
        let marked = object["object_marking_refs"][0]
            == "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
        assert!(marked || kind == "marking-definition", "{object}");
    }
}

#[test]
fn the_id_of_an_observable_is_the_one_that_every_program_makes() {
    // As the Python library of OASIS makes them.
    let all = bundle(&parcel(None)).to_string();
    for id in include_str!("texts/observable-ids.txt").lines() {
        assert!(all.contains(id), "{id}");
    }
}

#[test]
fn quotes_and_backslashes_cannot_end_a_pattern() {
    let mut parcel = parcel(None);
    let value = r"C:\a'] OR [file:name = 'x\evil'.exe";
    parcel.items =
        vec![Item { kind: Kind::FilePath, value: value.to_owned(), noted_at: parcel.made_at }];
    let bundle = bundle(&parcel);
    let pattern =
        bundle["objects"].as_array().unwrap().iter().find_map(|o| o["pattern"].as_str()).unwrap();
    assert_eq!(
        pattern,
        r"[file:name = 'evil\'.exe' AND file:parent_directory_ref.path = 'C:\\a\'] OR [file:name = \'x']"
    );
}

#[test]
fn a_table_has_one_line_for_each_trace_and_no_formula() {
    let mut parcel = parcel(None);
    parcel.items.push(Item {
        kind: Kind::UserAgent,
        value: "=1+1,\"x".to_owned(),
        noted_at: parcel.made_at,
    });
    let table = Form::Csv.write(&parcel);
    assert_eq!(table.lines().count(), parcel.items.len() + 1);
    assert!(table.contains("\"'=1+1,\"\"x\""), "{table}");
    assert!(table.starts_with('\u{FEFF}') && table.contains("TLP:AMBER+STRICT"));
}

#[test]
fn the_text_for_a_mail_holds_no_link_and_is_read_back_whole() {
    let parcel = parcel(None);
    let text = Form::Text.write(&parcel);
    assert!(!text.contains("http://") && !text.contains("203.0.113.5"), "{text}");
    let again: BTreeSet<_> = read(&text).unwrap().found.into_iter().map(|f| f.value).collect();
    // Agents and mutexes need their label to be recognised, coins and fingerprints do not.
    let named = |kind| !matches!(kind, Kind::UserAgent | Kind::Ja3);
    for item in parcel.items.iter().filter(|item| named(item.kind)) {
        assert!(again.contains(&item.value), "{} in {again:?}", item.value);
    }
}
