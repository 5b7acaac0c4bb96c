//! Content files are data that security people review: each must fit its schema and say in its
//! head where it comes from, who looked at it and from when it holds. Easy Japanese must be easy.

mod head;
mod schemas;

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::Value;

use crate::easy_japanese;
use crate::finding::{Answer, Finding};
use crate::tree::Tree;
use schemas::Schemas;

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
        head::check(path, &document, &mut answer.findings);
        easy_japanese::check_document(path, &document, &mut answer.findings);
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
