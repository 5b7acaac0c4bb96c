//! Numbers of persons and hours as people write them.

use hikeshi_deadlines::{Contracts, Severity, Value, read_number};

use crate::pack::{RULES, ask, read};

/// The lines of a fixture: what is written, and what it means.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(" = ").unwrap())
}

#[test]
fn a_number_of_persons_is_read_with_what_its_words_say_about_it() {
    for (written, meaning) in pairs(include_str!("../fixtures/numbers.txt")) {
        let (facts, problems) = read(&format!("personal_data: {{persons: \"{written}\"}}\n"));
        let value = facts.values.get("personal_data.persons");
        let read = match value {
            Some(Value::Count { number, certainty }) => format!("{} {number}", certainty.name()),
            _ => "-".to_owned(),
        };
        assert_eq!(read, meaning, "{written}");
        let faults = problems.iter().filter(|problem| problem.severity == Severity::Error);
        assert_eq!(faults.count() == 1, meaning == "-", "{written}");
    }
}

#[test]
fn the_time_of_a_clause_is_read_to_the_minute() {
    for (written, minutes) in pairs(include_str!("../fixtures/hours.txt")) {
        let (facts, _) = read(&format!("contracts: [{{name: A, hours: \"{written}\"}}]\n"));
        let Contracts::Listed(list) = &facts.contracts else { panic!("{written}") };
        let read = list[0].hours.map_or("-".to_owned(), |hours| hours.minutes().to_string());
        assert_eq!(read, minutes, "{written}");
    }
    let half = "known: 2026-06-01T09:50\ncontracts: [{name: A, hours: 0.5}]\n";
    assert_eq!(ask("contract-1", half), "yes 2026-06-01T10:20:00+09:00");
}

#[test]
fn a_lower_end_that_is_confirmed_stays_a_lower_end() {
    let persons = |text: &str| {
        let rest = "sensitive: false, property_damage: false, wrongful_purpose: false";
        let kind = "organisation: {kind: business}";
        ask(
            "ppc-preliminary",
            &format!(
                "known: 2026-06-01\n{kind}\npersonal_data: {{{text}, {rest}, taken_on_entry: false}}\n"
            ),
        )
    };
    assert_eq!(persons("persons: 1000"), "no 2026-06-05");
    assert_eq!(persons("persons: 1000+, persons_certainty: confirmed"), "unknown 2026-06-05");
    assert_eq!(persons("persons: over 1000"), "yes 2026-06-05");
    assert_eq!(persons("persons: up to 1000"), "no 2026-06-05");
}

#[test]
fn an_unheard_of_word_for_certainty_is_a_warning_and_the_number_may_then_be_any() {
    let (facts, problems) =
        read("personal_data: {persons: 900, persons_certainty: so the sales team says}\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].severity, Severity::Warning);
    assert_eq!(problems[0].field, "personal_data.persons_certainty");
    let about = read_number(&RULES, "about 900");
    assert_eq!(facts.values.get("personal_data.persons"), about.as_ref());
}
