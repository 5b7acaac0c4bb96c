//! The data files: well formed, every figure with source and confidence.

use hikeshi_kernel::Confidence;

use crate::pack::{MODEL, content, files};

#[test]
fn every_file_fits_its_schema_and_the_check_finds_nothing() {
    let schema = std::fs::read_to_string(content("schema/loss.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, text) in files() {
        let value: serde_json::Value = serde_norway::from_str(&text).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
    assert_eq!(MODEL.check(), Vec::<String>::new());
}

#[test]
fn published_sums_are_those_of_the_publications_and_estimates_are_marked() {
    let point = |id: &str| MODEL.references.iter().find(|one| one.id == id).unwrap();
    let sums = |id: &str| -> Vec<u64> {
        point(id).figures.iter().filter_map(|figure| figure.yen).map(|sum| sum.get()).collect()
    };
    assert_eq!(sums("jnsa-ransomware"), [60_190_000, 38_000_000, 100_000_000]);
    assert_eq!(point("jnsa-ransomware").cases, Some(21));
    assert_eq!(sums("ipa-survey"), [730_000, 1_000_000]);
    assert_eq!(sums("npa-2024"), [5_000_000]);
    assert_eq!(sums("jnsa-2018-leaks"), [630_000_000]);
    assert_eq!(sums("kantsu"), [1_700_000_000]);
    let days: Vec<_> =
        point("ipa-survey").figures.iter().filter_map(|one| one.day_tenths).collect();
    assert_eq!(days, [58, 500]);
    assert!(MODEL.measures.iter().all(|one| one.confidence == Confidence::ToCheck));
    let (least, most) = point("jnsa-ransomware").sums().unwrap();
    assert_eq!((least.get(), most.get()), (38_000_000, 100_000_000));
}
