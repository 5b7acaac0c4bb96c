//! A trace as a STIX observable and as a STIX pattern.

use serde_json::{Value, json};

use super::ids::observable;
use crate::Kind;

/// The observables of a trace, the one that is meant last; none for what STIX has no observable for.
pub(super) fn observables(kind: Kind, value: &str) -> Vec<Value> {
    let simple = |name: &str, property: &str| {
        let properties = json!({ property: value });
        vec![object(name, &properties, &properties)]
    };
    match kind {
        Kind::Ipv4 => simple("ipv4-addr", "value"),
        Kind::Ipv6 => simple("ipv6-addr", "value"),
        Kind::Cidr if value.contains(':') => simple("ipv6-addr", "value"),
        Kind::Cidr => simple("ipv4-addr", "value"),
        Kind::Domain => simple("domain-name", "value"),
        Kind::Url => simple("url", "value"),
        Kind::Email => simple("email-addr", "value"),
        Kind::Mutex => simple("mutex", "name"),
        Kind::RegistryKey => simple("windows-registry-key", "key"),
        Kind::FileName => simple("file", "name"),
        Kind::FilePath => path(value),
        Kind::Md5 | Kind::Sha1 | Kind::Sha256 | Kind::Sha512 => {
            let properties = json!({ "hashes": { algorithm(kind): value } });
            vec![object("file", &properties, &properties)]
        }
        _ => Vec::new(),
    }
}

/// The pattern that finds a trace; nothing for what nobody can look for.
pub(super) fn pattern(kind: Kind, value: &str) -> Option<String> {
    let equals = |path: &str| Some(format!("[{path} = {}]", quoted(value)));
    match kind {
        Kind::Ipv4 => equals("ipv4-addr:value"),
        Kind::Ipv6 => equals("ipv6-addr:value"),
        Kind::Cidr => {
            let name = if value.contains(':') { "ipv6-addr" } else { "ipv4-addr" };
            Some(format!("[{name}:value ISSUBSET {}]", quoted(value)))
        }
        Kind::Domain => equals("domain-name:value"),
        Kind::Url => equals("url:value"),
        Kind::Email => equals("email-addr:value"),
        Kind::Mutex => equals("mutex:name"),
        Kind::RegistryKey => equals("windows-registry-key:key"),
        Kind::FileName => equals("file:name"),
        Kind::Md5 | Kind::Sha1 | Kind::Sha256 | Kind::Sha512 => {
            equals(&format!("file:hashes.'{}'", algorithm(kind)))
        }
        Kind::FilePath => Some(match folder_and_name(value) {
            (folder, name) if !name.is_empty() => format!(
                "[file:name = {} AND file:parent_directory_ref.path = {}]",
                quoted(name),
                quoted(folder)
            ),
            (folder, _) => format!("[directory:path = {}]", quoted(folder)),
        }),
        Kind::UserAgent => {
            equals("network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'")
        }
        // STIX has no place for these; the names are those that others use.
        Kind::Ja3 => equals("network-traffic:x_ja3_hash"),
        Kind::Bitcoin | Kind::Monero => equals("x-cryptocurrency-wallet:value"),
        Kind::Cve | Kind::Technique => None,
    }
}

fn path(value: &str) -> Vec<Value> {
    let (folder, name) = folder_and_name(value);
    let place = json!({ "path": folder });
    let directory = object("directory", &place, &place);
    if name.is_empty() {
        return vec![directory];
    }
    let file = json!({ "name": name, "parent_directory_ref": directory["id"] });
    vec![directory, object("file", &file, &file)]
}

/// The folder of a path, and the file in it; no file for a folder.
fn folder_and_name(path: &str) -> (&str, &str) {
    match path.rfind(['\\', '/']) {
        // The folder of "/x" and "C:\x" keeps its sign.
        Some(at) if at == 0 || path[..at].ends_with(':') => (&path[..=at], &path[at + 1..]),
        Some(at) => (&path[..at], &path[at + 1..]),
        None => (path, ""),
    }
}

/// `properties` are those of which the id is made.
fn object(kind: &str, properties: &Value, shown: &Value) -> Value {
    let mut object = json!({
        "type": kind,
        "spec_version": "2.1",
        "id": observable(kind, properties),
    });
    if let (Some(object), Some(shown)) = (object.as_object_mut(), shown.as_object()) {
        object.extend(shown.clone());
    }
    object
}

const fn algorithm(kind: Kind) -> &'static str {
    match kind {
        Kind::Md5 => "MD5",
        Kind::Sha1 => "SHA-1",
        Kind::Sha512 => "SHA-512",
        _ => "SHA-256",
    }
}

fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"))
}
