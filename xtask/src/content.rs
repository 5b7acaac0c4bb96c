//! Content files are data that security people review: each must fit its schema and say in its
//! head where it comes from, who looked at it and from when it holds.

use std::collections::BTreeMap;

use jsonschema::{Retrieve, Uri, Validator};
use serde_json::Value;

use crate::finding::{Answer, Finding};
use crate::tree::Tree;

const SCHEMAS: &str = "content/schema/";
const CONFIDENCE: [&str; 3] = ["confirmed", "to-check", "own"];

/// Checks every `content/<kind>/**/*.yaml` against `content/schema/<kind>.schema.json` and its head.
pub fn check(tree: &Tree) -> Answer {
    let mut answer = Answer::default();
    let schemas = Schemas::read(tree, &mut answer.findings);
    let mut validators: BTreeMap<&str, Option<Validator>> = BTreeMap::new();
    let mut ids: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut count = 0;
    for (path, text) in tree.ending(&[".yaml", ".yml"]) {
        let Some(kind) = kind_of(path) else { continue };
        count += 1;
        let document: Value = match serde_norway::from_str(text) {
            Ok(document) => document,
            Err(error) => {
                answer.findings.push(Finding::at(path, format!("is not valid YAML: {error}")));
                continue;
            }
        };
        let validator = validators.entry(kind).or_insert_with(|| {
            schemas.validator(kind).map_err(|finding| answer.findings.push(finding)).ok()
        });
        for error in validator.iter().flat_map(|validator| validator.iter_errors(&document)) {
            let at = error.instance_path().to_string();
            answer.findings.push(Finding::at(path, format!("{}: {error}", or_top(&at))));
        }
        check_head(path, &document, &mut answer.findings);
        check_id(kind, path, &document, &mut ids, &mut answer.findings);
    }
    answer.notes.push(format!("content: {count} files of {} kinds", validators.len()));
    answer
}

/// The kind is the folder directly below `content/`; schemas are not content.
fn kind_of(path: &str) -> Option<&str> {
    let (kind, _) = path.strip_prefix("content/")?.split_once('/')?;
    (kind != "schema").then_some(kind)
}

fn or_top(at: &str) -> &str {
    if at.is_empty() { "at the top" } else { at }
}

/// The head's fields stand at the top of the file.
fn check_head(path: &str, head: &Value, findings: &mut Vec<Finding>) {
    let text = |key: &str| head.get(key).and_then(Value::as_str).filter(|t| !t.trim().is_empty());
    let mut say = |what: String| findings.push(Finding::at(path, what));
    for key in ["id", "edition", "author", "reviewer"] {
        if text(key).is_none() {
            say(format!("the head needs `{key}`, a text"));
        }
    }
    if head.get("version").is_none_or(Value::is_null) {
        say("the head needs `version`".to_owned());
    }
    if !text("confidence").is_some_and(|value| CONFIDENCE.contains(&value)) {
        say(format!("the head needs `confidence`, one of {}", CONFIDENCE.join(", ")));
    }
    for key in ["reviewed_on", "valid_from"] {
        if !text(key).is_some_and(is_day) {
            say(format!("the head needs `{key}`, a day such as 2026-11-21"));
        }
    }
    if let Some(until) = head.get("valid_until").filter(|value| !value.is_null()) {
        let until = until.as_str().filter(|day| is_day(day));
        if until.is_none_or(|until| text("valid_from").is_some_and(|from| until < from)) {
            say("`valid_until` must be a day that is not before `valid_from`".to_owned());
        }
    }
    let sources = head.get("sources").and_then(Value::as_array).filter(|list| !list.is_empty());
    let Some(sources) = sources else {
        say("the head needs `sources`, a list of at least one {title, publisher}".to_owned());
        return;
    };
    for (index, source) in sources.iter().enumerate() {
        for key in ["title", "publisher"] {
            if source.get(key).and_then(Value::as_str).is_none_or(|t| t.trim().is_empty()) {
                say(format!("sources/{index} needs `{key}`, a text"));
            }
        }
    }
}

/// `2026-11-21`, with a month and a day that can be.
fn is_day(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| (part.len(), part.parse::<u32>()));
    matches!(
        (parts.next(), parts.next(), parts.next(), parts.next()),
        (Some((4, Ok(_))), Some((2, Ok(1..=12))), Some((2, Ok(1..=31))), None)
    )
}

