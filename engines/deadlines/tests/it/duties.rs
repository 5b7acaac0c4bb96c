//! Which duties apply: thresholds, exemptions, and the unknown that never means no.

use hikeshi_deadlines::{
    Confidence, Note, Truth, Value, describe, evaluate, in_order, what_would_change,
};
use hikeshi_kernel::Lang;

use crate::pack::{self, CALENDAR, RULES, ask, facts};

const NONE: &str = "sensitive: false, property_damage: false, wrongful_purpose: false";

fn persons(kind: &str, persons: &str) -> String {
    let text = format!(
        "known: 2026-06-01\norganisation: {{kind: {kind}}}\npersonal_data: {{persons: {persons}, {NONE}}}\n"
    );
    ask("ppc-final", &text)
}

#[test]
fn a_business_reports_more_than_1000_persons_and_a_public_body_more_than_100() {
    assert_eq!(persons("business", "1000"), "no 2026-06-30");
    assert_eq!(persons("business", "1001"), "yes 2026-06-30");
    assert_eq!(persons("public", "100"), "no 2026-06-30");
    assert_eq!(persons("public", "101"), "yes 2026-06-30");
    assert_eq!(persons("unknown", "101"), "unknown 2026-06-30");
    assert_eq!(persons("unknown", "100"), "no 2026-06-30");
    assert_eq!(persons("unknown", "1001"), "yes 2026-06-30");
}

#[test]
fn a_number_that_may_still_grow_is_no_reason_for_a_no() {
    assert_eq!(persons("business", "unknown"), "unknown 2026-06-30");
    for (certainty, expected) in [
        ("confirmed", "no"),
        ("at-most", "no"),
        ("suspected", "unknown"),
        ("at-least", "unknown"),
        ("unknown", "unknown"),
    ] {
        let both = format!("900, persons_certainty: {certainty}");
        assert_eq!(persons("business", &both), format!("{expected} 2026-06-30"), "{certainty}");
        let above = format!("1500, persons_certainty: {certainty}");
        assert_eq!(persons("business", &above), "yes 2026-06-30", "{certainty}");
    }
}

#[test]
fn one_person_is_enough_for_the_first_three_triggers() {
    for trigger in ["sensitive", "property_damage", "wrongful_purpose"] {
        let others = NONE.replace(&format!("{trigger}: false"), &format!("{trigger}: true"));
        let text = format!("known: 2026-06-01\npersonal_data: {{persons: 1, {others}}}\n");
        let due = if trigger == "wrongful_purpose" { "yes 2026-07-30" } else { "yes 2026-06-30" };
        assert_eq!(ask("ppc-final", &text), due, "{trigger}");
    }
}

#[test]
fn no_fact_at_all_means_unknown_for_every_duty() {
    let facts = facts("known: 2026-11-20\n");
    for answer in evaluate(&RULES, &CALENDAR, &facts, pack::later()) {
        assert_eq!(answer.applies, Truth::Unknown, "{}", answer.id);
        assert!(!answer.because.is_empty(), "{}", answer.id);
        assert!(answer.because.iter().all(|because| because.sentence.is_some()), "{}", answer.id);
    }
}

