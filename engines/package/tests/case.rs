//! The structure of CASE/UCO, and what a manifest refuses.
#![cfg(test)]

use std::collections::BTreeSet;

use hikeshi_package::{Exhibit, Manifest, ManifestError, Photo, Records, Tool, case_uco};
use serde_json::{Value, json};

fn records() -> Records {
    let id = |nth: u8| format!("01935f2e-0000-7000-8000-0000000000{nth:02}");
    let at = "2026-11-20T00:46:00Z";
    let exact = json!({ "precision": "exact", "at": at });
    let event = |nth, kind: &str, from: &str, to: &str| {
        json!({ "id": id(nth), "kind": kind, "moment": exact, "from": from, "to": to,
                "place": "Office", "note": "", "outcome": "", "at": at, "by": "Sato" })
    };
    let line = |nth, kind: &str| {
        json!({ "id": id(nth), "kind": kind, "moment": { "precision": "day", "day": "2026-11-19" },
                "text": "unplugged", "automatic": false, "source": "", "written_at": at, "by": "Tanabe" })
    };
    let value = json!({
        "incident": { "id": id(1), "number": "2026-001", "title": "A note", "company": "Minato",
            "purpose": "real", "status": "open", "kinds": ["ransomware"], "level": null,
            "commander": "", "noticed": exact, "opened_at": at, "opened_by": "", "closed_at": null },
        "timeline": [line(2, "happening"), line(3, "action")],
        "exhibits": [{ "id": id(4), "serial": 1, "kind": "log", "title": "Log", "description": "",
            "file_name": "vpn.log", "size": 6, "sha256": "ab".repeat(32), "blake3": "cd".repeat(32),
            "path": "evidence/E-001_vpn.log", "serial_number": "", "collected": exact,
            "collected_by": "Tanabe", "place": "Office", "clock_offset": "", "tool": "dd",
            "storage": "", "added_at": at, "added_by": "Tanabe",
            "custody": [event(5, "collected", "", "Tanabe"), event(6, "transferred", "Tanabe", "Sato")] }],
    });
    let mut records: Records = serde_json::from_value(value).unwrap();
    let file = &mut records.exhibits[0];
    let mut copy =
        Exhibit { copy_of: Some(file.id), copy_kind: "print".to_owned(), ..file.clone() };
    (copy.serial, copy.number, copy.id) = (2, "E-001-C1".to_owned(), id(7).parse().unwrap());
    copy.sha256.clear();
    copy.custody.clear();
    let examined = &mut file.custody[1];
    (examined.person, examined.witness) = ("Rei".to_owned(), "Mio".to_owned());
    examined.tool = "FTK Imager".to_owned();
    examined.photos = vec![Photo {
        id: id(8).parse().unwrap(),
        file_name: "rack.jpg".to_owned(),
        size: 6,
        sha256: file.sha256.clone(),
        blake3: String::new(),
        path: None,
        checked: None,
    }];
    records.exhibits.push(copy);
    records
}

/// All ids that stand anywhere in the graph, each as often as it stands there.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(id)), 1) = (fields.get("@id"), fields.len()) {
                found.push(id.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_exhibit_has_a_provenance_record_and_every_act_is_an_investigative_action() {
    let tool = Tool { name: "hikeshi", version: "1" };
    let case = case_uco(&records(), tool);
    let graph = case["@graph"].as_array().unwrap();
    let of_type = |kind: &str| graph.iter().filter(|item| item["@type"] == kind).count();
    assert_eq!(of_type("case-investigation:Investigation"), 1);
    assert_eq!(of_type("case-investigation:InvestigativeAction"), 3, "two of custody, one line");
    assert_eq!(of_type("uco-core:Event"), 1);
    assert_eq!(of_type("case-investigation:ProvenanceRecord"), 2);
    assert_eq!(of_type("uco-observable:File"), 2, "the exhibit and the photograph");
    assert_eq!(of_type("uco-observable:ObservableRelationship"), 1, "the copy");
    let file = graph.iter().find(|item| item["@type"] == "uco-observable:File").unwrap();
    let hash = &file["uco-core:hasFacet"][1]["uco-observable:hash"][0];
    assert_eq!(hash["uco-types:hashValue"]["@value"], "ab".repeat(32));

    let named = |name: &str| graph.iter().find(|item| item["uco-core:name"] == name).unwrap();
    let act = named("E-001 transferred");
    assert_eq!(act["uco-action:performer"]["@id"], named("Rei")["@id"]);
    assert_eq!(act["uco-action:instrument"][0]["@id"], named("FTK Imager")["@id"]);
    let others = act["uco-action:participant"].as_array().unwrap();
    assert!(others.contains(&json!({ "@id": named("Mio")["@id"] })), "{others:?}");

    let mut known = BTreeSet::new();
    for item in graph {
        let id = item["@id"].as_str().unwrap();
        assert!(id[id.len() - 36..].parse::<uuid::Uuid>().is_ok(), "{id} ends with a UUID");
        assert!(known.insert(id.to_owned()), "{id} stands there twice");
    }
    let mut named = Vec::new();
    references(&case["@graph"], &mut named);
    assert!(!named.is_empty() && named.iter().all(|id| known.contains(id)), "{named:?}");
    assert_eq!(case, case_uco(&records(), tool), "the same records make the same graph");
}

#[test]
fn a_manifest_of_another_format_version_or_with_a_path_that_leads_out_is_refused() {
    let with = |format: &str, version: u32, paths: &[&str]| {
        let files: Vec<Value> =
            paths.iter().map(|path| json!({ "path": path, "size": 1, "sha256": "" })).collect();
        let id = "01935f2e-0000-7000-8000-000000000001";
        Manifest::parse(json!({
            "format": format, "version": version, "package": id, "made_at": "2026-11-20T00:46:00Z",
            "program": { "name": "x", "version": "1" },
            "origin": { "company_id": id, "company": "", "incident_id": id, "number": "" },
            "made_for": "", "lang": "en", "parts": [], "redactions": [], "files": files, "left_out": [],
        }).to_string().as_bytes())
    };
    let ours = "hikeshi-case-package";
    assert!(with(ours, 1, &["a", "b/c"]).is_ok());
    assert_eq!(with("other", 1, &[]), Err(ManifestError::NotAPackage));
    assert_eq!(with(ours, 2, &[]), Err(ManifestError::Newer(2)));
    assert_eq!(with(ours, 1, &["a", "A"]), Err(ManifestError::Twice("A".to_owned())));
    assert!(matches!(with(ours, 1, &["../a"]), Err(ManifestError::Path { .. })));
    assert!(matches!(Manifest::parse(b"[]"), Err(ManifestError::Unreadable(_))));
}
