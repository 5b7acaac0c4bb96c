//! What is asked and proposed from the real content.
#![cfg(test)]

mod pack;

use std::sync::LazyLock;

use hikeshi_kernel::Lang;
use hikeshi_triage::{
    Answer, Answers, Certainty, DID, TriagePack, UNKNOWN, next_question, propose, questions_for,
};

static PACK: LazyLock<TriagePack> = LazyLock::new(pack::load);

fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}

fn choices(ids: &[&str]) -> Answer {
    Answer::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn answers(pairs: &[(&str, Answer)]) -> Answers {
    pairs.iter().cloned().collect()
}

#[test]
fn every_symptom_without_answers_gives_a_proposal_that_is_open_to_become_worse() {
    for symptom in &PACK.symptoms {
        let proposal = propose(&PACK, &symptom.id, &Answers::default());
        assert!(!proposal.kinds.is_empty(), "{}", symptom.id);
        assert!(!proposal.reasons.is_empty(), "{}", symptom.id);
        assert!(proposal.could_become > Some(proposal.level), "{}: {proposal:#?}", symptom.id);
        assert_eq!(proposal.facts[1].value, symptom.title);
    }
}

#[test]
fn a_symptom_that_does_not_exist_is_unclassified_and_asks_nothing() {
    let proposal = propose(&PACK, "no-such-thing", &Answers::default());
    assert_eq!((proposal.kinds, proposal.level), (vec!["unclassified".to_owned()], 0));
    assert!(questions_for(&PACK, "no-such-thing", &Answers::default()).is_empty());
}

#[test]
fn any_leak_of_personal_data_forces_level_three() {
    for symptom in &PACK.symptoms {
        if !symptom.questions.iter().any(|id| id == "leaked_data") {
            continue;
        }
        for data in ["personal", "sensitive", "my-number", "card"] {
            let given = answers(&[("leaked_data", choices(&["internal", data]))]);
            let proposal = propose(&PACK, &symptom.id, &given);
            assert_eq!((proposal.level, proposal.could_become), (3, None), "{} {data}", symptom.id);
        }
    }
    let given = answers(&[("data_reach", choice("yes"))]);
    assert_eq!(propose(&PACK, "ransom-note", &given).level, 3);
}

#[test]
fn not_knowing_about_personal_data_shows_that_it_could_become_three() {
    for (symptom, question) in [("mis-sent", "leaked_data"), ("virus-warning", "data_reach")] {
        let proposal = propose(&PACK, symptom, &answers(&[(question, Answer::Unknown)]));
        assert_eq!(proposal.could_become, Some(3));
        let reason = proposal.reasons.iter().find(|r| r.rule == "data-not-known").unwrap();
        assert_eq!((reason.level, reason.could_become), (None, Some(3)));
    }
    let known =
        answers(&[("leaked_data", choices(&["none"])), ("recall_state", choice("deleted-unread"))]);
    let proposal = propose(&PACK, "mis-sent", &known);
    assert_eq!((proposal.level, proposal.could_become), (0, None));
}

#[test]
fn a_ransom_note_proposes_its_playbook_and_the_facts_the_reporter_saw() {
    let given = answers(&[
        (DID, choices(&["unplug", "photo", "made-up"])),
        ("noticed_at", Answer::Text(" 7:50 ".to_owned())),
        ("spread", choice("many")),
        ("power_state", choice("on")),
        ("data_reach", Answer::Unknown),
    ]);
    let proposal = propose(&PACK, "ransom-note", &given);
    assert_eq!((proposal.level, proposal.could_become), (2, Some(3)));
    assert_eq!(proposal.playbooks, ["ipa-n-ransomware"]);
    let fact = |key: &str| proposal.facts.iter().find(|fact| fact.key == key).unwrap();
    assert_eq!(fact("classification").choices, ["ransomware"]);
    assert_eq!(fact("discovered_at").value.get(Lang::En), "7:50");
    assert_eq!(fact("isolated").certainty, Certainty::Suspected, "nobody has checked it");
    assert_eq!(fact("isolated").value.get(Lang::En), "Taken off the network by the finder");
    assert!(fact("isolated").choices.is_empty(), "one machine is no choice for all of them");
    assert_eq!(fact("isolated").questions, [DID]);
    assert_eq!(fact("power_state").choices, ["on"]);
    assert_eq!(fact("personal_data").certainty, Certainty::Unknown);
    assert_eq!(fact("personal_data").value, PACK.unknown);
    assert_eq!(fact("reporter_phone").certainty, Certainty::Unknown);
}

#[test]
fn a_warning_with_a_telephone_number_is_also_treated_as_fraud() {
    let given = answers(&[
        ("warning_kind", choice("browser-phone")),
        ("warning_actions", choices(&["installed", "paid"])),
    ]);
    let proposal = propose(&PACK, "virus-warning", &given);
    assert_eq!(proposal.kinds, ["virus", "bec", "leak-intrusion"]);
    assert_eq!(proposal.playbooks, ["ipa-n-virus", "hikeshi-bec", "ipa-n-leak-intrusion"]);
    assert_eq!(proposal.level, 2);
}

#[test]
fn a_call_from_a_card_company_brings_the_card_playbook_and_a_person_counts_as_a_hint_only() {
    let given =
        answers(&[("authority_kind", choice("card-company")), ("card_data", choice("yes"))]);
    let proposal = propose(&PACK, "told-by-authority", &given);
    assert_eq!(proposal.playbooks, ["hikeshi-card-data"]);
    assert_eq!(proposal.level, 3);
    let hint = proposal.reasons.iter().find(|r| r.rule == "report-may-be-due").unwrap();
    assert_eq!((hint.level, hint.could_become), (None, None));
}

#[test]
fn questions_follow_the_answers_before_them() {
    let ids = |symptom: &str, given: &Answers| -> Vec<String> {
        questions_for(&PACK, symptom, given).iter().map(|q| q.id.clone()).collect()
    };
    let none = answers(&[("leaked_data", choices(&["none"]))]);
    assert!(!ids("mis-sent", &none).contains(&"persons_count".to_owned()));
    let personal = answers(&[("leaked_data", choices(&["personal"]))]);
    assert!(ids("mis-sent", &personal).contains(&"persons_count".to_owned()));
    let changed = answers(&[(DID, choices(&["change-password"]))]);
    assert!(!ids("entered-password", &changed).contains(&"password_changed".to_owned()));
}

#[test]
fn an_answer_to_a_question_that_no_longer_applies_counts_no_more() {
    let given = answers(&[
        ("leaked_data", choices(&["none"])),
        ("persons_count", Answer::Text("500".to_owned())),
    ]);
    let proposal = propose(&PACK, "mis-sent", &given);
    assert_eq!(proposal.level, 0);
    assert!(proposal.facts.iter().all(|fact| fact.key != "persons_count"));
}

#[test]
fn an_answer_that_fits_no_option_counts_as_not_known() {
    let odd = [choice("<script>"), Answer::Text("yes".to_owned()), choices(&[UNKNOWN])];
    for answer in odd {
        let odd = propose(&PACK, "ransom-note", &answers(&[("data_reach", answer)]));
        let open = propose(&PACK, "ransom-note", &answers(&[("data_reach", Answer::Unknown)]));
        assert_eq!(odd, open);
    }
}

#[test]
fn the_next_question_is_the_first_one_without_an_answer_until_all_are_asked() {
    for symptom in &PACK.symptoms {
        let mut given = Answers::default();
        let mut asked = 0;
        while let Some(question) = next_question(&PACK, &symptom.id, &given).map(|q| q.id.clone()) {
            given.set(question, Answer::Unknown);
            asked += 1;
            assert!(asked <= 8, "{} asks too much", symptom.id);
        }
        assert!(asked >= 4, "{}", symptom.id);
    }
}

#[test]
fn answers_are_stored_in_the_documented_form() {
    let given = answers(&[
        ("a", choice("one")),
        ("b", choices(&["x"])),
        ("c", Answer::Text("t".to_owned())),
        ("d", Answer::Unknown),
    ]);
    let json = r#"{"a":{"choice":"one"},"b":{"choices":["x"]},"c":{"text":"t"},"d":"unknown"}"#;
    assert_eq!(serde_json::to_string(&given).unwrap(), json);
    assert_eq!(serde_json::from_str::<Answers>(json).unwrap(), given);
}
