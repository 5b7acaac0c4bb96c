//! The records as CASE 1.4 / UCO 1.4 in JSON-LD, for forensic programs.
//!
//! Classes and properties are those of <https://ontology.caseontology.org/> and
//! <https://ontology.unifiedcyberontology.org/>. `docs/case-package.md` says how to check the
//! result with the project's own program, `case_validate`.

use hikeshi_kernel::Moment;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{CustodyEvent, Exhibit, Line, Photo, Records};

/// The program that writes it.
#[derive(Debug, Clone, Copy)]
pub struct Tool<'a> {
    /// Name.
    pub name: &'a str,
    /// Version.
    pub version: &'a str,
}

/// One investigation: an action for each custody event and each thing that was done, an event for
/// what happened, a provenance record and an observable object for each exhibit.
#[must_use]
pub fn case_uco(records: &Records, tool: Tool<'_>) -> Value {
    let mut graph = Graph { incident: records.incident.id, items: Vec::new(), people: Vec::new() };
    let company = graph.id("organization", "company");
    graph.add(json!({
        "@id": company, "@type": "uco-identity:Organization",
        "uco-core:name": records.incident.company,
    }));
    let program = graph.id("tool", "program");
    graph.add(json!({
        "@id": program, "@type": "uco-tool:Tool",
        "uco-core:name": tool.name, "uco-tool:version": tool.version,
    }));
    for person in &records.people {
        graph.person(&person.name);
    }
    for exhibit in &records.exhibits {
        graph.exhibit(exhibit);
    }
    for line in &records.timeline {
        graph.line(line);
    }
    let objects: Vec<Value> =
        graph.items.iter().map(|item| json!({ "@id": item["@id"] })).collect();
    let incident = &records.incident;
    let mut investigation = json!({
        "@id": graph.id("investigation", "investigation"),
        "@type": "case-investigation:Investigation",
        "uco-core:name": format!("{} {}", incident.number, incident.title),
        "case-investigation:investigationForm": "incident",
        "case-investigation:investigationStatus":
            if incident.closed_at.is_some() { "closed" } else { "open" },
        "uco-core:object": objects,
    });
    span(&mut investigation, "case-investigation", Some(incident.noticed));
    graph.items.insert(0, investigation);
    json!({ "@context": context(), "@graph": graph.items })
}

struct Graph {
    incident: Uuid,
    items: Vec<Value>,
    people: Vec<String>,
}

impl Graph {
    /// An id that is the same for the same thing in every package.
    fn id(&self, kind: &str, name: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.incident);
        hash.update(kind);
        hash.update([0]);
        hash.update(name);
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        format!("kb:{kind}-{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    fn add(&mut self, item: Value) {
        self.items.push(item);
    }

    /// The id of somebody of that name; nobody for an empty one.
    fn person(&mut self, name: &str) -> Option<Value> {
        if name.trim().is_empty() {
            return None;
        }
        let id = self.id("identity", name);
        if !self.people.contains(&id) {
            self.people.push(id.clone());
            self.add(json!({ "@id": id, "@type": "uco-identity:Identity", "uco-core:name": name }));
        }
        Some(json!({ "@id": id }))
    }

    fn place(&mut self, name: &str) -> Option<Value> {
        if name.trim().is_empty() {
            return None;
        }
        let id = self.id("location", name);
        if self.items.iter().all(|item| item["@id"] != id) {
            self.add(json!({ "@id": id, "@type": "uco-location:Location", "uco-core:name": name }));
        }
        Some(json!({ "@id": id }))
    }

    fn exhibit(&mut self, exhibit: &Exhibit) {
        let object = format!("kb:exhibit-{}", exhibit.id);
        let kind = if exhibit.sha256.is_empty() {
            "uco-observable:ObservableObject"
        } else {
            "uco-observable:File"
        };
        let mut item = json!({
            "@id": object, "@type": kind, "uco-core:name": exhibit.title,
        });
        set(&mut item, "uco-core:description", &exhibit.description);
        if !exhibit.sha256.is_empty() {
            let file = FileOf {
                key: exhibit.number(),
                name: &exhibit.file_name,
                path: exhibit.path.as_deref(),
                size: exhibit.size,
                sha256: &exhibit.sha256,
            };
            item["uco-core:hasFacet"] = self.facets(&file);
        }
        self.add(item);
        if let Some(source) = exhibit.copy_of {
            self.copy(exhibit, &object, source);
        }
        let record = self.id("provenance-record", &exhibit.number());
        self.add(json!({
            "@id": record, "@type": "case-investigation:ProvenanceRecord",
            "case-investigation:exhibitNumber": exhibit.number(),
            "uco-core:object": [{ "@id": object }],
        }));
        for event in &exhibit.custody {
            self.custody(exhibit, event, (&object, &record));
        }
    }

