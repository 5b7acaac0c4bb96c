//! Playbooks that others published: they load, lose nothing, and say what they said.

use hikeshi_exchange::{About, from_playbook, read, to_playbook};
use hikeshi_playbook::{Actor, StepKind, check};
use serde_json::Value;

use crate::{intake, place, words};

/// The files, and how many tasks and questions each becomes.
const EXPECTED: [(&str, usize, usize); 10] = [
    ("official/basic-example-1.json", 1, 0),
    ("official/locky-bart-mbc-examples.json", 9, 0),
    ("official/playbook--aa1898b6-5251-49b4-aeb7-fd5e912583ff.json", 4, 1),
    ("official/spec-3.1-example.json", 1, 0),
    ("soarca/fin-playbook.json", 1, 0),
    ("soarca/http-playbook.json", 1, 0),
    ("soarca/manual-playbook.json", 1, 0),
    ("soarca/openc2-playbook.json", 1, 0),
    ("soarca/powershell-playbook.json", 1, 0),
    ("soarca/ssh-playbook.json", 2, 0),
];

/// In the same folders, but a STIX identity: refused as such.
const NO_PLAYBOOK: &str = "official/identity-object.json";

#[test]
fn the_official_and_the_soarca_examples_load_and_lose_nothing() {
    let Some(folder) = place::shared("cacao") else { return };
    let mut files = place::json_files(&folder);
    files.retain(|(name, _)| !name.starts_with("schemas"));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let mut known: Vec<&str> = EXPECTED.iter().map(|(name, ..)| *name).collect();
    known.push(NO_PLAYBOOK);
    known.sort_unstable();
    assert_eq!(names, known);
    for (name, bytes) in &files {
        if name == NO_PLAYBOOK {
            assert_eq!(read(bytes).expect_err("no playbook")[0].code(), "not-a-playbook");
            continue;
        }
        let found = read(bytes).unwrap_or_else(|refusals| panic!("{name}: {refusals:#?}"));
        let source: Value = serde_json::from_slice(bytes).expect("JSON");
        assert_eq!(found.playbook.to_value(), source, "{name}");
        let taken = to_playbook(&found, &words(), &intake()).expect("it can be taken over");
        let (_, tasks, questions) =
            EXPECTED.iter().find(|(known, ..)| known == name).expect("listed");
        let count = |kind| taken.playbook.steps.iter().filter(|step| step.kind == kind).count();
        assert_eq!(
            (count(StepKind::Task), count(StepKind::Question)),
            (*tasks, *questions),
            "{name}"
        );
        assert_eq!(check(&taken.playbook), [], "{name}");
        let given_out = from_playbook(&taken.playbook, Some(&taken)).expect("written");
        assert_eq!(given_out.to_value(), source, "{name}");
        let fresh = from_playbook(&taken.playbook, None).expect("written").to_value();
        crate::schemas::assert_formed(&fresh);
        crate::schemas::assert_schema_free(&fresh);
    }
}

#[test]
fn the_ssh_example_shows_its_commands_for_a_person_and_never_its_password() {
    let Some(folder) = place::shared("cacao/soarca") else { return };
    let bytes = std::fs::read(folder.join("ssh-playbook.json")).expect("readable");
    let taken = to_playbook(&read(&bytes).expect("read"), &words(), &intake()).expect("taken");
    let step = &taken.playbook.steps[1];
    let how: Vec<&str> = step.how.iter().filter_map(|line| line.en.as_deref()).collect();
    assert!(how[0].contains("(ssh)"), "{how:?}");
    assert!(how[1].starts_with("touch ") && how[1].ends_with("/file1"), "{how:?}");
    assert_eq!(step.actor, Actor::SystemAdmin);
    let note = step.note.as_ref().and_then(|note| note.en.as_deref()).expect("a note");
    assert!(note.contains("soarca-ssh") && note.contains("system 1"), "{note}");
    assert!(taken.remarks.iter().any(|remark| remark.about == About::Secrets));
    let shown = serde_json::to_string(&taken.playbook).expect("JSON");
    assert!(!shown.contains("password") && !shown.contains("user-auth"));
}
