//! Published incidents: what the rules say, when, against the limits that were counted by hand.

use hikeshi_deadlines::{Severity, Truth, contradictions, evaluate};

use crate::pack::{self, CALENDAR, RULES, ask, facts};

/// A hospital's case: ransomware, sensitive data, up to 40,000 persons; reported on day 4.
const HOSPITAL: &str = "known: 2024-05-19
organisation: {kind: business, industry: medical}
personal_data: {persons: 40000, persons_certainty: at-most, sensitive: true, wrongful_purpose: true}
malware: true
intrusion: true
";

#[test]
fn a_hospital_that_knew_on_a_sunday_in_may_2024_has_until_17_july() {
    assert_eq!(ask("ppc-preliminary", HOSPITAL), "yes 2024-05-23");
    assert_eq!(ask("ppc-final", HOSPITAL), "yes 2024-07-17");
    assert_eq!(ask("person-notice", HOSPITAL), "yes -");
    assert_eq!(ask("ipa-virus", HOSPITAL), "yes -");
    assert_eq!(ask("sector-regulator", HOSPITAL), "yes -");
    assert_eq!(ask("police-consultation", HOSPITAL), "yes -");
}

#[test]
fn a_kitchen_that_knew_on_31_october_2022_has_until_the_first_open_day_of_january() {
    let kitchen = "known: 2022-10-31T07:20
personal_data: {persons: unknown, wrongful_purpose: true}
malware: true
role: entrusted
";
    assert_eq!(ask("ppc-preliminary", kitchen), "yes 2022-11-04");
    assert_eq!(ask("ppc-final", kitchen), "yes 2023-01-04");
    assert_eq!(ask("principal-notice", kitchen), "yes 2022-11-04");
    let facts = facts(kitchen);
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    assert_eq!(answer.raw_due.unwrap().text(), "2022-12-29");
    let days = answer.counting(&RULES, &CALENDAR, facts.known_day());
    assert_eq!(days.len(), 66);
    assert_eq!((days[0].date.to_string(), days[0].number), ("2022-10-31".to_owned(), Some(1)));
    assert_eq!((days[59].date.to_string(), days[59].number), ("2022-12-29".to_owned(), Some(60)));
    assert!(days[59..65].iter().all(|day| day.closed.is_some()));
    assert_eq!((days[65].number, days[65].closed), (None, None));
    assert_eq!(days[3].closed.unwrap().name.en.as_deref(), Some("Culture Day"));
}

#[test]
fn a_warehouse_that_knew_one_evening_in_september_2024_has_until_monday_11_november() {
    let warehouse =
        "known: 2024-09-12T18:30\npersonal_data: {wrongful_purpose: true}\nmalware: true\n";
    assert_eq!(ask("ppc-preliminary", warehouse), "yes 2024-09-16");
    assert_eq!(ask("ppc-final", warehouse), "yes 2024-11-11");
}

#[test]
fn a_shop_whose_customers_typed_card_numbers_into_an_altered_page_reports_and_calls_the_acquirer() {
    let shop = "known: 2024-05-21
personal_data: {persons: 60350, property_damage: true, wrongful_purpose: true, sensitive: false}
card_data: true
intrusion: true
";
    assert_eq!(ask("ppc-preliminary", shop), "yes 2024-05-25");
    assert_eq!(ask("ppc-final", shop), "yes 2024-07-19");
    assert_eq!(ask("card-acquirer", shop), "yes -");
    assert_eq!(ask("forensic-investigator", shop), "yes -");
    assert_eq!(ask("ipa-virus", shop), "unknown -");
}

#[test]
fn the_published_cases_beside_the_repository_are_due_as_counted() {
    let root = pack::content("..").canonicalize().unwrap();
    let folder = root.ancestors().map(|f| f.join("shared/data/cases")).find(|f| f.is_dir());
    let Some(folder) = folder else {
        eprintln!("skipped: no shared/data/cases beside the repository");
        return;
    };
    let expected = [
        ("nagasaki-ec-2024", "2024-07-19"),
        ("okayama-psychiatric-2024", "2024-07-17"),
        ("seichokai-bell-kitchen-2022", "2023-01-04"),
    ];
    for (name, due) in expected {
        let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).unwrap();
        let case: serde_json::Value = serde_norway::from_str(&text).unwrap();
        let known = case["known"].as_str().unwrap();
        let facts = facts(&format!("known: {known}\npersonal_data: {{wrongful_purpose: true}}\n"));
        let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
        let of = |id: &str| answers.iter().find(|answer| answer.id == id).unwrap();
        let commission = of("ppc-preliminary").to.ja.split('\u{ff08}').next().unwrap();
        let reported = case["events"].as_array().unwrap().iter().find_map(|event| {
            let to = event.get("to")?.to_string();
            to.contains(commission).then(|| event["at"].as_str().unwrap().to_owned())
        });
        assert_eq!(of("ppc-final").due.unwrap().text(), due, "{name}");
        assert_eq!(of("ppc-preliminary").applies, Truth::Yes, "{name}");
        // The kitchen reported after the guide of five days, the hospital within it.
        let late = reported.map(|day| day > of("ppc-preliminary").due.unwrap().text());
        assert_eq!(late == Some(true), name.starts_with("seichokai"), "{name}");
    }
}

#[test]
fn facts_that_contradict_each_other_are_answered_all_the_same_and_named() {
    let (facts, problems) = pack::read(
        "known: 2024-05-19\noccurred: 2024-05-20\npersonal_data: {persons: 5, my_number_persons: 6}\n",
    );
    let named: Vec<_> = problems.iter().map(|p| (p.field.as_str(), p.line, p.severity)).collect();
    let error = Severity::Error;
    assert_eq!(
        named,
        [("known", Some(1), error), ("personal_data.my_number_persons", Some(3), error)]
    );
    assert_eq!(contradictions(&facts, &RULES, pack::later()).len(), 2);
    assert!(!evaluate(&RULES, &CALENDAR, &facts, pack::later()).is_empty());
}
