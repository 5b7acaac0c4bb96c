//! A STIX 2.1 bundle (OASIS, June 2021).

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Item, Parcel, ids,
    pattern::{observables, pattern},
    stamp,
};
use crate::Kind;

/// The extension by which STIX 2.1 knows TLP 2.0.
const TLP_EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// The bundle: the marking, the producer if named, for each trace an indicator with its pattern
/// and the observable, for a vulnerability or technique its own object, and a grouping around all.
#[must_use]
pub fn stix(parcel: &Parcel) -> Value {
    let mut made = Bundle { parcel, objects: Vec::new(), known: BTreeSet::new() };
    made.add(marking(parcel));
    if let Some(name) = &parcel.producer {
        made.add(producer(parcel, name));
    }
    for item in &parcel.items {
        made.item(item);
    }
    made.grouping();
    let ids: Vec<&str> = made.objects.iter().filter_map(|object| object["id"].as_str()).collect();
    let name = format!("{}\n{}", stamp(parcel.made_at), ids.join("\n"));
    json!({
        "type": "bundle",
        "id": format!("bundle--{}", ids::of_case(parcel.case, "bundle", &name)),
        "objects": made.objects,
    })
}

/// The bundle in the making.
struct Bundle<'a> {
    parcel: &'a Parcel,
    objects: Vec<Value>,
    known: BTreeSet<String>,
}

impl Bundle<'_> {
    /// Adds an object unless it stands there; answers its id.
    fn add(&mut self, object: Value) -> String {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        if self.known.insert(id.clone()) {
            self.objects.push(object);
        }
        id
    }

    fn item(&mut self, item: &Item) {
        if let Some(described) = self.described(item) {
            self.add(described);
            return;
        }
        let Some(pattern) = pattern(item.kind, &item.value) else { return };
        let indicator = self.object("indicator", item, |fields| {
            fields["name"] = json!(item.value);
            fields["description"] = json!(item.kind.name());
            fields["indicator_types"] = json!(["malicious-activity"]);
            fields["pattern"] = json!(pattern);
            fields["pattern_type"] = json!("stix");
            fields["pattern_version"] = json!("2.1");
            fields["valid_from"] = json!(stamp(item.noted_at));
        });
        let indicator = self.add(indicator);
        let mut last = None;
        for mut observable in observables(item.kind, &item.value) {
            observable["object_marking_refs"] = json!([self.parcel.tlp.stix_id()]);
            last = Some(self.add(observable));
        }
        if let Some(observable) = last {
            let relation = self.object("relationship", item, |fields| {
                fields["relationship_type"] = json!("related-to");
                fields["source_ref"] = json!(indicator);
                fields["target_ref"] = json!(observable);
            });
            self.add(relation);
        }
    }

    /// What is known all over the world by a number.
    fn described(&self, item: &Item) -> Option<Value> {
        let (kind, reference) = match item.kind {
            Kind::Cve => {
                ("vulnerability", json!({ "source_name": "cve", "external_id": item.value }))
            }
            Kind::Technique => (
                "attack-pattern",
                json!({
                    "source_name": "mitre-attack",
                    "external_id": item.value,
                }),
            ),
            _ => return None,
        };
        Some(self.object(kind, item, |fields| {
            fields["name"] = json!(item.value);
            fields["external_references"] = json!([reference]);
        }))
    }

    /// An object of this parcel, with what all of them carry.
    fn object(&self, kind: &str, item: &Item, fill: impl FnOnce(&mut Value)) -> Value {
        let name = format!("{}\n{}", item.kind.name(), item.value);
        let at = stamp(item.noted_at);
        let mut object = common(kind, ids::of_case(self.parcel.case, kind, &name), &at);
        fill(&mut object);
        self.marked(object)
    }

    fn marked(&self, mut object: Value) -> Value {
        if let Some(name) = &self.parcel.producer {
            object["created_by_ref"] = json!(format!("identity--{}", ids::of_producer(name)));
        }
        object["object_marking_refs"] = json!([self.parcel.tlp.stix_id()]);
        object
    }

    /// One object that holds all others together; a bundle has no meaning of its own.
    fn grouping(&mut self) {
        let of_parcel = |object: &&Value| {
            !matches!(object["type"].as_str(), Some("marking-definition" | "identity"))
        };
        let refs: Vec<Value> =
            self.objects.iter().filter(of_parcel).map(|object| object["id"].clone()).collect();
        if refs.is_empty() {
            return;
        }
        let at = stamp(self.parcel.made_at);
        let id = ids::of_case(self.parcel.case, "grouping", &at);
        let mut grouping = common("grouping", id, &at);
        grouping["name"] = json!("Technical indicators");
        if !self.parcel.note.is_empty() {
            grouping["description"] = json!(self.parcel.note);
        }
        grouping["context"] = json!("suspicious-activity");
        grouping["object_refs"] = json!(refs);
        let grouping = self.marked(grouping);
        self.add(grouping);
    }
}

fn common(kind: &str, id: Uuid, at: &str) -> Value {
    json!({
        "type": kind,
        "spec_version": "2.1",
        "id": format!("{kind}--{id}"),
        "created": at,
        "modified": at,
    })
}

fn marking(parcel: &Parcel) -> Value {
    json!({
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": parcel.tlp.stix_id(),
        "created": "2022-10-01T00:00:00.000Z",
        "name": parcel.tlp.label(),
        "extensions": {
            TLP_EXTENSION: {
                "extension_type": "property-extension",
                "tlp_2_0": parcel.tlp.level(),
            },
        },
    })
}

fn producer(parcel: &Parcel, name: &str) -> Value {
    // Its first appearance is not known: the oldest trace is as good as any, and stays the same.
    let first = parcel.items.iter().map(|item| item.noted_at).min().unwrap_or(parcel.made_at);
    let mut identity = common("identity", ids::of_producer(name), &stamp(first));
    identity["name"] = json!(name);
    identity["identity_class"] = json!("organization");
    identity["object_marking_refs"] = json!([parcel.tlp.stix_id()]);
    identity
}
