//! A playbook changed step by step, compared, and brought up to a newer edition.

use std::collections::HashSet;

use hikeshi_kernel::LocalText;
use hikeshi_playbook::{
    Change, Direction, Finding, Part, Playbook, Subject, What, add_phase, add_step, check_own,
    compare, move_step, proposals, put_step, remove_step, take_over,
};
use proptest::prelude::*;

use crate::fork;

fn text(text: &str) -> LocalText {
    LocalText { ja: text.to_owned(), ..LocalText::default() }
}

fn titled(playbook: &mut Playbook, id: &str, title: &str) {
    let mut step = playbook.step(id).expect("it is there").clone();
    step.title = text(title);
    put_step(playbook, step);
}

#[test]
fn an_own_playbook_needs_japanese_only_and_says_what_is_missing() {
    let mut own = fork();
    let phase = own.phases[0].id.clone();
    let id = add_step(&mut own, &phase);
    let missing = Finding::MissingText { at: id.clone(), what: "title".to_owned() };
    assert_eq!(check_own(&own), [missing]);
    titled(&mut own, &id, "Ring the owner");
    assert_eq!(check_own(&own), []);
    assert!(!hikeshi_playbook::check(&own).is_empty(), "what is shipped needs English too");
    own.steps.clear();
    assert_eq!(check_own(&own), [Finding::Empty]);
}

#[test]
fn a_step_that_hung_on_a_removed_question_is_named_and_not_let_loose() {
    let mut own = fork();
    let hangs = own.steps.iter().find(|step| step.only_if.is_some()).expect("a branch").clone();
    let question = hangs.only_if.as_ref().expect("a branch").step.clone();
    assert!(remove_step(&mut own, &question));
    let named = Finding::Dangling { at: hangs.id.clone(), id: question };
    assert!(check_own(&own).contains(&named));
}

#[test]
fn a_comparison_names_what_was_changed_added_removed_and_moved() {
    let old = fork();
    let mut new = old.clone();
    let [first, second] = [&old.steps[0].id, &old.steps[1].id];
    titled(&mut new, first, "Something else");
    let phase = add_phase(&mut new, text("Later"));
    let added = add_step(&mut new, &phase);
    remove_step(&mut new, second);
    let changes = compare(&old, &new);
    let parts = vec![Part::Title];
    assert!(changes.contains(&Change::Changed { step: first.clone(), parts }));
    assert!(changes.contains(&Change::Added { step: added }));
    assert!(changes.contains(&Change::Removed { step: second.clone() }));
    assert_eq!(compare(&old, &old), []);
}

#[test]
fn a_newer_edition_is_proposed_step_by_step_and_own_words_are_never_replaced_unasked() {
    let base = fork();
    let (mut newer, mut ours) = (base.clone(), base.clone());
    let [first, second] = [base.steps[0].id.clone(), base.steps[1].id.clone()];
    titled(&mut newer, &first, "The guide says it anew");
    titled(&mut newer, &second, "And this");
    titled(&mut ours, &first, "Our own words");
    let phase = newer.phases[0].id.clone();
    let added = add_step(&mut newer, &phase);
    titled(&mut newer, &added, "A new step");
    let found = proposals(&base, &newer, &ours);
    let about = |id: &str| {
        found.iter().find(|one| one.subject == Subject::Step(id.to_owned())).expect("proposed")
    };
    assert_eq!(
        (&about(&first).what, about(&first).clashes),
        (&What::Changed(vec![Part::Title]), true)
    );
    assert!(!about(&second).clashes);
    assert_eq!(about(&added).what, What::New);
    take_over(&mut ours, &newer, &Subject::Step(second));
    take_over(&mut ours, &newer, &Subject::Step(added));
    assert_eq!(ours.step(&first).expect("kept").title, text("Our own words"));
    let left = proposals(&base, &newer, &ours);
    assert_eq!(left.len(), 1, "only the step that was changed on both sides is still asked");
}

proptest! {
    /// Whatever is clicked: no step is lost, no id stands twice, all know their heading.
    #[test]
    fn any_sequence_of_clicks_keeps_the_steps(clicks in prop::collection::vec((0..4_u8, 0..40_usize), 0..60)) {
        let mut own = fork();
        let mut count = own.steps.len();
        for (click, at) in clicks {
            let id = own.steps.get(at % own.steps.len().max(1)).map(|step| step.id.clone());
            let Some(id) = id else { break };
            match click {
                0 => {
                    let phase = own.phases[at % own.phases.len()].id.clone();
                    add_step(&mut own, &phase);
                    count += 1;
                }
                1 => {
                    prop_assert!(remove_step(&mut own, &id));
                    count -= 1;
                }
                2 => { move_step(&mut own, &id, Direction::Up); }
                _ => { move_step(&mut own, &id, Direction::Down); }
            }
            let ids: HashSet<_> = own.steps.iter().map(|step| &step.id).collect();
            prop_assert_eq!((ids.len(), own.steps.len()), (count, count));
            let known = |phase: &str| own.phases.iter().any(|known| known.id == phase);
            prop_assert!(own.steps.iter().all(|step| known(&step.phase)));
        }
    }
}
