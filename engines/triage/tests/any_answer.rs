//! Whatever is answered: no panic, and a worse answer never lowers the level.
#![cfg(test)]

mod pack;

use std::sync::LazyLock;

use hikeshi_triage::{Answer, Answers, QuestionKind, TriagePack, propose, questions_for};
use proptest::prelude::*;

static PACK: LazyLock<TriagePack> = LazyLock::new(pack::load);

/// A symptom with random answers: options, several options, odd ids, numbers, words, nothing.
fn reports() -> impl Strategy<Value = (String, Answers)> {
    let symptom = (0..PACK.symptoms.len()).prop_map(|index| &PACK.symptoms[index]);
    symptom.prop_flat_map(|symptom| {
        let each = symptom.questions.iter().filter_map(|id| PACK.question(id)).map(|question| {
            let ids: Vec<String> = question.options.iter().map(|o| o.id.clone()).collect();
            let mut forms =
                vec![Just(Answer::Unknown).boxed(), "\\PC{0,12}".prop_map(Answer::Text).boxed()];
            forms.push((0..3_000_u32).prop_map(|n| Answer::Text(n.to_string())).boxed());
            if !ids.is_empty() {
                forms.push(prop::sample::select(ids.clone()).prop_map(Answer::Choice).boxed());
                let most = ids.len();
                forms.push(
                    prop::sample::subsequence(ids, 0..=most).prop_map(Answer::Choices).boxed(),
                );
            }
            (Just(question.id.clone()), prop::option::of(prop::strategy::Union::new(forms)))
        });
        let given = each.collect::<Vec<_>>().prop_map(|pairs| {
            pairs.into_iter().filter_map(|(id, answer)| Some((id, answer?))).collect::<Answers>()
        });
        (Just(symptom.id.clone()), given)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_answers_make_it_panic_and_unknown_never_hides((symptom, given) in reports()) {
        let proposal = propose(&PACK, &symptom, &given);
        prop_assert!(proposal.level <= 3);
        prop_assert!(proposal.could_become.is_none_or(|c| c > proposal.level && c <= 3));
        prop_assert!(!proposal.kinds.is_empty() && !proposal.reasons.is_empty());
        prop_assert!(questions_for(&PACK, &symptom, &given).len() <= 9);
        let mut keys: Vec<_> = proposal.facts.iter().map(|fact| &fact.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), proposal.facts.len());
    }

    #[test]
    fn a_worse_answer_never_lowers_the_level((symptom, given) in reports()) {
        let level = propose(&PACK, &symptom, &given).level;
        for question in questions_for(&PACK, &symptom, &given) {
            let Some(Answer::Choice(chosen)) = given.get(&question.id) else { continue };
            let grade = question.options.iter().find(|o| &o.id == chosen).map(|o| o.grade);
            for worse in question.options.iter().filter(|o| Some(o.grade) > grade) {
                let mut changed = given.clone();
                changed.set(&question.id, Answer::Choice(worse.id.clone()));
                let now = propose(&PACK, &symptom, &changed).level;
                prop_assert!(now >= level, "{} {} to {}: {level} to {now}", question.id, chosen, worse.id);
            }
        }
    }

    #[test]
    fn one_more_ticked_option_never_lowers_the_level((symptom, given) in reports()) {
        let level = propose(&PACK, &symptom, &given).level;
        for question in questions_for(&PACK, &symptom, &given) {
            let Some(Answer::Choices(ticked)) = given.get(&question.id) else { continue };
            if question.kind != QuestionKind::Multi || ticked.is_empty() {
                continue;
            }
            for option in &question.options {
                let mut changed = given.clone();
                let more = ticked.iter().cloned().chain([option.id.clone()]).collect();
                changed.set(&question.id, Answer::Choices(more));
                prop_assert!(propose(&PACK, &symptom, &changed).level >= level);
            }
        }
    }
}
