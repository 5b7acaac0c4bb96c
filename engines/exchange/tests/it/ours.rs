//! Our playbooks on their way out and back.

use std::sync::LazyLock;

use hikeshi_exchange::{About, Reason, Remark, from_playbook, to_playbook};
use hikeshi_kernel::LocalText;
use hikeshi_playbook::{AdviceRule, Branch, Choice, Playbook, Step, StepKind, check};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;

use crate::{again, id, intake, place, schemas, words};

/// All playbooks that ship.
static SHIPPED: LazyLock<Vec<Playbook>> = LazyLock::new(|| {
    let folder = std::fs::read_dir(place::content("playbooks")).expect("playbooks");
    let mut paths: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let text = |path| std::fs::read_to_string(path).expect("readable");
    paths.iter().map(|path| serde_norway::from_str(&text(path)).expect("a playbook")).collect()
});

/// Out and back, as another installation would read it.
fn out_and_back(book: &Playbook) -> Playbook {
    let read = again(&from_playbook(book, None).expect("it can be written"));
    assert_eq!(read.remarks, []);
    let taken = to_playbook(&read, &words(), &intake()).expect("it can be taken over");
    assert_eq!(taken.remarks, [Remark { step: None, about: About::FromHikeshi }]);
    taken.playbook
}

#[test]
fn every_shipped_playbook_is_written_validly_and_comes_back_equal() {
    assert!(SHIPPED.len() >= 18);
    for book in SHIPPED.iter() {
        let written = from_playbook(book, None).expect("it can be written").to_value();
        schemas::assert_formed(&written);
        schemas::assert_schema_free(&written);
        assert_eq!(out_and_back(book), *book, "{}", book.id);
    }
}

#[test]
fn an_export_is_the_same_each_time() {
    let json = |book: &Playbook| from_playbook(book, None).expect("it can be written").to_json();
    assert_eq!(json(&SHIPPED[0]), json(&SHIPPED[0].clone()));
    assert_ne!(json(&SHIPPED[0]), json(&SHIPPED[1]));
}

#[test]
fn a_file_that_another_program_changed_says_what_cacao_says() {
    let book = &SHIPPED[0];
    let mut written = from_playbook(book, None).expect("it can be written").to_value();
    let steps = written["workflow"].as_object_mut().expect("steps");
    let action = steps.values_mut().find(|step| step["type"] == "action").expect("an action");
    action["name"] = json!("Call the fire brigade");
    let taken = crate::import(&written);
    assert!(taken.remarks.iter().any(|remark| remark.about == About::ChangedElsewhere));
    let names: Vec<_> = taken.playbook.steps.iter().map(|step| step.title.ja.as_str()).collect();
    assert!(names.contains(&"Call the fire brigade"), "{names:?}");
    assert_eq!(check(&taken.playbook), []);
    let ours = |step: &&Step| book.steps.iter().any(|own| own.title == step.title);
    let kept: Vec<&Step> = taken.playbook.steps.iter().filter(ours).collect();
    assert_eq!(kept.len(), book.steps.len() - 1, "all other steps keep their texts");
    assert!(kept.iter().any(|step| step.due.is_some()));
    assert_eq!((&taken.playbook.title, &taken.playbook.phases), (&book.title, &book.phases));
}

#[test]
fn an_edited_import_is_written_anew_and_names_where_it_came_from() {
    let mut taken = crate::import(&crate::small());
    let origin = taken.original.clone();
    assert_eq!(from_playbook(&taken.playbook, Some(&taken)), Ok(origin));
    let before = taken.clone();
    taken.playbook.steps[0].title.ja = "Pull".into();
    let written = from_playbook(&taken.playbook, Some(&before)).expect("it can be written");
    assert_eq!(written.derived_from, [id("playbook", 1)]);
    assert_ne!(written.id, id("playbook", 1));
    schemas::assert_schema_free(&written.to_value());
    let back = to_playbook(&again(&written), &words(), &intake()).expect("taken over");
    assert_eq!(back.playbook, taken.playbook);
}

