//! What `check` finds.

use hikeshi_playbook::{Branch, Finding, Playbook, check};

use crate::fork;

#[test]
fn each_kind_of_fault_is_found() {
    type Spoil = fn(&mut Playbook);
    let cases: [(Spoil, Finding); 10] = [
        (
            |book| book.steps[0].phase = "nowhere".into(),
            Finding::Dangling { at: "unplug".into(), id: "nowhere".into() },
        ),
        (
            |book| book.steps[0].after.push("nothing".into()),
            Finding::Dangling { at: "unplug".into(), id: "nothing".into() },
        ),
        (
            |book| book.steps[2].advice = Some("wait".into()),
            Finding::Dangling { at: "power".into(), id: "wait".into() },
        ),
        (
            |book| book.steps[5].id = "report".into(),
            Finding::Duplicate { at: "steps".into(), id: "report".into() },
        ),
        (
            |book| {
                book.steps[4].only_if =
                    Some(Branch { step: "unplug".into(), answer: vec!["unknown".into()] });
            },
            Finding::BranchOnTask { at: "report".into(), id: "unplug".into() },
        ),
        (
            |book| {
                book.steps[3].only_if =
                    Some(Branch { step: "power".into(), answer: vec!["later".into()] });
            },
            Finding::Unreachable { at: "press".into() },
        ),
        (
            |book| book.steps[1].title.en = None,
            Finding::MissingText { at: "spreading".into(), what: "title".into() },
        ),
        (
            |book| book.steps[2].options[0].bad = None,
            Finding::MissingText {
                at: "power".into(),
                what: "keep: good, bad or fits_when".into(),
            },
        ),
        (
            |book| book.steps[1].options.truncate(1),
            Finding::TooFewOptions { at: "spreading".into() },
        ),
        (
            |book| book.steps[0].advice = Some("keep".into()),
            Finding::Misplaced { at: "unplug".into(), what: "advice".into() },
        ),
    ];
    assert_eq!(check(&fork()), []);
    for (spoil, finding) in cases {
        let mut book = fork();
        spoil(&mut book);
        let found = check(&book);
        assert!(found.contains(&finding), "{finding:?} not in {found:?}");
    }
}

#[test]
fn steps_that_wait_for_each_other_are_named_and_do_not_hang_the_view() {
    let mut book = fork();
    book.steps[1].only_if = Some(Branch { step: "power".into(), answer: vec!["off".into()] });
    let circle = check(&book).into_iter().find_map(|finding| match finding {
        Finding::Cycle { steps } => Some(steps),
        _ => None,
    });
    assert_eq!(circle, Some(vec!["spreading".to_owned(), "power".to_owned()]));
    let run = hikeshi_playbook::start(&book);
    assert_eq!(hikeshi_playbook::view(&book, &run).len(), book.steps.len());
}
