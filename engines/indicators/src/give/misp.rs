//! A MISP event in the MISP core format.

use serde_json::{Value, json};

use super::{Item, Parcel, ids};
use crate::Kind;

/// The event. It is not published and goes to nobody by itself: whoever takes it in decides that.
#[must_use]
pub fn misp(parcel: &Parcel) -> Value {
    let day = parcel.made_at.strftime("%Y-%m-%d").to_string();
    let made = parcel.made_at.as_second().to_string();
    let mut attributes: Vec<Value> =
        parcel.items.iter().map(|item| attribute(parcel, item)).collect();
    if !parcel.note.is_empty() {
        let id = ids::of_case(parcel.case, "misp-note", &parcel.note);
        attributes.push(entry((id, &made), ("comment", "Other"), &parcel.note, false));
    }
    let mut event = json!({
        "uuid": ids::of_case(parcel.case, "misp-event", &made),
        "info": "Technical indicators",
        "date": day,
        "timestamp": made,
        // Not defined; the analysis is under way.
        "threat_level_id": "4",
        "analysis": "1",
        // This organisation only, until somebody decides otherwise.
        "distribution": "0",
        "published": false,
        "Tag": [{ "name": format!("tlp:{}", parcel.tlp.level()), "colour": parcel.tlp.colour() }],
        "Attribute": attributes,
    });
    if let Some(name) = &parcel.producer {
        event["Orgc"] = json!({ "name": name, "uuid": ids::of_producer(name) });
    }
    json!({ "Event": event })
}

fn attribute(parcel: &Parcel, item: &Item) -> Value {
    let name = format!("{}\n{}", item.kind.name(), item.value);
    let id = ids::of_case(parcel.case, "misp-attribute", &name);
    let at = item.noted_at.as_second().to_string();
    let page;
    let value = match item.kind {
        Kind::Technique => {
            page = technique_page(&item.value);
            &page
        }
        _ => &item.value,
    };
    let mut entry =
        entry((id, &at), type_and_category(item.kind), value, item.kind.can_be_looked_for());
    if item.kind == Kind::Technique {
        entry["comment"] = json!(item.value);
    }
    entry
}

fn entry(
    (id, at): (uuid::Uuid, &str),
    (kind, category): (&str, &str),
    value: &str,
    to_ids: bool,
) -> Value {
    json!({
        "uuid": id,
        "type": kind,
        "category": category,
        "value": value,
        "to_ids": to_ids,
        "comment": "",
        "timestamp": at,
        // As the event.
        "distribution": "5",
    })
}

/// The page of a technique: `T1566.001` stands under `T1566/001`.
fn technique_page(technique: &str) -> String {
    format!("https://attack.mitre.org/techniques/{}/", technique.replace('.', "/"))
}

const fn type_and_category(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Ipv4 | Kind::Ipv6 | Kind::Cidr => ("ip-dst", "Network activity"),
        Kind::Domain => ("domain", "Network activity"),
        Kind::Url => ("url", "Network activity"),
        Kind::Email => ("email-src", "Payload delivery"),
        Kind::Md5 => ("md5", "Payload delivery"),
        Kind::Sha1 => ("sha1", "Payload delivery"),
        Kind::Sha256 => ("sha256", "Payload delivery"),
        Kind::Sha512 => ("sha512", "Payload delivery"),
        Kind::FileName | Kind::FilePath => ("filename", "Payload delivery"),
        Kind::RegistryKey => ("regkey", "Persistence mechanism"),
        Kind::Mutex => ("mutex", "Artifacts dropped"),
        Kind::UserAgent => ("user-agent", "Network activity"),
        Kind::Ja3 => ("ja3-fingerprint-md5", "Network activity"),
        Kind::Bitcoin => ("btc", "Financial fraud"),
        Kind::Monero => ("xmr", "Financial fraud"),
        Kind::Cve => ("vulnerability", "External analysis"),
        Kind::Technique => ("link", "External analysis"),
    }
}
