//! CycloneDX as JSON: components, with those inside of them.

use serde_json::Value;

use super::{FileKind, Inventory, list, text};
use crate::{Field, Kind, Record, value::clean_cell};

/// Components within components deeper than this are not followed.
const DEEPEST: usize = 16;

/// What a component says of itself, whatever the form of the file.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) sort: String,
    pub(super) group: String,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) maker: String,
    pub(super) purl: String,
    pub(super) cpe: String,
}

impl Component {
    /// The asset that it is; `None` without a name.
    pub(super) fn record(&self, line: usize) -> Option<Record> {
        let kind = match self.sort.as_str() {
            "device" => Kind::Device,
            _ => Kind::Software,
        };
        let mut record = Record::new(line, kind);
        let name = match self.group.as_str() {
            "" => self.name.clone(),
            group => format!("{group}/{}", self.name),
        };
        record.set(Field::Name, &clean_cell(&name));
        record.set(Field::Version, &clean_cell(&self.version));
        record.set(Field::Maker, &clean_cell(&self.maker));
        for (heading, value) in [("type", &self.sort), ("purl", &self.purl), ("cpe", &self.cpe)] {
            if !value.is_empty() {
                record.own.push((heading.to_owned(), clean_cell(value)));
            }
        }
        (!self.name.trim().is_empty()).then_some(record)
    }
}

/// All components, and the thing itself that the list is about.
pub(super) fn read(document: &Value) -> Inventory {
    let mut all = Vec::new();
    let own = document.get("metadata").and_then(|metadata| metadata.get("component"));
    all.extend(own.map(component));
    collect(list(document, "components"), 0, &mut all);
    inventory(&all)
}

/// The components as assets; those without a name are passed over.
pub(super) fn inventory(all: &[Component]) -> Inventory {
    let records: Vec<Record> =
        (1..).zip(all).filter_map(|(line, component)| component.record(line)).collect();
    let nameless = all.len() - records.len();
    let passed_over = if nameless > 0 { vec![("component".to_owned(), nameless)] } else { vec![] };
    Inventory { kind: FileKind::Cyclonedx, things: all.len(), records, passed_over }
}

fn collect(components: &[Value], depth: usize, all: &mut Vec<Component>) {
    for one in components {
        all.push(component(one));
        if depth < DEEPEST {
            collect(list(one, "components"), depth + 1, all);
        }
    }
}

fn component(value: &Value) -> Component {
    let of = |key: &str| text(value, key).to_owned();
    let supplier = value.get("supplier").or_else(|| value.get("manufacturer"));
    let maker = supplier.map(|supplier| text(supplier, "name").to_owned());
    let named = [of("publisher"), maker.unwrap_or_default(), of("author")];
    Component {
        sort: of("type"),
        group: of("group"),
        name: of("name"),
        version: of("version"),
        maker: named.into_iter().find(|maker| !maker.is_empty()).unwrap_or_default(),
        purl: of("purl"),
        cpe: of("cpe"),
    }
}
