//! The document that describes the API is the one of the code.

use std::path::Path;

use serde_json::Value;

#[test]
fn the_document_in_the_repository_is_the_one_of_the_code() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let kept = std::fs::read_to_string(file).unwrap();
    let now = hikeshi::api::openapi().to_pretty_json().unwrap();
    assert!(kept.trim_end() == now, "write it anew: hikeshi openapi > docs/openapi.json");
}

#[test]
fn every_endpoint_of_every_slice_is_described() {
    let table = include_str!("../strangers.txt").lines();
    let mut routes: Vec<String> = table
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?))
        })
        .filter(|(_, path)| path.starts_with("/api/") && !path.ends_with("/openapi.json"))
        .map(|(method, path)| format!("{} {path}", method.to_lowercase()))
        .collect();
    let document = serde_json::to_value(hikeshi::api::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let methods = |(path, item): (&String, &Value)| -> Vec<String> {
        item.as_object().unwrap().keys().map(|method| format!("{method} {path}")).collect()
    };
    let mut described: Vec<String> = paths.iter().flat_map(methods).collect();
    routes.sort();
    described.sort();
    assert_eq!(routes, described);
}
