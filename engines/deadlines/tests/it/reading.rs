//! Facts files as people write them, and what is said about the faults in them.

use hikeshi_deadlines::{
    Certainty, Contracts, Hours, MAX_FACTS_BYTES, Problem, Reason, Severity, Value, Wanted,
};
use hikeshi_kernel::Moment;

use crate::pack::{self, facts, read};

/// `line field` of each error, in order.
fn errors(text: &str) -> Vec<String> {
    let (_, problems) = read(text);
    let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|p| format!("{} {}", p.line.map_or(0, |line| line), p.field)).collect()
}

fn reason(text: &str) -> Reason {
    let (_, problems) = read(text);
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.into_iter().next().unwrap().reason
}

#[test]
fn words_numbers_and_times_are_read_as_people_write_them() {
    let text = include_str!("../fixtures/as-people-write.yaml");
    let facts = facts(text);
    let value = |key: &str| facts.values.get(key).cloned();
    let about = Value::Count { number: 1200, certainty: Certainty::Suspected };
    assert_eq!(value("personal_data.persons"), Some(about));
    assert_eq!(value("personal_data.my_number_persons"), Some(Value::count(0)));
    assert_eq!(value("personal_data.sensitive"), Some(Value::Flag(true)));
    assert_eq!(value("personal_data.property_damage"), Some(Value::Unknown));
    assert_eq!(value("personal_data.encrypted"), None);
    assert_eq!(value("organisation.kind"), Some(Value::Word("business".into())));
    assert_eq!(value("role"), Some(Value::Word("entrusted".into())));
    assert_eq!(facts.known, Moment::Exact { at: pack::at("2026-11-20T07:20:00+09:00") });
    let Contracts::Listed(contracts) = &facts.contracts else { panic!("no contracts") };
    assert_eq!((contracts[0].hours, contracts[1].hours), (Some(Hours::whole(24)), None));
}

#[test]
fn a_whole_section_may_be_denied_or_unknown() {
    let none = facts("personal_data: false\n");
    assert_eq!(none.values.get("personal_data.persons"), Some(&Value::count(0)));
    assert!(facts("personal_data: unknown\ncontracts: unknown\nknown:\n").values.is_empty());
    assert_eq!(facts(""), facts("# nothing yet\n"));
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_a_likely_correction() {
    assert_eq!(
        errors("known: 2026-06-01\npersonal_data:\n  persons: 5\n  sensitiv: true\n"),
        ["4 personal_data.sensitiv"]
    );
    let Reason::UnknownKey { meant } = reason("personal_data: {sensitiv: true}\n") else {
        panic!()
    };
    assert_eq!(meant.as_deref(), Some("personal_data.sensitive"));
    let Reason::UnknownKey { meant } = reason("xyzzy: true\n") else { panic!() };
    assert_eq!(meant, None);
    assert_eq!(errors("contracts:\n  - name: A\n    ours: 3\n"), ["3 contracts[1].ours"]);
}

#[test]
fn every_fault_is_named_at_its_place_and_the_rest_is_still_read() {
    let text = "known: 2027-01-05
role: somebody
malware: perhaps
personal_data:
  persons: -5
  my_number_persons: 99999999999
contracts:
  - hours: 24
  - {name: B, hours: 9000}
  - {name: C, hours: soon}
malware: true
intrusion: [true]
ddos: true
";
    let expected = [
        "1 known",
        "2 role",
        "3 malware",
        "5 personal_data.persons",
        "6 personal_data.my_number_persons",
        "8 contracts[1].name",
        "9 contracts[2].hours",
        "10 contracts[3].hours",
        "11 malware",
        "12 intrusion",
    ];
    assert_eq!(errors(text), expected);
    let (facts, _) = read(text);
    assert_eq!(facts.values.get("ddos"), Some(&Value::Flag(true)));
}

#[test]
fn times_that_cannot_be_are_refused() {
    assert_eq!(reason("known: 2026-11-22\n"), Reason::InTheFuture);
    assert!(matches!(reason("known: 2026-02-30\n"), Reason::Time { .. }));
    assert!(matches!(reason("known: soon\n"), Reason::Time { .. }));
    assert_eq!(
        reason("known: 2026-11-01T08:00\noccurred: 2026-11-01T09:00\n"),
        Reason::KnownBeforeOccurred
    );
    assert_eq!(errors("known: 2026-11-01\noccurred: 2026-11-01T09:00\n"), Vec::<String>::new());
}

#[test]
fn certain_but_unknown_and_denied_against_the_evidence_are_warnings() {
    let text = "card_data: true\npersonal_data: {persons: unknown, persons_certainty: confirmed, property_damage: false}\n";
    let (_, problems) = read(text);
    assert!(problems.iter().all(|problem| problem.severity == Severity::Warning));
    let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["personal_data.persons", "personal_data.property_damage"]);
    assert!(problems.iter().all(|problem| problem.line == Some(2)));
}

#[test]
fn what_is_no_facts_file_gets_one_clear_answer() {
    assert!(matches!(reason("- a\n- b\n"), Reason::NotAValue { wanted: Wanted::Group, .. }));
    assert!(matches!(reason("known: [2026\n"), Reason::Syntax { .. }));
    assert_eq!(reason("a: &x {b: 1}\nc: *x\n"), Reason::Reference);
    assert_eq!(reason(&"x: ".repeat(MAX_FACTS_BYTES)), Reason::TooLarge { limit: MAX_FACTS_BYTES });
    assert!(matches!(reason(&"[".repeat(50)), Reason::TooDeep | Reason::Syntax { .. }));
    assert!(matches!(reason("role: own\n---\nrole: own\n"), Reason::Syntax { .. }));
}

#[test]
fn a_fault_reads_well_in_english() {
    let (_, problems) = read("role: somebody\n");
    let Problem { reason, .. } = &problems[0];
    assert_eq!(reason.to_string(), "\"somebody\" is not one of: own, entrusted, unknown");
}
