//! Files made to do harm: nothing panics, nothing takes long.

use std::time::{Duration, Instant};

use hikeshi_exchange::{read, thehive, to_playbook};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{around, id, intake, small, words};

/// Reads and, where possible, takes over; answers how many steps came out.
fn through(bytes: &[u8]) -> Option<usize> {
    let taken = to_playbook(&read(bytes).ok()?, &words(), &intake()).ok()?;
    let again = hikeshi_exchange::from_playbook(&taken.playbook, None);
    again.unwrap_or_else(|refusal| panic!("{refusal}"));
    Some(taken.playbook.steps.len())
}

fn quick(name: &str, value: &Value) -> Option<usize> {
    let text = value.to_string();
    let begun = Instant::now();
    let steps = through(text.as_bytes());
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{name} took {took:?}");
    steps
}

/// Numbers 10 to 10+count as a workflow; `step` writes the one with that number.
fn many(count: usize, step: impl Fn(usize) -> (String, Value)) -> Value {
    let mut workflow = json!({
        id("start", 1): {"type": "start", "on_completion": step(10).0},
        id("end", 3): {"type": "end"},
    });
    for number in 10..10 + count {
        let (id, step) = step(number);
        workflow[id] = step;
    }
    around(workflow)
}

#[test]
fn a_ladder_of_two_thousand_branches_that_all_meet_is_quick() {
    let count = 1_900;
    let ladder = many(count, |n| {
        let next = if n + 1 < 10 + count { id("action", n + 1) } else { id("end", 3) };
        let failed = id("action", 10 + count - 1);
        (id("action", n), json!({"type": "action", "on_success": next, "on_failure": failed}))
    });
    assert!(quick("a ladder", &ladder).is_some());
}

#[test]
fn everything_leading_to_everything_is_refused_or_quick() {
    let width = 130;
    let all: Vec<String> = (10..10 + width).map(|n| id("parallel", n)).collect();
    let tangle = many(width, |n| {
        let next: Vec<_> = all.iter().skip(n - 9).cloned().chain([id("end", 3)]).collect();
        (id("parallel", n), json!({"type": "parallel", "next_steps": next}))
    });
    quick("a tangle", &tangle);
    let fan: Vec<String> = (11..1_900).map(|n| id("action", n)).collect();
    let fans = many(1_890, |n| match n {
        10 => (
            id("parallel", 10),
            json!({"type": "parallel", "next_steps": fan, "on_completion": id("end", 3)}),
        ),
        n => (id("action", n), json!({"type": "action", "on_completion": id("end", 3)})),
    });
    assert_eq!(quick("a fan", &fans), Some(1_889));
}

#[test]
fn a_switch_with_thousands_of_cases_that_look_alike_is_quick() {
    let cases: Value = (0..15_000)
        .map(|n| {
            (format!("c{}{}", "!".repeat(n % 120), "?".repeat(n / 120)), json!(id("action", 11)))
        })
        .collect();
    let switch = many(2, |n| match n {
        10 => (
            id("switch-condition", 10),
            json!({"type": "switch-condition", "switch": "x", "cases": cases}),
        ),
        n => (id("action", n), json!({"type": "action", "on_completion": id("end", 3)})),
    });
    assert_eq!(quick("a switch", &switch), Some(2));
    let too_many: Value = (0..60_000).map(|n| (format!("c{n}"), json!(id("action", 11)))).collect();
    let mut tangled = switch;
    tangled["workflow"][id("switch-condition", 10)]["cases"] = too_many;
    let refusals = read(tangled.to_string().as_bytes()).expect_err("refused");
    assert_eq!(refusals[0].code(), "too-tangled");
}

#[test]
fn variables_cannot_blow_a_text_up() {
    let mut bomb = small();
    bomb["playbook_variables"] =
        json!({"__a__": {"type": "string", "value": "__a__:value ".repeat(10_000)}});
    bomb["workflow"][id("action", 2)]["commands"][0]["command"] =
        json!("__a__:value ".repeat(20_000));
    assert_eq!(quick("a bomb", &bomb), Some(1));
}

#[test]
fn many_waits_in_the_extension_are_not_believed() {
    let taken = crate::import(&many(1_200, |n| {
        let next = if n < 1_209 { id("action", n + 1) } else { id("end", 3) };
        (id("action", n), json!({"type": "action", "on_completion": next}))
    }));
    let mut book = taken.playbook;
    let ids: Vec<String> = book.steps.iter().map(|step| step.id.clone()).collect();
    for (place, step) in book.steps.iter_mut().enumerate() {
        step.after = ids[place.saturating_sub(50)..place].to_vec();
    }
    let written = hikeshi_exchange::from_playbook(&book, None).expect("it can be written");
    assert_eq!(quick("waits", &written.to_value()), Some(1_200));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = through(&bytes);
        let _ = thehive::read(&bytes);
    }

    #[test]
    fn a_damaged_playbook_is_answered(
        tree in crate::tree::any_tree(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = tree.cacao().to_string().into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = through(&bytes);
    }

    #[test]
    fn ways_led_elsewhere_are_answered(
        tree in crate::tree::any_tree(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..5),
    ) {
        let mut value = tree.cacao();
        let ids: Vec<String> =
            value["workflow"].as_object().expect("steps").keys().cloned().collect();
        for (from, to) in changes {
            let to = to.get(&ids).clone();
            let step = &mut value["workflow"][from.get(&ids)];
            for property in ["on_completion", "on_true", "on_success"] {
                if step.get(property).is_some() {
                    step[property] = json!(to);
                }
            }
        }
        if let Some(steps) = through(value.to_string().as_bytes()) {
            let taken = crate::import(&value);
            prop_assert_eq!(hikeshi_playbook::check(&taken.playbook), []);
            prop_assert_eq!(taken.playbook.steps.len(), steps);
        }
    }
}