/// Runs and answers pin id, edition and version, so two files of a kind never share all three.
fn check_id(
    kind: &str,
    path: &str,
    head: &Value,
    ids: &mut BTreeMap<(String, String), String>,
    findings: &mut Vec<Finding>,
) {
    let Some(id) = head.get("id").and_then(Value::as_str) else { return };
    let pinned =
        ["edition", "version"].map(|key| head.get(key).unwrap_or(&Value::Null).to_string());
    let key = (format!("{kind}/{id}"), pinned.join(" "));
    if let Some(other) = ids.insert(key, path.to_owned()) {
        let what =
            format!("has the same id `{id}`, edition and version as {other}: give it its own");
        findings.push(Finding::at(path, what));
    }
}

/// The schema files by name; one may refer to another by that name, and to nothing outside.
#[derive(Clone)]
struct Schemas(BTreeMap<String, Value>);

impl Schemas {
    fn read(tree: &Tree, findings: &mut Vec<Finding>) -> Self {
        let mut schemas = BTreeMap::new();
        for (path, text) in tree.ending(&[".schema.json"]) {
            let Some(name) = path.strip_prefix(SCHEMAS) else { continue };
            match serde_json::from_str(text) {
                Ok(schema) => drop(schemas.insert(name.to_owned(), schema)),
                Err(error) => findings.push(Finding::at(path, format!("is not JSON: {error}"))),
            }
        }
        Self(schemas)
    }

    fn validator(&self, kind: &str) -> Result<Validator, Finding> {
        let name = format!("{kind}.schema.json");
        let path = format!("{SCHEMAS}{name}");
        let schema = self.0.get(&name).ok_or_else(|| {
            Finding::at(&path, format!("is missing: write the schema of content/{kind}/"))
        })?;
        let options = jsonschema::options()
            .with_base_uri(format!("hikeshi:///{name}"))
            .with_retriever(self.clone())
            .should_validate_formats(true);
        options.build(schema).map_err(|error| Finding::at(&path, format!("is no schema: {error}")))
    }
}

impl Retrieve for Schemas {
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default();
        let schema = self.0.get(name).cloned();
        schema.ok_or_else(|| format!("{SCHEMAS}{name} does not exist").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"{"type": "object", "required": ["steps"],
        "properties": {"steps": {"$ref": "steps.schema.json"}}}"#;
    const STEPS: &str = r#"{"type": "array", "minItems": 1}"#;
    const GOOD: &str = "id: a\nversion: 1\nedition: e\nauthor: x\nreviewer: y\nconfidence: own\n\
        reviewed_on: 2026-11-21\nvalid_from: 2026-01-01\nsources: [{title: t, publisher: p}]\nsteps: [1]\n";

    fn findings(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = vec![
            ("content/schema/plays.schema.json", SCHEMA),
            ("content/schema/steps.schema.json", STEPS),
        ];
        all.extend_from_slice(files);
        check(&Tree::of(&all)).findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_complete_file_passes_and_schemas_may_refer_to_each_other() {
        assert_eq!(findings(&[("content/plays/a.yaml", GOOD)]), Vec::<String>::new());
        let empty = GOOD.replace("steps: [1]", "steps: []");
        assert!(findings(&[("content/plays/a.yaml", &empty)])[0].contains("/steps"));
    }

    #[test]
    fn each_missing_head_field_is_named() {
        for key in ["id", "version", "edition", "author", "reviewer", "confidence", "sources"] {
            let lines: Vec<_> =
                GOOD.lines().filter(|line| !line.starts_with(&format!("{key}:"))).collect();
            let found = findings(&[("content/plays/a.yaml", &lines.join("\n"))]);
            assert!(found.iter().any(|f| f.contains(&format!("`{key}`"))), "{key}: {found:?}");
        }
        let wrong = GOOD.replace("2026-01-01", "2026-13-01");
        assert!(findings(&[("content/plays/a.yaml", &wrong)])[0].contains("valid_from"));
    }

    #[test]
    fn broken_yaml_a_shared_id_and_a_missing_schema_are_named() {
        assert!(findings(&[("content/plays/a.yaml", "a: [")])[0].contains("not valid YAML"));
        let twice = findings(&[("content/plays/a.yaml", GOOD), ("content/plays/b.yaml", GOOD)]);
        assert!(twice[0].contains("same id `a`"), "{twice:?}");
        let other = findings(&[("content/rules/a.yaml", GOOD)]);
        assert!(other[0].starts_with("content/schema/rules.schema.json: is missing"), "{other:?}");
    }
}
