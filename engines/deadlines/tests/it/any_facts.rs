//! Whatever the facts are: no panic, and limits behave as limits.

use hikeshi_deadlines::{
    Certainty, Contract, Contracts, Due, EndOnClosedDay, FactKind, Facts, Hours, Truth, Value,
    describe, evaluate, read_facts, what_would_change,
};
use hikeshi_kernel::{Lang, Moment};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use proptest::prelude::*;

use crate::pack::{CALENDAR, RULES, TIMES, later};

fn values() -> impl Strategy<Value = Value> {
    let certainty = prop_oneof![
        Just(Certainty::Confirmed),
        Just(Certainty::Suspected),
        Just(Certainty::AtLeast),
        Just(Certainty::AtMost)
    ];
    let number = prop_oneof![0..3_u64, 98..103_u64, 998..1003_u64, any::<u64>()];
    prop_oneof![
        any::<bool>().prop_map(Value::Flag),
        (number, certainty).prop_map(|(number, certainty)| Value::Count { number, certainty }),
        prop::sample::select(vec!["business", "public", "own", "entrusted", "bank", ""])
            .prop_map(|word| Value::Word(word.to_owned())),
        Just(Value::Unknown),
    ]
}

fn days() -> impl Strategy<Value = Date> {
    (0..6000_i32).prop_map(|after| jiff::civil::date(2021, 6, 1) + after.days())
}

fn moments() -> impl Strategy<Value = Moment> {
    let instants = (i64::from(i32::MIN)..4_000_000_000_i64)
        .prop_map(|second| Timestamp::from_second(second).unwrap());
    prop_oneof![
        days().prop_map(|day| Moment::Day { day }),
        instants.clone().prop_map(|at| Moment::Exact { at }),
        instants.clone().prop_map(|at| Moment::About { at }),
        (instants.clone(), instants).prop_map(|(from, until)| Moment::Range { from, until }),
        Just(Moment::Day { day: Date::MAX }),
        Just(Moment::Exact { at: Timestamp::MAX }),
        Just(Moment::Unknown),
    ]
}