    /// That a copy was made of another exhibit, and which kind of copy it is.
    fn copy(&mut self, exhibit: &Exhibit, object: &str, source: Uuid) {
        let id = self.id("relationship", &format!("copy {}", exhibit.number()));
        let mut item = json!({
            "@id": id, "@type": "uco-observable:ObservableRelationship",
            "uco-core:source": { "@id": object },
            "uco-core:target": { "@id": format!("kb:exhibit-{source}") },
            "uco-core:kindOfRelationship": "Copied_From",
            "uco-core:isDirectional": true,
        });
        set(&mut item, "uco-core:description", &exhibit.copy_kind);
        self.add(item);
    }

    /// A photograph of what happened, as a file of its own.
    fn photo(&mut self, exhibit: &Exhibit, photo: &Photo) -> Value {
        let id = format!("kb:photo-{}", photo.id);
        let file = FileOf {
            key: format!("{} photo {}", exhibit.number(), photo.id),
            name: &photo.file_name,
            path: photo.path.as_deref(),
            size: Some(photo.size),
            sha256: &photo.sha256,
        };
        let facets = self.facets(&file);
        self.add(json!({
            "@id": id, "@type": "uco-observable:File", "uco-core:hasFacet": facets,
        }));
        json!({ "@id": id })
    }

    fn facets(&self, of: &FileOf<'_>) -> Value {
        let mut file =
            json!({ "@id": self.id("file-facet", &of.key), "@type": "uco-observable:FileFacet" });
        set(&mut file, "uco-observable:fileName", of.name);
        set(&mut file, "uco-observable:filePath", of.path.unwrap_or_default());
        let mut content = json!({
            "@id": self.id("content-data-facet", &of.key),
            "@type": "uco-observable:ContentDataFacet",
            "uco-observable:hash": [self.hash(&of.key, "SHA256", of.sha256)],
        });
        for facet in [&mut file, &mut content] {
            if let Some(size) = of.size {
                facet["uco-observable:sizeInBytes"] =
                    json!({ "@type": "xsd:integer", "@value": size.to_string() });
            }
        }
        json!([file, content])
    }

    fn hash(&self, key: &str, method: &str, value: &str) -> Value {
        json!({
            "@id": self.id("hash", &format!("{key} {method} {value}")), "@type": "uco-types:Hash",
            "uco-types:hashMethod": method,
            "uco-types:hashValue": { "@type": "xsd:hexBinary", "@value": value },
        })
    }

    fn custody(&mut self, exhibit: &Exhibit, event: &CustodyEvent, (object, record): (&str, &str)) {
        let mut results = vec![json!({ "@id": record })];
        results.extend(event.photos.iter().map(|photo| self.photo(exhibit, photo)));
        let mut action = json!({
            "@id": format!("kb:investigative-action-{}", event.id),
            "@type": "case-investigation:InvestigativeAction",
            "uco-core:name": format!("{} {}", exhibit.number(), event.kind),
            "uco-action:object": [{ "@id": object }],
            "uco-action:result": results,
        });
        set(&mut action, "uco-core:description", &said(event));
        span(&mut action, "uco-action", Some(event.moment));
        let until = event.ended.and_then(Moment::latest);
        if let Some(until) = until.filter(|until| Some(*until) >= event.moment.sort_key()) {
            action["uco-action:endTime"] = time(until);
        }
        if let Some(performer) = self.person(performer(event)) {
            action["uco-action:performer"] = performer;
        }
        let mut others: Vec<Value> = Vec::new();
        for name in [&event.from, &event.to, &event.witness] {
            others.extend(self.person(name).filter(|one| !others.contains(one)));
        }
        if !others.is_empty() {
            action["uco-action:participant"] = Value::Array(others);
        }
        if let Some(place) = self.place(&event.place) {
            action["uco-action:location"] = json!([place]);
        }
        // Before events had tools of their own, the exhibit told with what it was collected.
        let collected = event.kind == "collected" && event.tool.is_empty();
        let tool = if collected { &exhibit.tool } else { &event.tool };
        if let Some(tool) = self.tool(tool) {
            action["uco-action:instrument"] = json!([tool]);
        }
        self.add(action);
    }

