//! `hikeshi score` as a process: answers in a file, points on the standard output.

use std::process::{Command, Output};

use serde_json::Value;

/// Runs the command on answers, without data folder and settings.
fn score(questionnaire: &str, answers: &[u8], more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answers.csv");
    std::fs::write(&file, answers).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    command.current_dir(folder.path()).args(["score", "--questionnaire", questionnaire]);
    command.arg("--answers").arg(&file).args(more).output().unwrap()
}

#[test]
fn two_sites_are_added_and_each_has_its_own_band() {
    // Main: 25 yes, 100. Branch: 10 yes, 5 partly, 4 unknown, the rest not answered: 40 + 10 - 4 = 46.
    let main = (1..=25).map(|item| format!("main,{item},yes\n"));
    let branch = (1..=19).map(|item| {
        let answer = if item <= 10 {
            "yes"
        } else if item <= 15 {
            "partly"
        } else {
            "unknown"
        };
        format!("branch,{item},{answer}\n")
    });
    let file = format!("site,item,answer\n{}", main.chain(branch).collect::<String>());
    let output = score("ipa-25", file.as_bytes(), &["--format", "json"]);
    assert!(output.status.success(), "{output:?}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&answer["total"], &answer["max"]), (&146.into(), &200.into()));
    assert_eq!(answer["band"], "B");
    assert_eq!(answer["could_be"], serde_json::json!([140, 170]));
    assert_eq!(answer["sites"][0]["band"], "A");
    assert_eq!(
        (&answer["sites"][1]["total"], &answer["sites"][1]["band"]),
        (&46.into(), &"D".into())
    );
    assert_eq!(answer["counts"]["unanswered"], 6);
    assert_eq!(answer["items"].as_array().unwrap().len(), 25);
    let text = String::from_utf8(score("ipa-25", file.as_bytes(), &[]).stdout).unwrap();
    assert!(text.contains("total 146 / 200  B"), "{text}");
}

#[test]
fn faults_name_their_lines_and_there_is_no_score() {
    let output = score("ipa-25", b"1,yes\n1,no\n31,yes\n2,perhaps\n", &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    for line in
        ["line 2: item 1 was already answered", "line 3:", "line 4: \"perhaps\" is no answer"]
    {
        assert!(told.contains(line), "{line}: {told}");
    }
    let unknown = String::from_utf8(score("ipa-26", b"1,yes\n", &[]).stderr).unwrap();
    assert!(unknown.contains("there are: ") && unknown.contains("scs-3"), "{unknown}");
}
