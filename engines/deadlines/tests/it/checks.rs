//! Faulty editions are refused with the days and files concerned, and good ones count from their day.

use hikeshi_deadlines::{Calendar, HolidaysFile, Rules, RulesFile, check_holidays, evaluate};

use crate::pack::{self, RULES, ask_with, read, rules, short};

/// The file of the pack, as text, with some words replaced.
fn file(name: &str, changes: &[(&str, &str)]) -> RulesFile {
    let (_, mut text) = pack::files("duties").into_iter().find(|(n, _)| n == name).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replace(from, to);
    }
    serde_norway::from_str(&text).unwrap()
}

/// The pack with one file changed and others added.
fn with(changed: RulesFile, added: Vec<RulesFile>) -> Rules {
    let others = RULES.files().iter().filter(|file| file.id != changed.id).cloned();
    Rules::join(others.chain([changed.clone()]).chain(added).collect::<Vec<_>>())
}

/// Counting with sixty days until the end of 2026, and another file with 45 days from `from` on.
fn sixty_then_forty_five(from: &str, until: &str) -> Rules {
    let old = file(
        "counting.yaml",
        &[("  - id: sixty-days\n", &format!("  - id: sixty-days\n    valid_until: {until}\n"))],
    );
    let mut new = file(
        "counting.yaml",
        &[
            ("id: counting\n", "id: counting-2027\n"),
            ("days: 60", "days: 45"),
            ("\nvalid_from: 2022-04-01", &format!("\nvalid_from: {from}")),
        ],
    );
    new.limits.retain(|limit| limit.id == "sixty-days");
    new.closed_days.clear();
    with(old, vec![new])
}

#[test]
fn a_limit_changes_on_the_day_on_which_its_new_edition_begins() {
    let rules = sixty_then_forty_five("2027-01-01", "2026-12-31");
    assert_eq!(rules.check(), Vec::<String>::new());
    let known = |day: &str| {
        let (facts, _) =
            read(&format!("known: {day}\npersonal_data: {{wrongful_purpose: true}}\n"));
        ask_with(&rules, "ppc-final", &facts)
    };
    // Day 60 is Sunday 28 February 2027, day 45 Sunday 14 February.
    assert_eq!(known("2026-12-31"), "yes 2027-03-01");
    assert_eq!(known("2026-12-31T23:59:59+09:00"), "yes 2027-03-01");
    assert_eq!(known("2026-12-31T15:00:00Z"), "yes 2027-02-15");
    assert_eq!(known("2027-01-01"), "yes 2027-02-15");
}

#[test]
fn editions_that_overlap_are_refused_with_day_and_files() {
    let limit = sixty_then_forty_five("2026-12-31", "2026-12-31").check().join("\n");
    let said = "limit sixty-days: two editions hold on 2026-12-31: counting (from 2022-04-01) and counting-2027 (from 2026-12-31)";
    assert!(limit.contains(said), "{limit}");
    let rule = rules(&|text| text.replace("valid_until: 2024-03-31", "valid_until: 2024-04-30"));
    let rule = rule.check().join("\n");
    assert!(rule.contains("rule ppc-t3: two editions hold on 2024-04-01"), "{rule}");
    let turned = sixty_then_forty_five("2027-01-01", "2022-03-31").check().join("\n");
    assert!(turned.contains("ends before it begins, on 2022-03-31"), "{turned}");
}

#[test]
fn days_without_an_edition_are_refused_with_their_dates() {
    let limit = sixty_then_forty_five("2027-01-01", "2026-11-30").check().join("\n");
    let said =
        "ppc: duty ppc-final asks for limit sixty-days, of which no edition holds on 2026-12-01";
    assert!(limit.contains(said), "{limit}");
    let duty = rules(&|text| text.replace("valid_until: 2024-03-28", "valid_until: 2024-03-20"));
    let duty = duty.check().join("\n");
    let said = "duty police-consultation: no edition holds from 2024-03-21 to 2024-03-28, between police-2022 (from 2022-04-01) and police-2024 (from 2024-03-29)";
    assert!(duty.contains(said), "{duty}");
    let over = rules(&|text| {
        text.replace(
            "edition: \"rules-2024-04\"",
            "edition: \"rules-2024-04\"\nvalid_until: 2026-12-31",
        )
    });
    let over = over.check().join("\n");
    let said = "ppc-triggers: rule ppc-reportable asks for rule ppc-t3, of which no edition holds on 2027-01-01";
    assert!(over.contains(said), "{over}");
}

#[test]
fn a_new_holiday_moves_a_limit_and_holidays_that_disagree_are_refused() {
    assert_eq!(check_holidays(&pack::holidays()), Vec::<String>::new());
    let changed = |change: &dyn Fn(&mut HolidaysFile)| {
        let mut files = pack::holidays();
        change(&mut files[0]);
        files
    };
    let one_more = changed(&|file| {
        file.days.insert("2026-06-30".parse().unwrap(), "emperor".to_owned());
    });
    assert_eq!(check_holidays(&one_more), Vec::<String>::new());
    let facts =
        pack::facts("known: 2026-06-01\npersonal_data: {persons: 2000, wrongful_purpose: false}\n");
    let calendar = Calendar::join(one_more.clone());
    let answers = evaluate(&RULES, &calendar, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    assert_eq!(short(answer), "yes 2026-07-01");

    let mut twice = pack::holidays();
    twice.push(HolidaysFile { id: "another".into(), ..one_more[0].clone() });
    let said = check_holidays(&twice).join("\n");
    assert!(said.contains("both cover 2026-06-30"), "{said}");
    let late = changed(&|file| file.valid_until = "2027-12-30".parse().unwrap());
    let said = check_holidays(&late).join("\n");
    assert!(said.contains("no file covers the days from 2027-12-31"), "{said}");
    let nameless = changed(&|file| {
        file.names.remove("emperor");
    });
    assert!(check_holidays(&nameless).join("\n").contains("2022-02-23 has no name emperor"));
    let early = changed(&|file| file.valid_from = "2022-01-02".parse().unwrap());
    assert!(check_holidays(&early).join("\n").contains("2022-01-01 lies outside"));
}