    fn tool(&mut self, name: &str) -> Option<Value> {
        if name.trim().is_empty() {
            return None;
        }
        let id = self.id("tool", name);
        if self.items.iter().all(|item| item["@id"] != id) {
            self.add(json!({ "@id": id, "@type": "uco-tool:Tool", "uco-core:name": name }));
        }
        Some(json!({ "@id": id }))
    }

    /// What somebody did is an action, what happened is an event.
    fn line(&mut self, line: &Line) {
        if line.kind == "happening" {
            let mut event = json!({
                "@id": format!("kb:event-{}", line.id), "@type": "uco-core:Event",
                "uco-core:description": line.text,
            });
            span(&mut event, "uco-core", Some(line.moment));
            self.add(event);
            return;
        }
        let mut action = json!({
            "@id": format!("kb:investigative-action-{}", line.id),
            "@type": "case-investigation:InvestigativeAction",
            "uco-core:name": line.kind, "uco-core:description": line.text,
        });
        span(&mut action, "uco-action", Some(line.moment));
        if let Some(performer) = self.person(&line.by) {
            action["uco-action:performer"] = performer;
        }
        self.add(action);
    }
}

/// A file of which the graph tells.
struct FileOf<'a> {
    /// What tells it from all others.
    key: String,
    name: &'a str,
    path: Option<&'a str>,
    size: Option<u64>,
    sha256: &'a str,
}

/// Who did it: who is named, else who got it at the beginning, else who wrote it down.
fn performer(event: &CustodyEvent) -> &str {
    match event.kind.as_str() {
        _ if !event.person.is_empty() => &event.person,
        "collected" if !event.to.is_empty() => &event.to,
        _ => &event.by,
    }
}

/// What has no property of its own, in words.
fn said(event: &CustodyEvent) -> String {
    let mut said = vec![event.note.trim().to_owned(), event.outcome.clone()];
    if !event.seal.is_empty() {
        said.push(format!("seal {}", event.seal));
    }
    if let Some(seconds) = event.offset_seconds {
        said.push(format!("clock of the device ahead by {seconds} s"));
    }
    if !event.way.is_empty() {
        said.push(format!("confirmed by {}", event.way));
    }
    said.retain(|part| !part.is_empty());
    said.join("; ")
}

fn time(at: jiff::Timestamp) -> Value {
    json!({ "@type": "xsd:dateTime", "@value": at.to_string() })
}

/// Start and end as far as they are known.
fn span(item: &mut Value, namespace: &str, moment: Option<Moment>) {
    let Some(moment) = moment else { return };
    if let Some(from) = moment.sort_key() {
        item[format!("{namespace}:startTime")] = time(from);
    }
    if let (Moment::Day { .. } | Moment::Range { .. }, Some(until)) = (moment, moment.latest()) {
        item[format!("{namespace}:endTime")] = time(until);
    }
}

fn set(item: &mut Value, key: &str, text: &str) {
    if !text.trim().is_empty() {
        item[key] = json!(text);
    }
}

fn context() -> Value {
    let uco = "https://ontology.unifiedcyberontology.org/uco";
    let mut names = Map::new();
    for part in ["action", "core", "identity", "location", "observable", "tool", "types"] {
        names.insert(format!("uco-{part}"), json!(format!("{uco}/{part}/")));
    }
    names.insert(
        "case-investigation".to_owned(),
        json!("https://ontology.caseontology.org/case/investigation/"),
    );
    names.insert("kb".to_owned(), json!("urn:hikeshi:case:"));
    names.insert("xsd".to_owned(), json!("http://www.w3.org/2001/XMLSchema#"));
    Value::Object(names)
}