/// Facts of any kind: right values, values of the wrong kind, and silence.
fn any_facts() -> impl Strategy<Value = Facts> {
    let keys: Vec<String> = RULES.facts().map(|fact| fact.key.clone()).collect();
    let most = keys.len();
    let values = prop::sample::subsequence(keys, 0..=most).prop_flat_map(|keys| {
        let each = keys.into_iter().map(|key| (Just(key), values())).collect::<Vec<_>>();
        each.prop_map(|pairs| pairs.into_iter().collect())
    });
    let contract = prop::option::of(any::<u32>()).prop_map(|hours| Contract {
        name: "A".into(),
        hours: hours.map(Hours::from_minutes),
        source: String::new(),
    });
    let contracts = prop_oneof![
        Just(Contracts::Unknown),
        prop::collection::vec(contract, 0..4).prop_map(Contracts::Listed)
    ];
    (moments(), moments(), values, contracts).prop_map(|(known, occurred, values, contracts)| {
        Facts { known, occurred, values, contracts }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_facts_make_it_panic_and_every_answer_can_be_put_into_words(facts in any_facts()) {
        let answers = evaluate(&RULES, &CALENDAR, &facts, later());
        prop_assert!(answers.len() >= RULES.duty_ids().count());
        for answer in &answers {
            let changes = what_would_change(&RULES, &CALENDAR, &facts, answer, later());
            let said = describe(&RULES, &CALENDAR, &facts, answer, &changes, Lang::En);
            prop_assert!(!said.to.is_empty() && !said.rule.is_empty() && !said.source.is_empty());
        }
    }

    #[test]
    fn a_limit_is_never_before_the_raw_one_and_rolls_only_to_open_days(facts in any_facts()) {
        for answer in evaluate(&RULES, &CALENDAR, &facts, later()) {
            let (Some(due), Some(raw)) = (answer.due, answer.raw_due) else { continue };
            prop_assert!(due.end() >= raw.end());
            let Some(limit) = answer.limit else { continue };
            let counted = answer.counting(&RULES, &CALENDAR, facts.known_day());
            if limit.end_on_closed_day == EndOnClosedDay::RollsOn {
                prop_assert!(counted.last().is_some_and(|last| last.closed.is_none()));
                let after_raw = counted.iter().filter(|day| day.number.is_none());
                prop_assert_eq!(after_raw.count() > 0, due != raw);
            } else {
                prop_assert_eq!(due, raw);
            }
            if let (Due::On(day), Some(days)) = (raw, limit.days) {
                prop_assert_eq!(counted[usize::from(days) - 1].date, day);
            }
        }
    }

    #[test]
    fn who_knows_later_is_never_due_earlier(facts in any_facts(), one in days(), other in days()) {
        let (first, second) = (one.min(other), one.max(other));
        let known = |day| Facts { known: Moment::Day { day }, ..facts.clone() };
        let (early, late) = (known(first), known(second));
        let early = evaluate(&RULES, &CALENDAR, &early, later());
        for after in evaluate(&RULES, &CALENDAR, &late, later()) {
            let Some(before) = early.iter().find(|answer| answer.id == after.id) else { continue };
            let same = before.limit.map(|limit| &limit.id) == after.limit.map(|limit| &limit.id);
            if let (true, Some(before), Some(after)) = (same, before.due, after.due) {
                prop_assert!(before.end() <= after.end());
            }
        }
    }

    #[test]
    fn who_knows_an_instant_later_is_never_due_earlier(facts in any_facts(), second in 1_648_740_000_i64..1_900_000_000, wait in 0..10_000_000_i64) {
        let known = |second| {
            let at = Timestamp::from_second(second).unwrap();
            Facts { known: Moment::Exact { at }, ..facts.clone() }
        };
        let (early, late) = (known(second), known(second + wait));
        let early = evaluate(&RULES, &CALENDAR, &early, later());
        for after in evaluate(&RULES, &CALENDAR, &late, later()) {
            let Some(before) = early.iter().find(|answer| answer.id == after.id) else { continue };
            let same = before.limit.map(|limit| &limit.id) == after.limit.map(|limit| &limit.id);
            if let (true, Some(before), Some(after)) = (same, before.due, after.due) {
                prop_assert!(before.end() <= after.end());
            }
        }
    }

    /// Saying less can open an answer, but never turns a yes or an unknown into a no.
    #[test]
    fn forgetting_a_fact_never_makes_a_duty_go_away(facts in any_facts(), which in any::<prop::sample::Index>()) {
        let flags = ["personal_data.taken_on_entry", "contracts"];
        let keys: Vec<_> = facts.values.keys().filter(|key| !flags.contains(&key.as_str())).cloned().collect();
        if keys.is_empty() {
            return Ok(());
        }
        let mut fewer = facts.clone();
        fewer.values.insert(which.get(&keys).clone(), Value::Unknown);
        let with = evaluate(&RULES, &CALENDAR, &facts, later());
        for without in evaluate(&RULES, &CALENDAR, &fewer, later()) {
            let with = with.iter().find(|answer| answer.id == without.id).unwrap();
            prop_assert!(with.applies == Truth::No || without.applies != Truth::No, "{}", without.id);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}", key in "[a-z_.]{0,12}", lines in prop::collection::vec("[ -~]{0,30}", 0..8)) {
        let _ = read_facts(&text, &RULES, &TIMES, later());
        let _ = read_facts(&format!("{key}: {text}\n{}", lines.join("\n")), &RULES, &TIMES, later());
    }
}

#[test]
fn the_definitions_cover_all_kinds_that_files_can_hold() {
    let kinds = [FactKind::Flag, FactKind::Count, FactKind::Choice, FactKind::Text];
    assert!(kinds.into_iter().all(|kind| RULES.facts().any(|fact| fact.kind == kind)));
}
