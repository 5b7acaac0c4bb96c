//! The one extension with which our playbooks travel inside CACAO (section 8 of the standard).
//!
//! CACAO says what is done, in which order and on which condition. It does not say our texts in
//! three languages, the part that each person plays, due times, options with what speaks for and
//! against them, advice, sources and certainty. `docs/cacao-extension.md` describes the form.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::cacao::{ExtensionDefinition, identifier};

/// Id of the definition, the key of what the extension says.
pub static ID: LazyLock<String> =
    LazyLock::new(|| identifier::made("extension-definition", "hikeshi-playbook"));

/// `type` of what the extension says about a playbook.
pub const OF_PLAYBOOK: &str = "hikeshi-playbook";
/// `type` of what the extension says about a step.
pub const OF_STEP: &str = "hikeshi-step";

/// The definition that every exported playbook carries.
pub fn definition() -> ExtensionDefinition {
    let rest = json!({
        "description": "Texts in Japanese, easy Japanese and English, parts people play, due \
            times, options, advice, sources and certainty of a Hikeshi playbook.",
        "created_by": identifier::made("identity", "Hikeshi maintainers"),
        "schema": "https://hikeshi.example/schema/playbooks.schema.json",
        "version": "1.0.0",
    });
    ExtensionDefinition {
        kind: "extension-definition".to_owned(),
        name: "Hikeshi playbook".to_owned(),
        rest: rest.as_object().cloned().unwrap_or_default(),
    }
}

/// What the extension says, under its id.
pub fn under_id(said: Value) -> Map<String, Value> {
    Map::from_iter([(ID.clone(), said)])
}
