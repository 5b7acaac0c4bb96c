//! The independent JSON Schemas of CACAO 2.0 judge what we write.

use std::sync::LazyLock;

use jsonschema::{Registry, Validator};
use serde_json::Value;

use crate::place;

const BASE: &str =
    "https://raw.githubusercontent.com/cyentific-rni/cacao-json-schemas/cacao-v2.0-cs01/schemas/";

static AS_PUBLISHED: LazyLock<Option<Validator>> = LazyLock::new(|| validator(|schema| schema));

/// The schemas say draft 7, which passes over `unevaluatedProperties`. Read as a later draft they
/// forbid unknown properties; only the base of commands may not, as it is part of all others.
static STRICT: LazyLock<Option<Validator>> = LazyLock::new(|| {
    validator(|mut schema| {
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        let id = schema["$id"].as_str().unwrap_or_default();
        if id.ends_with("commands/command-data.json") || id.ends_with("agent-target.json") {
            schema.as_object_mut().expect("an object").shift_remove("unevaluatedProperties");
        }
        schema
    })
});

fn validator(change: impl Fn(Value) -> Value) -> Option<Validator> {
    let folder = place::shared("cacao/schemas")?;
    let mut registry = Registry::new();
    let mut playbook = Value::Null;
    for (name, bytes) in place::json_files(&folder) {
        let schema = change(serde_json::from_slice(&bytes).expect("JSON"));
        if name == "playbook.json" {
            playbook = schema.clone();
        }
        registry = registry.add(format!("{BASE}{name}"), schema).expect("a schema");
    }
    let registry = registry.prepare().expect("complete");
    Some(jsonschema::options().with_registry(&registry).build(&playbook).expect("a validator"))
}

/// What the schemas say against a playbook; nothing where they are absent.
pub fn faults(playbook: &Value, strictly: bool) -> Vec<String> {
    let validator = if strictly { &*STRICT } else { &*AS_PUBLISHED };
    let faults = validator.iter().flat_map(|validator| validator.iter_errors(playbook));
    faults.map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

/// What every schema would ask for, checked without one: ids of the right type, every step of a
/// type that its id names, every way leading to a step.
pub fn assert_formed(playbook: &Value) {
    let form = |id: &str| id.split_once("--").map(|(kind, uuid)| (kind.to_owned(), uuid.len()));
    let workflow = playbook["workflow"].as_object().expect("steps");
    for (id, step) in workflow {
        let kind = step["type"].as_str().expect("a type").to_owned();
        assert_eq!(form(id), Some((kind.clone(), 36)));
        for way in ["on_completion", "on_true"] {
            let to = step.get(way).map(|to| to.as_str().expect("an id"));
            assert!(to.is_none_or(|to| workflow.contains_key(to)), "{id} {way}");
        }
        assert_eq!(kind == "end", step.get("on_completion").is_none(), "{id}");
        if kind == "action" {
            let agent = step["agent"].as_str().expect("an agent");
            assert!(playbook["agent_definitions"].get(agent).is_some(), "{agent}");
            assert!(!step["commands"].as_array().expect("commands").is_empty());
        }
    }
    for key in ["id", "name", "created_by", "created", "modified", "workflow_start"] {
        assert!(playbook[key].is_string(), "{key}");
    }
}

#[test]
fn the_schemas_find_a_fault_where_there_is_one() {
    let sound = crate::small();
    crate::schemas::assert_schema_free(&sound);
    let mut wrong = crate::small();
    wrong["created"] = "yesterday".into();
    let mut unknown = crate::small();
    unknown["surprise"] = 1.into();
    if AS_PUBLISHED.is_some() {
        assert_eq!(faults(&wrong, false).len(), 1);
        assert_eq!(faults(&unknown, true).len(), 1);
    }
}

/// Asserts that neither reading of the schemas finds a fault.
pub fn assert_schema_free(playbook: &Value) {
    assert_eq!(faults(playbook, false), Vec::<String>::new());
    assert_eq!(faults(playbook, true), Vec::<String>::new());
}
