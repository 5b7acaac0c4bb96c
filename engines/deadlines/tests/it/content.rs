//! The real rules: well formed, complete, short enough to read.

use std::collections::BTreeSet;

use hikeshi_deadlines::{Rules, RulesFile};

use crate::pack::{self, RULES};

#[test]
fn every_file_fits_its_schema() {
    for kind in ["duties", "holidays"] {
        let schema = pack::content(&format!("schema/{kind}.schema.json"));
        let schema: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for (name, text) in pack::files(kind) {
            let value: serde_json::Value = serde_norway::from_str(&text).unwrap();
            let faults: Vec<_> = validator
                .iter_errors(&value)
                .map(|error| format!("{} {error}", error.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{name}: {faults:#?}");
        }
    }
}

#[test]
fn the_check_finds_nothing() {
    assert_eq!(RULES.check(), Vec::<String>::new());
}

#[test]
fn the_check_names_circles_lost_names_silent_conditions_and_overlapping_editions() {
    let text = |name: &str| pack::files("duties").into_iter().find(|(n, _)| n == name).unwrap().1;
    let faulty = |name: &str, from: &str, to: &str| {
        assert!(text(name).contains(from), "{name} has no {from}");
        pack::rules(&|text| text.replace(from, to)).check().join("\n")
    };
    let circle =
        faulty("ppc-t3-2024.yaml", "when: {rule: wrongful}", "when: {rule: ppc-reportable}");
    assert!(circle.contains("asks for itself"), "{circle}");
    let lost = faulty("ppc.yaml", "limit: three-to-five-days", "limit: never-heard-of");
    assert!(lost.contains("no limit never-heard-of"), "{lost}");
    let overlap = faulty("police-2022.yaml", "valid_until: 2024-03-28", "valid_until: 2024-03-29");
    assert!(overlap.contains("duty police-consultation: two editions hold"), "{overlap}");
    let two = faulty("ppc-triggers.yaml", "more_than: 1000}", "more_than: 1000, at_least: 5}");
    assert!(two.contains("needs one comparison"), "{two}");
    let mut files = RULES.files().to_vec();
    for duty in files.iter_mut().flat_map(|file| &mut file.duties) {
        duty.says = duty.says.take().filter(|_| duty.id != "card-acquirer");
    }
    let silent = Rules::join(files).check().join("\n");
    assert!(silent.contains("duty card-acquirer: a condition has no sentence"), "{silent}");
}

#[test]
fn an_unknown_field_is_refused() {
    for (_, text) in pack::files("duties") {
        let misspelt = format!("{text}\ndutys: []\n");
        assert!(serde_norway::from_str::<RulesFile>(&misspelt).is_err());
    }
}

#[test]
fn sentences_are_short_in_both_kinds_of_japanese_and_do_not_shout() {
    let mut faults = BTreeSet::new();
    for kind in ["duties", "holidays"] {
        for (_, text) in pack::files(kind) {
            visit(&serde_norway::from_str(&text).unwrap(), &mut faults);
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Japanese sentences end with U+3002; U+FF01 is the full-width exclamation mark.
fn visit(value: &serde_json::Value, faults: &mut BTreeSet<String>) {
    for (key, most) in [("ja", 50), ("ja-easy", 35)] {
        let Some(text) = value.get(key).and_then(|text| text.as_str()) else { continue };
        for sentence in without_readings(text).split_inclusive('\u{3002}') {
            if sentence.chars().count() > most || sentence.contains('\u{ff01}') {
                faults.insert(format!("{key}: {sentence}"));
            }
        }
    }
    match value {
        serde_json::Value::Object(map) => map.values().for_each(|inner| visit(inner, faults)),
        serde_json::Value::Array(list) => list.iter().for_each(|inner| visit(inner, faults)),
        _ => {}
    }
}

/// Readings stand between U+300A and U+300B, after a word that begins with U+FF5C.
fn without_readings(text: &str) -> String {
    let mut reading = false;
    let keep = |letter: &char| {
        reading = (reading || *letter == '\u{300a}') && *letter != '\u{300b}';
        !reading && !['\u{ff5c}', '\u{300b}'].contains(letter)
    };
    text.chars().filter(keep).collect()
}

#[test]
fn an_independent_list_has_the_same_holidays() {
    let root = pack::content("..").canonicalize().unwrap();
    let list = root
        .ancestors()
        .map(|folder| folder.join("shared/data/holidays/holidays.yml"))
        .find(|path| path.exists());
    let Some(list) = list else {
        eprintln!("skipped: no shared/data/holidays/holidays.yml beside the repository");
        return;
    };
    let list: std::collections::BTreeMap<jiff::civil::Date, String> =
        serde_norway::from_str(&std::fs::read_to_string(list).unwrap()).unwrap();
    for file in pack::holidays() {
        let theirs: Vec<_> = list
            .keys()
            .filter(|day| **day >= file.valid_from && **day <= file.valid_until)
            .collect();
        assert_eq!(file.days.keys().collect::<Vec<_>>(), theirs, "{}", file.id);
    }
}
