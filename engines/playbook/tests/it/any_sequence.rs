//! Properties that hold for any playbook without faults and any sequence of actions.

use hikeshi_playbook::{
    Action, Availability, Branch, Playbook, RunState, Status, Step, StepKind, UNKNOWN, apply,
    check, is_complete, next_step, start, view,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::shipped::BOOKS;
use crate::{act, fork};

/// A playbook of up to twelve steps whose dependencies only point backwards.
fn any_playbook() -> impl Strategy<Value = Playbook> {
    let step =
        (0..3_u8, prop::collection::vec(any::<Index>(), 0..3), any::<(bool, Index, Index)>());
    prop::collection::vec(step, 1..12).prop_map(|plan| {
        let mut book = fork();
        let samples = [book.steps[0].clone(), book.steps[1].clone(), book.steps[2].clone()];
        book.steps.clear();
        for (number, (kind, after, (branches, on, option))) in plan.iter().enumerate() {
            let mut step = samples[usize::from(*kind)].clone();
            step.id = format!("s{number}");
            step.advice_rules.clear();
            step.only_if = None;
            step.after.clear();
            for index in after.iter().filter(|_| number > 0) {
                let before = book.steps[index.index(number)].id.clone();
                if !step.after.contains(&before) {
                    step.after.push(before);
                }
            }
            let asked: Vec<&Step> =
                book.steps.iter().filter(|step| step.kind != StepKind::Task).collect();
            if *branches && !asked.is_empty() {
                let asked = asked[on.index(asked.len())];
                let answer = asked.options[option.index(asked.options.len())].id.clone();
                step.only_if = Some(Branch { step: asked.id.clone(), answer: vec![answer] });
            }
            book.steps.push(step);
        }
        book
    })
}

/// A wild action: it may well be refused.
fn any_action() -> impl Strategy<Value = (Index, Action)> {
    let option = prop::sample::select(vec!["yes", "no", UNKNOWN, "keep", "off", "other"]);
    let reason = prop::sample::select(vec!["", "reason"]);
    let action = (0..6_u8, option, reason).prop_map(|(kind, option, reason)| {
        let (option, reason) = (option.to_owned(), reason.to_owned());
        match kind {
            0 => Action::Begin,
            1 => Action::Complete,
            2 => Action::Answer { option },
            3 => Action::Decide { option, reason },
            4 => Action::NotApplicable { reason },
            _ => Action::Reopen { reason },
        }
    });
    (any::<Index>(), action)
}

fn shown(book: &Playbook, run: &RunState, id: &str) -> Availability {
    let step = view(book, run).into_iter().find(|shown| shown.step.id == id);
    step.expect("every step is shown").availability
}

/// Applies the wild actions and holds every rule against every step of the way.
fn play(book: &Playbook, actions: &[(Index, Action)]) -> RunState {
    let mut run = start(book);
    for (index, action) in actions {
        let id = book.steps[index.index(book.steps.len())].id.clone();
        let before = shown(book, &run, &id);
        let Ok(next) = apply(book, &run, &act(&id, action.clone())) else { continue };
        if next.status(&id) == Status::Done {
            assert!(
                matches!(before, Availability::Available | Availability::Done),
                "{id} became done from {before:?}"
            );
            let chosen = next.answer(&id);
            let step = book.step(&id).expect("exists");
            assert_eq!(chosen.is_some(), step.kind != StepKind::Task);
            assert!(chosen.is_none_or(|chosen| step.allows(chosen)));
        }
        for (other, state) in &run.steps {
            let kept = &next.steps[other];
            if *other == id {
                let lost = state.status == Status::Done
                    && !kept.earlier.iter().any(|was| was.answer == state.answer);
                assert!(!lost, "{id} lost what was done");
                assert!(kept.earlier.starts_with(&state.earlier), "{id} lost its history");
            } else {
                assert_eq!(kept, state, "an act on {id} changed {other}");
            }
        }
        run = next;
    }
    run
}

/// Does the next action again and again until nothing is left.
fn finish(book: &Playbook, mut run: RunState, pick: usize) {
    for _ in 0..=book.steps.len() {
        let Some(next) = next_step(book, &run) else { break };
        let option = || {
            let options = &next.step.options;
            options[pick % options.len()].id.clone()
        };
        let action = match next.step.kind {
            StepKind::Task => Action::Complete,
            StepKind::Question => Action::Answer { option: option() },
            StepKind::Decision => Action::Decide { option: option(), reason: "reason".into() },
        };
        let done = apply(book, &run, &act(&next.step.id, action));
        run = done.expect("the next action can be done");
    }
    assert!(is_complete(book, &run), "nothing more can be done, but the run is not complete");
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_rules_and_can_be_finished(
        book in any_playbook(),
        actions in prop::collection::vec(any_action(), 0..60),
        pick in 0..6_usize,
    ) {
        prop_assert_eq!(check(&book), []);
        let run = play(&book, &actions);
        finish(&book, run, pick);
    }

    #[test]
    fn shipped_playbooks_keep_the_rules_and_can_be_finished(
        which in any::<Index>(),
        actions in prop::collection::vec(any_action(), 0..60),
        pick in 0..6_usize,
    ) {
        let (_, book) = &BOOKS[which.index(BOOKS.len())];
        let run = play(book, &actions);
        finish(book, run, pick);
    }
}