#[test]
fn an_exemption_counts_only_once_it_is_established() {
    let with =
        |more: &str| format!("known: 2026-06-01\npersonal_data: {{persons: 5000, {more}}}\n");
    for duty in ["ppc-preliminary", "ppc-final", "person-notice"] {
        assert!(ask(duty, &with("encrypted: true")).starts_with("no"));
        assert!(ask(duty, &with("recovered_unread: true")).starts_with("no"));
        assert!(ask(duty, &with("encrypted: unknown")).starts_with("yes"));
        assert!(ask(duty, &with("encrypted: false, recovered_unread: false")).starts_with("yes"));
    }
    let open = facts(&with("encrypted: unknown"));
    let answers = evaluate(&RULES, &CALENDAR, &open, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    assert!(answer.notes.contains(&Note::ExemptionOpen));
}

#[test]
fn an_entrusted_firm_tells_its_principal_and_is_then_released() {
    let with = |more: &str| {
        format!("known: 2026-06-01\nrole: entrusted\n{more}personal_data: {{sensitive: true}}\n")
    };
    assert_eq!(ask("principal-notice", &with("")), "yes 2026-06-05");
    assert_eq!(ask("ppc-preliminary", &with("")), "yes 2026-06-05");
    let told =
        |kind: &str| with(&format!("principal_notified: true\norganisation: {{kind: {kind}}}\n"));
    assert_eq!(ask("ppc-preliminary", &told("business")), "no 2026-06-05");
    assert_eq!(ask("person-notice", &told("business")), "no -");
    // The act has this release for businesses only, so without the kind nobody is released.
    assert_eq!(ask("ppc-preliminary", &told("public")), "yes 2026-06-05");
    assert_eq!(ask("ppc-preliminary", &told("unknown")), "yes 2026-06-05");
    let own = with("").replace("entrusted", "own");
    assert_eq!(ask("principal-notice", &own), "no 2026-06-05");
    let silent = with("").replace("role: entrusted\n", "");
    assert_eq!(ask("principal-notice", &silent), "unknown 2026-06-05");
}

#[test]
fn while_the_purpose_is_open_the_earlier_limit_counts_and_the_later_one_is_named() {
    let facts = facts("known: 2026-06-01\npersonal_data: {persons: 5000}\n");
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    assert_eq!(answer.due.unwrap().text(), "2026-06-30");
    let other = answer.otherwise.unwrap();
    assert_eq!(
        (other.rule, other.holds, other.due.unwrap().text()),
        ("ppc-t3", true, "2026-07-30".into())
    );
    assert!(answer.notes.contains(&Note::EarlierOfTwo));
}

#[test]
fn an_intrusion_makes_a_wrongful_purpose_likely_unless_somebody_says_otherwise() {
    let with = |more: &str| {
        format!("known: 2026-06-01\nintrusion: true\npersonal_data: {{persons: 5{more}}}\n")
    };
    assert_eq!(ask("ppc-final", &with("")), "yes 2026-07-30");
    let (denied, problems) =
        pack::read(&with(", wrongful_purpose: false, sensitive: false, property_damage: false"));
    assert_eq!(pack::ask_with(&RULES, "ppc-final", &denied), "no 2026-06-30");
    assert_eq!(problems[0].field, "personal_data.wrongful_purpose");
}

#[test]
fn my_number_has_its_own_duties_and_threshold() {
    let with = |more: &str| {
        format!(
            "known: 2026-06-01\npersonal_data: {{persons: 500, wrongful_purpose: false, viewable_by_anyone: false, my_number_persons: {more}}}\n"
        )
    };
    assert_eq!(ask("my-number-final", &with("100")), "no 2026-06-30");
    assert_eq!(ask("my-number-final", &with("101")), "yes 2026-06-30");
    assert_eq!(ask("my-number-final", &with("unknown")), "unknown 2026-06-30");
    let wrongful = with("1").replace("wrongful_purpose: false", "wrongful_purpose: true");
    assert_eq!(ask("my-number-final", &wrongful), "yes 2026-07-30");
}

#[test]
fn my_number_alone_is_reason_to_tell_the_persons_and_the_principal() {
    let entrusted = "known: 2026-06-01
organisation: {kind: business}
role: entrusted
personal_data: {persons: 500, sensitive: false, property_damage: false, wrongful_purpose: false, my_number_persons: 101}
";
    assert_eq!(ask("ppc-preliminary", entrusted), "no 2026-06-05");
    assert_eq!(ask("person-notice", entrusted), "no -");
    assert_eq!(ask("my-number-person-notice", entrusted), "yes -");
    assert_eq!(ask("principal-notice", entrusted), "yes 2026-06-05");
    let told = format!("{entrusted}principal_notified: true\n");
    assert_eq!(ask("my-number-final", &told), "no 2026-06-30");
    assert_eq!(ask("my-number-person-notice", &told), "no -");
}

#[test]
fn persons_with_my_number_are_persons_also_where_nobody_has_counted_all() {
    let facts = facts(
        "known: 2026-06-01\norganisation: {kind: public}\npersonal_data: {my_number_persons: 150, wrongful_purpose: false}\n",
    );
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    assert_eq!(pack::short(answer), "yes 2026-06-30");
    let named: Vec<_> = answer.because.iter().map(|because| because.fact).collect();
    assert!(named.contains(&"personal_data.my_number_persons"), "{named:?}");
    let business = "known: 2026-06-01\norganisation: {kind: business}\npersonal_data: {my_number_persons: 150, wrongful_purpose: false}\n";
    assert_eq!(ask("ppc-final", business), "unknown 2026-06-30");
}

#[test]
fn no_virus_means_no_ransomware_either() {
    assert_eq!(ask("ipa-virus", "known: 2026-06-01\nmalware: false\nintrusion: true\n"), "no -");
    assert_eq!(ask("ipa-virus", "known: 2026-06-01\nintrusion: true\n"), "unknown -");
    assert_eq!(ask("ipa-virus", "known: 2026-06-01\nransomware: true\n"), "yes -");
    assert_eq!(
        ask("jpcert-request", "known: 2026-06-01\nmalware: false\nintrusion: true\n"),
        "yes -"
    );
}

#[test]
fn a_purpose_that_is_concluded_from_an_attack_is_to_check_and_one_that_is_stated_is_not() {
    let sure = |text: &str| {
        let facts = facts(&format!("known: 2026-06-01\n{text}\n"));
        let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
        let answer = answers.iter().find(|answer| answer.id == "person-notice").unwrap();
        (answer.applies, answer.confidence)
    };
    let stated = sure("personal_data: {persons: 5, wrongful_purpose: true}");
    assert_eq!(stated, (Truth::Yes, Confidence::Confirmed));
    let concluded = sure("intrusion: true\npersonal_data: {persons: 5}");
    assert_eq!(concluded, (Truth::Yes, Confidence::ToCheck));
}

#[test]
fn what_does_not_apply_has_no_limit_in_words() {
    let facts = facts("known: 2026-06-01\npersonal_data: none\n");
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    let said = describe(&RULES, &CALENDAR, &facts, answer, &[], Lang::En);
    assert_eq!((said.applies, said.due, said.raw_due, said.overdue), (Truth::No, None, None, None));
    assert!(said.counting.is_empty() && !said.because.is_empty());
}

#[test]
fn contracts_are_asked_for_until_somebody_has_looked() {
    assert_eq!(ask("contract", "known: 2026-06-01\n"), "unknown -");
    assert_eq!(ask("contract", "known: 2026-06-01\ncontracts: []\n"), "no -");
    assert_eq!(
        ask("contract-1", "known: 2026-06-01\ncontracts: [{name: A, hours: unknown}]\n"),
        "yes -"
    );
}

#[test]
fn each_answer_says_what_would_change_it() {
    let facts = facts(&format!(
        "known: 2026-06-01\npersonal_data: {{persons: 800, {NONE}, taken_on_entry: false}}\n"
    ));
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    let changes = what_would_change(&RULES, &CALENDAR, &facts, answer, pack::later());
    let of = |key: &str| {
        changes
            .iter()
            .find(|change| change.fact == key)
            .unwrap_or_else(|| panic!("{key}: {changes:?}"))
    };
    assert_eq!(answer.applies, Truth::Unknown, "the kind of organisation is open");
    assert_eq!(of("personal_data.persons").value, Value::count(1001));
    let fewer =
        changes.iter().find(|c| c.fact == "personal_data.persons" && c.applies == Truth::No);
    assert_eq!(fewer.unwrap().value, Value::count(100));
    assert_eq!(of("personal_data.wrongful_purpose").due.unwrap().text(), "2026-07-30");
    assert_eq!(of("personal_data.encrypted").applies, Truth::No);
    assert!(changes.iter().any(|c| c.fact == "organisation.kind" && c.applies == Truth::Yes));
}

#[test]
fn an_answer_in_words_has_every_field_that_programs_read() {
    let facts = facts("known: 2022-10-31\npersonal_data: {wrongful_purpose: true}\n");
    let mut answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    in_order(&mut answers);
    assert_eq!(answers[0].id, "ppc-preliminary");
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    let changes = what_would_change(&RULES, &CALENDAR, &facts, answer, pack::later());
    let said = describe(&RULES, &CALENDAR, &facts, answer, &changes, Lang::En);
    let json = serde_json::to_value(&said).unwrap();
    assert_eq!((&json["duty"], &json["applies"]), (&"ppc-final".into(), &"yes".into()));
    assert_eq!((&json["due"], &json["raw_due"]), (&"2023-01-04".into(), &"2022-12-29".into()));
    assert_eq!(json["counting"][59]["name"], "year-end closing");
    assert_eq!(json["counting"][59]["day"], 60);
    assert_eq!(json["counting"][59]["open"], false);
    assert_eq!(json["because"].as_array().unwrap().len(), 1, "silence is no reason");
    assert_eq!(json["because"][0]["fact"], "personal_data.wrongful_purpose");
    assert_eq!(json["because"][0]["value"], true);
    assert_eq!(json["because"][0]["rule"], "ppc-t3");
    assert_eq!(
        json["because"][0]["sentence"],
        "A possible wrongful purpose counts from one person."
    );
    assert_eq!(json["confidence"], "to-check");
    for key in ["to", "rule", "source"] {
        assert!(json[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
}
