//! Promises that the shipped playbooks keep.

use std::path::Path;
use std::sync::LazyLock;

use hikeshi_playbook::{
    Action, Edition, Playbook, StepKind, UNKNOWN, advise, apply, check, next_step, start,
};

use crate::act;

/// Every playbook of the content pack with its file name.
pub static BOOKS: LazyLock<Vec<(String, Playbook)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/playbooks");
    let files = std::fs::read_dir(folder).expect("the folder exists");
    let paths = files.map(|entry| entry.expect("is readable").path());
    let mut books: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| {
            let name = path.file_stem().expect("has a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("is UTF-8");
            let book = serde_norway::from_str(&text);
            (name.clone(), book.unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect();
    books.sort_by(|one, other| one.0.cmp(&other.0));
    books
});

fn book(id: &str) -> &'static Playbook {
    let found = BOOKS.iter().find(|(name, _)| name == id);
    &found.expect("it is shipped").1
}

/// The ids in the order in which the next action names them, every question unknown and
/// every decision as advised.
fn order(book: &Playbook) -> Vec<String> {
    let mut run = start(book);
    let mut ids = Vec::new();
    while let Some(next) = next_step(book, &run) {
        let action = match next.step.kind {
            StepKind::Task => Action::Complete,
            StepKind::Question => Action::Answer { option: UNKNOWN.into() },
            StepKind::Decision => {
                let advised = advise(book, &run, next.step);
                let option = advised.map_or(&next.step.options[0], |advised| advised.option);
                Action::Decide { option: option.id.clone(), reason: "as advised".into() }
            }
        };
        ids.push(next.step.id.clone());
        run = apply(book, &run, &act(&next.step.id, action)).expect("the next action is free");
    }
    ids
}

#[test]
fn no_shipped_playbook_has_a_fault() {
    assert!(!BOOKS.is_empty());
    for (name, book) in BOOKS.iter() {
        assert_eq!(book.id, *name, "the id is the file name");
        assert_eq!(check(book), [], "{name}");
    }
}

#[test]
fn ransomware_begins_with_telling_isolating_and_warning() {
    let order = order(book("ipa-n-ransomware"));
    assert_eq!(order[..3], ["tell-officer", "isolate", "warn-colleagues"]);
}

#[test]
fn ransomware_always_shows_the_police() {
    let police = book("ipa-n-ransomware").step("police").expect("it is there");
    assert!(police.only_if.is_none() && police.after.is_empty());
}

#[test]
fn evidence_comes_before_cleaning_unless_a_person_decides_otherwise() {
    for (id, cleaning) in [
        ("ipa-n-virus", "remove"),
        ("ipa-n-ransomware", "restore"),
        ("ipa-n-leak-intrusion", "find-cause"),
    ] {
        let order = order(book(id));
        let place = |step: &str| order.iter().position(|id| id == step).expect("is reached");
        assert!(place("preserve") < place(cleaning), "{id}");
    }
}

#[test]
fn where_the_two_ipa_editions_disagree_both_are_quoted() {
    let disputed = ["power", "clean-first", "keep-or-stop", "publish"];
    let mut seen = 0;
    for (name, book) in BOOKS.iter().filter(|(_, book)| book.edition == Edition::IpaNewer) {
        for step in book.steps.iter().filter(|step| disputed.contains(&step.id.as_str())) {
            seen += 1;
            for edition in [Edition::IpaOlder, Edition::IpaNewer] {
                let quoted = step.sources.iter().any(|guide| guide.edition == edition);
                assert!(quoted, "{name}: {} does not quote {edition:?}", step.id);
            }
        }
    }
    assert!(seen >= 4);
}
