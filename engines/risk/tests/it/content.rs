//! The data file: well formed, complete, and faults are named.

use std::collections::BTreeSet;

use hikeshi_risk::RiskModel;

use crate::pack::{MODEL, content, text};

#[test]
fn the_file_fits_its_schema_and_the_check_finds_nothing() {
    let schema = std::fs::read_to_string(content("schema/risk.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let value: serde_json::Value = serde_norway::from_str(&text()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(MODEL.check(), Vec::<String>::new());
}

#[test]
fn the_check_names_a_gap_in_the_bands_a_falling_matrix_and_lost_names() {
    let faulty = |from: &str, to: &str| {
        let text = text();
        assert!(text.contains(from), "{from}");
        serde_norway::from_str::<RiskModel>(&text.replace(from, to)).unwrap().check().join("\n")
    };
    assert!(faulty("from: 3\n    to: 4", "from: 4\n    to: 4").contains("3 is in 0 bands"));
    assert!(faulty("from: 3\n    to: 4", "from: 3\n    to: 6").contains("6 is in 2 bands"));
    assert!(faulty("- [1, 2, 3]", "- [1, 1, 1]").contains("falls"));
    assert!(faulty("media: [mobile]", "media: [fax]").contains("no medium fax"));
    assert!(faulty("areas: [sending]", "areas: [posting]").contains("no area posting"));
}

#[test]
fn every_question_of_the_25_stands_against_some_threat() {
    let used: BTreeSet<u8> = MODEL
        .threats
        .iter()
        .flat_map(|threat| MODEL.controls_against(threat))
        .map(|control| control.item.parse().unwrap())
        .collect();
    assert_eq!(used, (1..=25).collect());
}

#[test]
fn what_is_not_confirmed_is_marked() {
    assert!(MODEL.is_to_check());
    let mut confirmed = MODEL.clone();
    let yes = hikeshi_kernel::Confidence::Confirmed;
    confirmed.scales.iter_mut().for_each(|scale| scale.confidence = yes);
    confirmed.bands.iter_mut().for_each(|band| band.confidence = yes);
    confirmed.possibility.confidence = yes;
    assert!(!confirmed.is_to_check());
}
