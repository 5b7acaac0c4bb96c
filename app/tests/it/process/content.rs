//! A folder of content of the operator's own: in use where it is right, refused with its place
//! where it is wrong.

use std::{fs, path::Path, process::Output};

use super::program::{Serving, link, run};

/// A rule of the pack, as a file that the operator may change.
const OWN_RULE: &str = include_str!("../../../../content/duties/partners.yaml");

/// A data folder whose settings name a folder with one file of content.
fn folder(data: &Path, file: &str, text: &str) -> Output {
    let first = run(&["init"], data);
    let content = data.join("own");
    let path = content.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    let settings = format!("[content]\nfolder = {:?}\n", content.to_str().unwrap());
    fs::write(data.join("hikeshi.toml"), settings).unwrap();
    first
}

fn refusal(data: &Path) -> String {
    let answer = run(&["config", "check"], data);
    assert!(!answer.status.success());
    String::from_utf8_lossy(&answer.stderr).into_owned()
}

#[test]
fn rules_of_the_operator_are_checked_and_in_use_from_the_start() {
    let data = tempfile::tempdir().unwrap();
    let first = folder(data.path(), "duties/partners.yaml", OWN_RULE);
    assert!(run(&["config", "check"], data.path()).status.success());
    let mut serving = Serving::start(data.path());
    serving.set_up(&link(&first, "/setup/").unwrap());
}

#[test]
fn rules_that_cannot_be_used_are_named_with_their_place() {
    let data = tempfile::tempdir().unwrap();
    folder(data.path(), "duties/partners.yaml", "id: partners\nduties: 3\n");
    let told = refusal(data.path());
    assert!(told.contains("duties/partners.yaml"), "{told}");

    let twice = tempfile::tempdir().unwrap();
    folder(twice.path(), "duties/partners-again.yaml", OWN_RULE);
    let told = refusal(twice.path());
    assert!(told.contains("editions"), "{told}");

    let nowhere = tempfile::tempdir().unwrap();
    folder(nowhere.path(), "dutys/partners.yaml", OWN_RULE);
    let told = refusal(nowhere.path());
    assert!(told.contains("dutys") && told.contains("no kind of content"), "{told}");
}
