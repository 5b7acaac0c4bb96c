//! The JSON Schemas of the content kinds.

use std::collections::BTreeMap;

use jsonschema::{Retrieve, Uri, Validator};
use serde_json::Value;

use crate::finding::Finding;
use crate::tree::Tree;

const SCHEMAS: &str = "content/schema/";

/// The schema files by name; one may refer to another by that name, and to nothing outside.
#[derive(Clone)]
pub struct Schemas(BTreeMap<String, Value>);

impl Schemas {
    /// Reads `content/schema/*.schema.json`.
    pub fn read(tree: &Tree, findings: &mut Vec<Finding>) -> Self {
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

    /// The validator of one kind, or what keeps it from being made.
    pub fn validator(&self, kind: &str) -> Result<Validator, Finding> {
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
