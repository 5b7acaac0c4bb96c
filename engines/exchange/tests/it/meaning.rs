//! What a playbook means stays what it means, on the way in and on the way out again.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_exchange::{Imported, StepBody, from_playbook, read, to_playbook};
use hikeshi_playbook::{Act, Action, Availability, Playbook, StepKind, apply, check, start, view};
use proptest::prelude::*;

use crate::tree::{Meaning, any_tree};
use crate::{again, import, intake, read_value, words};

/// Does everything that can be done except `never`, with these answers; what was done, in order.
fn play(book: &Playbook, answers: &BTreeMap<String, String>, never: Option<&str>) -> Vec<String> {
    let mut run = start(book);
    let mut order = Vec::new();
    loop {
        let views = view(book, &run);
        let free = |id: &str| Some(id) != never;
        let next = views
            .iter()
            .find(|shown| shown.availability == Availability::Available && free(&shown.step.id));
        let Some(next) = next else { return order };
        let step = next.step.id.clone();
        let action = match next.step.kind {
            StepKind::Task => Action::Complete,
            _ => Action::Answer { option: answers.get(&step).expect("it was asked").clone() },
        };
        run = apply(book, &run, &Act { step: step.clone(), action, by: None, at: None })
            .expect("what is available can be done");
        order.push(step);
    }
}

/// Our playbook does the same steps, and each waits for exactly the steps that come before it.
fn assert_means(book: &Playbook, meaning: &Meaning) {
    let done: BTreeSet<String> = play(book, &meaning.answers, None).into_iter().collect();
    assert_eq!(done, meaning.done);
    for left in &meaning.done {
        let without: BTreeSet<_> = play(book, &meaning.answers, Some(left)).into_iter().collect();
        let waits = |step: &&String| meaning.before.contains(&(left.clone(), (*step).clone()));
        let expected: BTreeSet<String> =
            meaning.done.iter().filter(|step| *step != left && !waits(step)).cloned().collect();
        assert_eq!(without, expected, "without {left}");
    }
}

/// The exported playbook without our extension, taken over as any other.
fn exported(book: &Playbook) -> (Imported, BTreeMap<String, String>) {
    let written = from_playbook(book, None).expect("it can be written");
    let mut value = written.to_value();
    let root = value.as_object_mut().expect("an object");
    root.shift_remove("playbook_extensions");
    let mut names = BTreeMap::new();
    for (id, step) in root["workflow"].as_object_mut().expect("steps") {
        let step = step.as_object_mut().expect("a step");
        if let Some(extensions) = step.shift_remove("step_extensions") {
            let said = extensions.as_object().and_then(|all| all.values().next()).expect("ours");
            let ours = said["step"]["id"].as_str().expect("an id");
            names.insert(id.clone(), ours.to_owned());
        }
    }
    let read = read(value.to_string().as_bytes()).expect("it can be read");
    (to_playbook(&read, &words(), &intake()).expect("it can be taken over"), names)
}

/// Whether the condition of one of our blocks holds for these answers.
fn answer(condition: &str, variables: &BTreeMap<String, String>) -> String {
    let (name, wanted) = condition.split_once(":value ").expect("a condition of ours");
    let given = variables.get(name).map(|given| format!("'{given}'"));
    let holds = given.is_some_and(|given| wanted.contains(&given));
    if holds { "yes" } else { "no" }.to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_of_a_file_is_lost(tree in any_tree()) {
        let value = tree.cacao();
        let read = read_value(&value);
        prop_assert_eq!(read.playbook.to_value(), value);
        prop_assert_eq!(again(&read.playbook).playbook, read.playbook);
    }

    #[test]
    fn an_import_does_the_same_steps_in_the_same_order(
        tree in any_tree(),
        choices in prop::collection::vec(0..6_usize, 1..40),
    ) {
        let taken = import(&tree.cacao());
        prop_assert_eq!(check(&taken.playbook), []);
        let mut choices = choices.into_iter().cycle();
        let meaning = tree.meaning(&mut |count| choices.next().expect("endless") % count);
        assert_means(&taken.playbook, &meaning);
        let given_out = from_playbook(&taken.playbook, Some(&taken)).expect("it can be written");
        prop_assert_eq!(given_out.to_value(), tree.cacao());
    }

    #[test]
    fn an_export_without_the_original_does_the_same_steps_in_an_allowed_order(
        tree in any_tree(),
        choices in prop::collection::vec(0..6_usize, 1..40),
    ) {
        let taken = import(&tree.cacao());
        let mut choices = choices.into_iter().cycle();
        let meaning = tree.meaning(&mut |count| choices.next().expect("endless") % count);
        let (back, names) = exported(&taken.playbook);
        prop_assert_eq!(check(&back.playbook), []);
        let mut variables = BTreeMap::new();
        let mut answers = BTreeMap::new();
        for (id, step) in &back.original.workflow {
            if let StepBody::Action { out_args, .. } = &step.body
                && let (Some(variable), Some(given)) =
                    (out_args.first(), meaning.answers.get(&names[id]))
            {
                variables.insert(variable.clone(), given.clone());
            }
        }
        for (id, step) in &back.original.workflow {
            if let StepBody::IfCondition { condition, .. } = &step.body {
                answers.insert(id.clone(), answer(condition.as_ref().expect("ours"), &variables));
            }
        }
        let order: Vec<String> = play(&back.playbook, &answers, None)
            .iter()
            .filter_map(|id| names.get(id).cloned())
            .collect();
        let done: BTreeSet<String> = order.iter().cloned().collect();
        prop_assert_eq!(&done, &meaning.done);
        let place = |step: &String| order.iter().position(|done| done == step);
        for (first, second) in &meaning.before {
            prop_assert!(place(first) < place(second), "{} before {}", first, second);
        }
    }
}
