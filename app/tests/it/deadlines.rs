//! `hikeshi deadlines` as a process: facts in a file, answers on the standard output.

use std::process::{Command, Output};

use serde_json::Value;

const CASE: &str = "known: 2022-10-31\npersonal_data: {persons: unknown, wrongful_purpose: true}\n";

/// Runs the command on facts, without data folder and settings.
fn deadlines(facts: &[u8], more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.yaml");
    std::fs::write(&file, facts).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    command.current_dir(folder.path()).args(["deadlines", "--facts"]).arg(&file).args(more);
    command.output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn duty<'a>(answers: &'a Value, id: &str) -> &'a Value {
    answers.as_array().unwrap().iter().find(|answer| answer["duty"] == id).unwrap()
}

#[test]
fn a_case_is_answered_as_a_list_of_duties_with_due_days_and_reasons() {
    let output = deadlines(CASE.as_bytes(), &["--format", "json", "--at", "2022-11-07"]);
    assert!(output.status.success());
    let answers = json(&output);
    let last = duty(&answers, "ppc-final");
    assert_eq!((&last["applies"], &last["due"]), (&"yes".into(), &"2023-01-04".into()));
    assert_eq!(last["raw_due"], "2022-12-29");
    assert_eq!(last["overdue"], false);
    assert_eq!(last["counting"].as_array().unwrap().len(), 66);
    for key in ["because", "to", "rule", "source", "confidence", "what_would_change"] {
        assert!(!last[key].is_null(), "{key}");
    }
    assert_eq!(duty(&answers, "ppc-preliminary")["overdue"], true);
    assert_eq!(duty(&answers, "card-acquirer")["applies"], "unknown");
}

#[test]
fn text_is_japanese_unless_another_language_is_chosen_and_leaves_no_key_bare() {
    let japanese = String::from_utf8(deadlines(CASE.as_bytes(), &[]).stdout).unwrap();
    assert!(japanese.contains("[ppc-final]") && !japanese.is_ascii());
    let english = String::from_utf8(deadlines(CASE.as_bytes(), &["--lang", "en"]).stdout).unwrap();
    assert!(english.contains("Due: ") && english.contains("4 January 2023"), "{english}");
    let easy =
        String::from_utf8(deadlines(CASE.as_bytes(), &["--lang", "ja-easy"]).stdout).unwrap();
    for text in [japanese, english, easy] {
        assert!(!text.contains("[deadlines-") && !text.contains('\u{ff5c}'), "{text}");
    }
}

#[test]
fn faults_are_named_with_line_and_key_and_nothing_is_counted() {
    let facts = b"known: 2030-01-01\npersonal_data:\n  persons: -3\n  sensitiv: true\n";
    let at = ["--at", "2026-11-21"];
    let output = deadlines(facts, &[&at[..], &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let answer = json(&output);
    let problems = answer["problems"].as_array().unwrap();
    let places: Vec<_> =
        problems.iter().map(|p| (p["line"].as_u64(), p["code"].as_str())).collect();
    let expected = [
        (Some(1), Some("in-the-future")),
        (Some(3), Some("not-a-value")),
        (Some(4), Some("unknown-key-meant")),
    ];
    assert_eq!(places, expected);
    let text = deadlines(facts, &[&at[..], &["--lang", "en"]].concat());
    let said = String::from_utf8(text.stderr).unwrap();
    assert!(said.contains("line 4, personal_data.sensitiv: There is no such key."), "{said}");
    assert!(text.stdout.is_empty());
}

#[test]
fn files_of_older_programs_are_read_and_those_that_are_no_text_refused() {
    // "organisation: {industry: (medical)}" in Shift_JIS.
    let facts = b"known: 2026-06-01\norganisation: {industry: \x88\xe3\x97\xc3}\n";
    let answers = json(&deadlines(facts, &["--format", "json", "--lang", "en"]));
    assert!(duty(&answers, "sector-regulator")["to"].as_str().unwrap().contains("Health"));
    assert!(!deadlines(b"\0\0\x01\x02\0", &[]).status.success());
    assert!(!deadlines(&b"# long\n".repeat(40_000), &[]).status.success());
}

#[test]
fn other_rules_can_be_tried_and_faulty_ones_are_refused() {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let folder = tempfile::tempdir().unwrap();
    let duties = folder.path().join("duties");
    std::fs::create_dir(&duties).unwrap();
    for entry in std::fs::read_dir(content.join("duties")).unwrap() {
        let entry = entry.unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap().replace("days: 60", "days: 45");
        std::fs::write(duties.join(entry.file_name()), text).unwrap();
    }
    let more = ["--format", "json", "--content", folder.path().to_str().unwrap()];
    let answers = json(&deadlines(CASE.as_bytes(), &more));
    assert_eq!(duty(&answers, "ppc-final")["due"], "2022-12-14");
    std::fs::remove_file(duties.join("counting.yaml")).unwrap();
    let refused = deadlines(CASE.as_bytes(), &more);
    assert!(!refused.status.success());
    assert!(String::from_utf8(refused.stderr).unwrap().contains("no limit thirty-days"));
    let elsewhere = deadlines(CASE.as_bytes(), &["--content", duties.to_str().unwrap()]);
    assert!(!elsewhere.status.success(), "a folder without duties and holidays is a mistake");
    assert!(String::from_utf8(elsewhere.stderr).unwrap().contains("neither a folder duties"));
}
