//! The check finds each kind of mistake when it is made in the real content.
#![cfg(test)]

mod pack;

use hikeshi_triage::{Question, TriagePack};

/// The problems after `spoil` changed the good content.
fn problems(spoil: impl FnOnce(&mut TriagePack)) -> String {
    let mut pack = pack::load();
    spoil(&mut pack);
    pack.check().join("\n")
}

#[test]
fn a_fourth_thing_to_do_now_is_found() {
    let found = problems(|pack| {
        let extra = pack.symptoms[0].dont[0].clone();
        pack.symptoms[0].now.push(extra);
    });
    assert!(found.contains("one to three things to do now"), "{found}");
    assert!(found.contains("stands twice"), "{found}");
}

#[test]
fn a_missing_language_is_found_with_its_place() {
    let found = problems(|pack| {
        question(pack, "spread").why.en = None;
        question(pack, "spread").options[0].text.ja_easy = Some(" ".to_owned());
    });
    assert_eq!(found, "question spread: no text in en\nquestion spread: no text in ja-easy");
}

#[test]
fn ids_that_lead_nowhere_are_found() {
    let found = problems(|pack| {
        pack.symptoms[0].group = "nowhere".to_owned();
        pack.symptoms[0].questions[0] = "no_question".to_owned();
        pack.symptoms[0].proposes[0] = "no-kind".to_owned();
        pack.rules[0].when.symptoms = vec!["no-symptom".to_owned()];
        question(pack, "payment_details").only_if.as_mut().unwrap().all[0].is =
            vec!["no-option".to_owned()];
    });
    for part in ["no group nowhere", "no question no_question", "no kind no-kind"] {
        assert!(found.contains(part), "{part}: {found}");
    }
    assert!(found.contains("no symptom no-symptom"), "{found}");
    assert!(found.contains("has no option no-option"), "{found}");
}

#[test]
fn a_question_that_depends_on_a_later_one_is_found() {
    let found = problems(|pack| {
        let symptom = pack.symptoms.iter_mut().find(|s| s.id == "mis-sent").unwrap();
        symptom.questions.reverse();
    });
    assert!(found.contains("persons_count needs leaked_data before it"), "{found}");
}

#[test]
fn a_rule_under_which_a_worse_answer_lowers_the_level_is_found() {
    let found = problems(|pack| {
        pack.rules.retain(|rule| rule.id != "many-machines");
    });
    assert_eq!(found, "rule several-machines: many would lower the level");
    let found = problems(|pack| {
        let rule = pack.rules.iter_mut().find(|rule| rule.id == "many-machines").unwrap();
        rule.level = Some(4);
    });
    assert_eq!(found, "rule many-machines: levels end at 3");
}

#[test]
fn a_question_that_nobody_asks_is_found() {
    let found = problems(|pack| {
        for symptom in &mut pack.symptoms {
            symptom.questions.retain(|id| id != "recent_change");
        }
    });
    assert_eq!(found, "question recent_change: no symptom asks it");
}

/// The question that a test spoils.
fn question<'a>(pack: &'a mut TriagePack, id: &str) -> &'a mut Question {
    pack.questions.iter_mut().find(|question| question.id == id).unwrap()
}