#[test]
fn a_playbook_with_faults_is_not_written() {
    let mut book = SHIPPED[0].clone();
    book.steps[0].after = vec![book.steps[0].id.clone()];
    let refusal = from_playbook(&book, None).expect_err("it waits for itself");
    assert!(matches!(refusal.reason, Reason::FaultyPlaybook { .. }), "{refusal}");
    book.steps.clear();
    assert_eq!(from_playbook(&book, None).expect_err("empty").code(), "nothing-to-do");
}

fn any_text() -> impl Strategy<Value = LocalText> {
    let text = || "[a-z'\"\\\\\u{3042}-\u{3050}\u{6F22}][ -~\u{3042}-\u{3050}]{0,30}";
    (text(), prop::option::of(text()), text())
        .prop_map(|(ja, ja_easy, en)| LocalText { ja, ja_easy, en: Some(en) })
        .prop_filter("a text says something", |text| {
            let some = |text: &String| !text.trim().is_empty();
            some(&text.ja) && text.ja_easy.as_ref().is_none_or(some)
        })
}

/// A shipped playbook with its steps shuffled into another shape, with texts of any kind.
fn any_playbook() -> impl Strategy<Value = Playbook> {
    let step = (
        any::<Index>(),
        prop::collection::vec(any::<Index>(), 0..3),
        prop::option::weighted(0.5, (any::<Index>(), prop::collection::vec(any::<Index>(), 1..3))),
        (any_text(), prop::option::of(any_text()), prop::collection::vec(any_text(), 0..4)),
        prop::option::of(0..100_000_u32),
        any::<bool>(),
    );
    let steps = prop::collection::vec(step, 1..14);
    (any::<Index>(), steps, any_text()).prop_map(|(book, plan, title)| {
        let mut book = book.get(&SHIPPED).clone();
        let samples = std::mem::take(&mut book.steps);
        book.title = title;
        for (number, (sample, after, branch, texts, due, reversed)) in plan.into_iter().enumerate()
        {
            let mut step = sample.get(&samples).clone();
            step.id = format!("s.{number}");
            (step.title, step.detail, step.how) = texts;
            step.due = due;
            step.after.clear();
            step.advice_rules.clear();
            step.only_if = branch.and_then(|(on, answers)| branch_on(&book.steps, on, &answers));
            for before in after.iter().filter(|_| number > 0) {
                let before = before.get(&book.steps).id.clone();
                if !step.after.contains(&before) {
                    step.after.push(before);
                }
            }
            advise(&mut step, &book.steps);
            // A step may stand before those that it waits for.
            let place = if reversed { 0 } else { book.steps.len() };
            book.steps.insert(place, step);
        }
        book
    })
}

fn branch_on(steps: &[Step], on: Index, answers: &[Index]) -> Option<Branch> {
    let asked: Vec<&Step> = steps.iter().filter(|step| step.kind != StepKind::Task).collect();
    let asked = (!asked.is_empty()).then(|| *on.get(&asked))?;
    let mut answer: Vec<String> =
        answers.iter().map(|index| index.get(&asked.options).id.clone()).collect();
    answer.dedup();
    Some(Branch { step: asked.id.clone(), answer })
}

fn advise(step: &mut Step, steps: &[Step]) {
    let asked = steps.iter().find(|step| step.kind != StepKind::Task);
    if let (StepKind::Decision, Some(asked)) = (step.kind, asked) {
        let when = Branch { step: asked.id.clone(), answer: vec![asked.options[0].id.clone()] };
        let because = step.title.clone();
        let option = step.options[0].id.clone();
        step.advice_rules.push(AdviceRule { when, option, because });
    }
    let titles = |option: &mut Choice| option.title.ja.push('!');
    step.options.iter_mut().for_each(titles);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_playbook_is_written_validly_and_comes_back_equal(book in any_playbook()) {
        prop_assert_eq!(check(&book), []);
        let written = from_playbook(&book, None).expect("it can be written").to_value();
        schemas::assert_formed(&written);
        prop_assert_eq!(schemas::faults(&written, false), Vec::<String>::new());
        prop_assert_eq!(schemas::faults(&written, true), Vec::<String>::new());
        prop_assert_eq!(out_and_back(&book), book);
    }
}
