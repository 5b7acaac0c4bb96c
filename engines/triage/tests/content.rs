//! The real content: well formed, complete, short enough to read, and safe in its order.
#![cfg(test)]

mod pack;

use std::collections::BTreeSet;

use hikeshi_triage::{Answers, DID, QuestionKind, TriageFile, TriagePack, UNKNOWN};

#[test]
fn every_file_fits_the_schema() {
    let schema = std::fs::read_to_string(pack::content("schema/triage.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, text) in pack::files() {
        let value: serde_json::Value = serde_norway::from_str(&text).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn the_schema_refuses_a_fourth_thing_to_do_now() {
    let schema = std::fs::read_to_string(pack::content("schema/triage.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let (_, text) = pack::files().into_iter().find(|(n, _)| n == "symptoms-screen.yaml").unwrap();
    let mut value: serde_json::Value = serde_norway::from_str(&text).unwrap();
    let steps = value["symptoms"][0]["now"].as_array_mut().unwrap();
    steps.push(steps[0].clone());
    assert!(!jsonschema::is_valid(&schema, &value));
}

#[test]
fn the_check_finds_nothing() {
    assert_eq!(pack::load().check(), Vec::<String>::new());
}

#[test]
fn a_pack_survives_being_stored_with_a_report() {
    let pack = pack::load();
    let stored = serde_json::to_string(&pack).unwrap();
    assert_eq!(serde_json::from_str::<TriagePack>(&stored).unwrap(), pack);
}

#[test]
fn an_unknown_field_is_refused() {
    let (_, text) = pack::files().into_iter().next().unwrap();
    let misspelt = text.replacen("groups:", "groops:", 1).replacen("symptoms:", "sympt:", 1);
    let misspelt = misspelt.replacen("questions:", "quest:", 1).replacen("rules:", "rule:", 1);
    assert!(serde_norway::from_str::<TriageFile>(&misspelt).is_err());
}

#[test]
fn all_seventeen_symptoms_ask_four_to_eight_questions_and_end_with_the_reporter() {
    let pack = pack::load();
    assert_eq!(pack.symptoms.len(), 17);
    for symptom in &pack.symptoms {
        let asked = hikeshi_triage::questions_for(&pack, &symptom.id, &Answers::default());
        assert!((4..=8).contains(&asked.len()), "{} asks {}", symptom.id, asked.len());
        let last: Vec<_> = asked.iter().rev().take(2).map(|q| q.id.as_str()).collect();
        assert_eq!(last, ["reporter_phone", "reporter_name"], "{}", symptom.id);
        assert!(!symptom.dont.is_empty(), "{}", symptom.id);
    }
}

#[test]
fn not_knowing_can_be_chosen_in_every_choice() {
    let pack = pack::load();
    for question in &pack.questions {
        let last = pack.options(question).last().map(|(id, _)| *id);
        let choice = matches!(question.kind, QuestionKind::Choice | QuestionKind::Multi);
        assert_eq!(last, choice.then_some(UNKNOWN), "{}", question.id);
    }
}

#[test]
fn where_a_machine_may_be_infected_the_first_step_cuts_the_network_and_power_stays_on() {
    let pack = pack::load();
    for id in ["ransom-note", "files-locked", "virus-warning", "odd-behaviour", "opened-attachment"]
    {
        let symptom = pack.symptom(id).unwrap();
        assert_eq!(symptom.now[0].id, "unplug", "{id}");
        assert!(symptom.dont.iter().any(|step| step.id == "power"), "{id}");
        assert!(symptom.now.iter().all(|step| step.icon != "power"), "{id}");
    }
}

#[test]
fn sentences_are_short_in_both_kinds_of_japanese_and_do_not_shout() {
    let value = serde_json::to_value(pack::load()).unwrap();
    let mut faults = BTreeSet::new();
    visit(&value, &mut faults);
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
fn every_tick_that_a_condition_reads_is_offered_on_the_page() {
    let pack = pack::load();
    let conditions = pack.questions.iter().filter_map(|question| question.only_if.as_ref());
    let tests = conditions.flat_map(hikeshi_triage::Condition::tests);
    let named: Vec<_> = tests.filter(|t| t.question == DID).flat_map(|t| &t.is_not).collect();
    assert!(!named.is_empty());
    for id in named {
        assert!(pack.symptoms.iter().flat_map(|s| &s.now).any(|step| &step.id == id), "{id}");
    }
}
