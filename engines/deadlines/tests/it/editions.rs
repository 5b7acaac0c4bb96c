//! Rules are dated: the moment of knowing picks the edition, and changed data changes the answers.

use hikeshi_deadlines::Rules;

use crate::pack::{self, ask, ask_with, facts};

fn skimmed(known: &str) -> String {
    let text = "personal_data: {persons: 200, sensitive: false, property_damage: true, wrongful_purpose: true, taken_on_entry: true}\n";
    ask("ppc-preliminary", &format!("known: {known}\n{text}"))
}

#[test]
fn data_taken_while_it_is_typed_is_reportable_since_april_2024() {
    assert_eq!(skimmed("2024-03-31"), "no 2024-04-04");
    assert_eq!(skimmed("2024-04-01"), "yes 2024-04-05");
}

#[test]
fn the_common_forms_do_not_exist_before_october_2025_and_the_online_desk_not_before_march_2024() {
    let attack = |known: &str| format!("known: {known}\nransomware: true\nmalware: true\n");
    assert_eq!(ask("common-form-ransomware", &attack("2025-09-30")), "no -");
    assert_eq!(ask("common-form-ransomware", &attack("2025-10-01")), "yes -");
    let at_the_desk = |known: &str| {
        let facts = facts(&attack(known));
        let answers =
            hikeshi_deadlines::evaluate(&pack::RULES, &pack::CALENDAR, &facts, pack::later());
        let police = answers.iter().find(|answer| answer.id == "police-consultation").unwrap();
        police.to.en.as_deref().unwrap().contains("online")
    };
    assert!(!at_the_desk("2024-03-28") && at_the_desk("2024-03-29"));
}

#[test]
fn before_the_first_edition_on_board_the_answer_is_unknown_and_not_no() {
    let text = "known: 2019-05-05\npersonal_data: {persons: 5000, wrongful_purpose: true}\n";
    assert_eq!(ask("ppc-preliminary", text), "unknown -");
}

#[test]
fn a_new_edition_with_another_threshold_and_limit_counts_from_its_day_on() {
    let older = |text: String| {
        if text.contains("id: ppc-triggers\n") {
            return text
                .replace("  - id: ppc-t4\n", "  - id: ppc-t4\n    valid_until: 2027-03-31\n");
        }
        if text.contains("id: counting\n") { text.replace("days: 60", "days: 45") } else { text }
    };
    let mut files = pack::rules(&older).files().to_vec();
    let triggers = files.iter().find(|file| file.id == "ppc-triggers").unwrap();
    let mut newer = triggers.clone();
    newer.id = "ppc-triggers-2027".into();
    newer.valid_from = "2027-04-01".parse().unwrap();
    newer.rules.retain(|rule| rule.id == "ppc-t4");
    newer.rules[0].valid_until = None;
    let yaml =
        serde_norway::to_string(&newer).unwrap().replace("more_than: 1000", "more_than: 500");
    files.push(serde_norway::from_str(&yaml).unwrap());
    let rules = Rules::join(files);
    assert_eq!(rules.check(), Vec::<String>::new());
    let known = |day: &str| {
        let (facts, _) = pack::read(&format!(
            "known: {day}\norganisation: {{kind: business}}\npersonal_data: {{persons: 700, sensitive: false, property_damage: false, wrongful_purpose: false}}\n"
        ));
        ask_with(&rules, "ppc-preliminary", &facts)
    };
    assert_eq!(known("2027-03-31"), "no 2027-04-04");
    assert_eq!(known("2027-04-01"), "yes 2027-04-05");
    let wrongful = facts("known: 2024-05-19\npersonal_data: {wrongful_purpose: true}\n");
    assert_eq!(ask_with(&rules, "ppc-final", &wrongful), "yes 2024-07-02");
}
