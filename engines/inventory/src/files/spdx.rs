//! SPDX 2 as JSON: packages.

use serde_json::Value;

use super::{FileKind, Inventory, list, text};
use crate::{Field, Kind, Record, value::clean_cell};

/// What a package says of itself, whatever the form of the file.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) supplier: String,
    pub(super) purpose: String,
    pub(super) purl: String,
}

impl Package {
    fn record(&self, line: usize) -> Option<Record> {
        let kind = if self.purpose == "DEVICE" { Kind::Device } else { Kind::Software };
        let mut record = Record::new(line, kind);
        record.set(Field::Name, &clean_cell(&self.name));
        record.set(Field::Version, &clean_cell(&self.version));
        record.set(Field::Maker, &clean_cell(who(&self.supplier)));
        for (heading, value) in [("purpose", &self.purpose), ("purl", &self.purl)] {
            if !value.is_empty() {
                record.own.push((heading.to_owned(), clean_cell(value)));
            }
        }
        (!self.name.trim().is_empty()).then_some(record)
    }
}

/// `Organization: Name (mail)` without the word before and the address.
fn who(supplier: &str) -> &str {
    let name = supplier.split_once(": ").map_or(supplier, |(_, name)| name);
    let name = name.split(" (").next().unwrap_or(name);
    if ["NOASSERTION", "NONE"].contains(&name) { "" } else { name }
}

/// All packages of a document.
pub(super) fn read(document: &Value) -> Inventory {
    let packages = list(document, "packages").iter().map(|package| {
        let refs = list(package, "externalRefs").iter();
        let purl = refs.filter(|one| text(one, "referenceType") == "purl");
        let purl = purl.map(|one| text(one, "referenceLocator").to_owned()).next();
        let of = |key: &str| text(package, key).to_owned();
        let (supplier, originator) = (of("supplier"), of("originator"));
        Package {
            name: of("name"),
            version: of("versionInfo"),
            supplier: if who(&supplier).is_empty() { originator } else { supplier },
            purpose: of("primaryPackagePurpose"),
            purl: purl.unwrap_or_default(),
        }
    });
    inventory(&packages.collect::<Vec<_>>())
}

/// The packages as assets; those without a name are passed over.
pub(super) fn inventory(all: &[Package]) -> Inventory {
    let records: Vec<Record> =
        (1..).zip(all).filter_map(|(line, package)| package.record(line)).collect();
    let nameless = all.len() - records.len();
    let passed_over = if nameless > 0 { vec![("package".to_owned(), nameless)] } else { vec![] };
    Inventory { kind: FileKind::Spdx, things: all.len(), records, passed_over }
}
