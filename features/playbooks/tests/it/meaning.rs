//! What an edited playbook means stays what it means, on the way out and in again.

use hikeshi_exchange::Intake;
use hikeshi_kernel::LocalText;
use hikeshi_playbook::{
    Branch, Choice, Direction, Playbook, Step, StepKind, add_phase, add_step, check_own, move_step,
    put_step, remove_step,
};
use hikeshi_playbooks::{find_on_board, shelf::give_out, take_in::take_in, wording};
use proptest::prelude::*;

fn text(number: usize) -> LocalText {
    LocalText { ja: format!("Words {number} & \"more\" <b>"), ..LocalText::default() }
}

/// What a person can do in the editor.
#[derive(Debug, Clone)]
enum Click {
    Add(usize),
    Remove(usize),
    Move(usize, bool),
    Retitle(usize),
    Ask(usize),
    Hang(usize, usize),
    Wait(usize, usize),
    Phase,
}

fn click() -> impl Strategy<Value = Click> {
    let at = 0..40_usize;
    prop_oneof![
        at.clone().prop_map(Click::Add),
        at.clone().prop_map(Click::Remove),
        (at.clone(), any::<bool>()).prop_map(|(at, up)| Click::Move(at, up)),
        at.clone().prop_map(Click::Retitle),
        at.clone().prop_map(Click::Ask),
        (at.clone(), at.clone()).prop_map(|(one, other)| Click::Hang(one, other)),
        (at.clone(), at).prop_map(|(one, other)| Click::Wait(one, other)),
        Just(Click::Phase),
    ]
}

fn nth(playbook: &Playbook, at: usize) -> Option<Step> {
    let count = playbook.steps.len();
    (count > 0).then(|| playbook.steps[at % count].clone())
}

fn edit(playbook: &mut Playbook, click: &Click, number: usize) {
    match click {
        Click::Add(at) => {
            let phase = playbook.phases[at % playbook.phases.len()].id.clone();
            let id = add_step(playbook, &phase);
            let mut step = playbook.step(&id).unwrap().clone();
            step.title = text(number);
            step.how = vec![text(number + 1), text(number + 2)];
            put_step(playbook, step);
        }
        Click::Phase => {
            add_phase(playbook, text(number));
        }
        Click::Remove(at) => {
            if let Some(step) = nth(playbook, *at) {
                remove_step(playbook, &step.id);
            }
        }
        Click::Move(at, up) => {
            if let Some(step) = nth(playbook, *at) {
                let direction = if *up { Direction::Up } else { Direction::Down };
                move_step(playbook, &step.id, direction);
            }
        }
        Click::Retitle(at) => {
            if let Some(mut step) = nth(playbook, *at) {
                step.title = text(number);
                step.note = Some(text(number + 7));
                step.asks = vec![text(number + 8)];
                put_step(playbook, step);
            }
        }
        Click::Ask(at) => {
            if let Some(mut step) = nth(playbook, *at).filter(|step| step.kind == StepKind::Task) {
                step.kind = StepKind::Question;
                let option = |nr: usize| Choice {
                    id: format!("answer-{nr}"),
                    title: text(nr),
                    leads_to_note: None,
                    good: None,
                    bad: None,
                    fits_when: None,
                };
                step.options = vec![option(1), option(2)];
                put_step(playbook, step);
            }
        }
        Click::Hang(one, other) => {
            let (Some(mut step), Some(asked)) = (nth(playbook, *one), nth(playbook, *other)) else {
                return;
            };
            if let Some(option) = asked.options.first() {
                let (on, answer) = (asked.id.clone(), vec![option.id.clone()]);
                step.only_if = Some(Branch { step: on, answer });
                put_step(playbook, step);
            }
        }
        Click::Wait(one, other) => {
            let (Some(mut step), Some(before)) = (nth(playbook, *one), nth(playbook, *other))
            else {
                return;
            };
            if !step.after.contains(&before.id) {
                step.after.push(before.id);
                put_step(playbook, step);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever is clicked together, what can be published goes out and comes in as it was.
    #[test]
    fn what_the_editor_made_goes_out_and_comes_in_the_same(clicks in prop::collection::vec(click(), 0..40)) {
        let mut playbook = find_on_board("gokui-virus").unwrap().unwrap().clone();
        for (number, click) in clicks.iter().enumerate() {
            let before = playbook.clone();
            edit(&mut playbook, click, number);
            if !check_own(&playbook).is_empty() {
                playbook = before;
            }
        }
        let written = give_out(&playbook, None).unwrap().unwrap();
        let on = jiff::civil::date(2026, 11, 21);
        let intake = Intake { by: "A".into(), on, kind: playbook.kind.clone() };
        let back = take_in(written.to_json().as_bytes(), wording().unwrap(), &intake).unwrap();
        prop_assert_eq!(&back.playbook, &playbook);
        let again = give_out(&back.playbook, None).unwrap().unwrap();
        prop_assert_eq!(again.to_json(), written.to_json());
    }
}
