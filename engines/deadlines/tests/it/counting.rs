//! Days and hours: what rolls on, what stays, and what happens beyond the calendar.

use hikeshi_deadlines::{ClosedKind, Confidence, Note, evaluate};

use crate::pack::{self, CALENDAR, RULES, ask, ask_with, facts};

/// The final report of a leak by mistake, known on that day: 30 days.
fn thirty(known: &str) -> String {
    let data = "personal_data: {sensitive: true, wrongful_purpose: false}";
    let (facts, _) = pack::read(&format!("known: {known}\n{data}\n"));
    ask_with(&RULES, "ppc-final", &facts)
}

#[test]
fn day_thirty_on_a_saturday_a_sunday_a_holiday_or_at_new_year_rolls_to_the_next_open_day() {
    assert_eq!(thirty("2026-06-01"), "yes 2026-06-30");
    // Day 30 is Saturday 1 August 2026.
    assert_eq!(thirty("2026-07-03"), "yes 2026-08-03");
    // Sunday 2 August.
    assert_eq!(thirty("2026-07-04"), "yes 2026-08-03");
    // Monday 21 September is a holiday, so are 22 and 23.
    assert_eq!(thirty("2026-08-23"), "yes 2026-09-24");
    // Tuesday 29 December 2026; 2 and 3 January are a weekend as well.
    assert_eq!(thirty("2026-11-30"), "yes 2027-01-04");
    // 28 December is open.
    assert_eq!(thirty("2026-11-29"), "yes 2026-12-28");
}

#[test]
fn the_guide_of_three_to_five_days_counts_closed_days_and_does_not_roll_on() {
    let facts = facts("known: 2026-11-19\npersonal_data: {sensitive: true}\n");
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-preliminary").unwrap();
    // Day 5 is Monday 23 November, a holiday.
    assert_eq!(answer.due.unwrap().text(), "2026-11-23");
    assert_eq!(answer.due_from.unwrap().to_string(), "2026-11-21");
    assert!(answer.notes.contains(&Note::EndsOnClosedDay));
    assert_eq!(answer.confidence, Confidence::ToCheck);
    let days = answer.counting(&RULES, &CALENDAR, facts.known_day());
    let kinds: Vec<_> = days.iter().map(|day| day.closed.map(|closed| closed.kind)).collect();
    let (weekly, holiday) = (Some(ClosedKind::Weekly), Some(ClosedKind::Holiday));
    assert_eq!(kinds, [None, None, weekly, weekly, holiday]);
}

#[test]
fn times_as_yaml_writes_them_are_read_with_their_zone() {
    for known in
        ["2026-06-01 15:00:00+00:00", "2026-06-01 15:00:00 Z", "2026-06-02 00:00:00 +09:00"]
    {
        assert_eq!(thirty(known), "yes 2026-07-01", "{known}");
    }
}

#[test]
fn one_minute_before_midnight_counts_as_that_day_in_japan() {
    assert_eq!(thirty("2026-06-01T23:59:00"), "yes 2026-06-30");
    assert_eq!(thirty("2026-06-01T14:59:00Z"), "yes 2026-06-30");
    assert_eq!(thirty("2026-06-01T15:00:00Z"), "yes 2026-07-01");
}

#[test]
fn hours_run_from_the_moment_of_knowing_and_of_a_day_from_its_first_minute() {
    let contract = |known| {
        format!(
            "known: {known}\ncontracts:\n  - {{name: A, hours: 24}}\n  - {{name: B, hours: 72}}\n"
        )
    };
    assert_eq!(ask("contract-1", &contract("2026-11-20T18:30")), "yes 2026-11-21T18:30:00+09:00");
    assert_eq!(ask("contract-2", &contract("2026-11-20T18:30")), "yes 2026-11-23T18:30:00+09:00");
    let of_a_day = facts(&contract("2026-11-20"));
    let answers = evaluate(&RULES, &CALENDAR, &of_a_day, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "contract-1").unwrap();
    assert_eq!(answer.due.unwrap().text(), "2026-11-21T00:00:00+09:00");
    assert!(answer.notes.contains(&Note::TimeOfKnowingInexact));
    assert_eq!(answer.overdue, Some(true));
}

#[test]
fn beyond_the_known_holidays_the_answer_is_marked_and_not_refused() {
    let facts = |known: &str| {
        let text = "personal_data: {sensitive: true, wrongful_purpose: true}\n";
        let (facts, _) = pack::read(&format!("known: {known}\n{text}"));
        facts
    };
    for (known, note) in [
        ("2027-11-20", Some(Note::CalendarToCheck)),
        ("2031-03-03", Some(Note::CalendarToCheck)),
        ("2051-03-03", Some(Note::BeyondCalendar)),
        ("2026-03-03", None),
    ] {
        let facts = facts(known);
        let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
        let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
        let notes = [Note::CalendarToCheck, Note::BeyondCalendar];
        let found: Vec<_> = answer.notes.iter().filter(|note| notes.contains(note)).collect();
        assert_eq!(found, note.iter().collect::<Vec<_>>(), "{known}");
        assert_eq!(answer.confidence, Confidence::ToCheck, "{known}");
        assert!(answer.due.is_some());
    }
}

#[test]
fn without_a_day_of_knowing_nothing_is_counted_but_everything_is_answered() {
    let facts = facts("personal_data: {persons: 1001}\n");
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    let answer = answers.iter().find(|answer| answer.id == "ppc-final").unwrap();
    assert_eq!(pack::short(answer), "yes -");
    assert!(answer.notes.contains(&Note::KnowingUnknown));
    assert!(answer.counting(&RULES, &CALENDAR, None).is_empty());
}

#[test]
fn the_end_of_the_calendar_of_dates_is_no_panic() {
    let (facts, _) = pack::read(
        "known: 9999-12-30\npersonal_data: {sensitive: true}\ncontracts: [{name: A, hours: 8784}]\n",
    );
    let answers = evaluate(&RULES, &CALENDAR, &facts, pack::later());
    assert!(answers.iter().all(|answer| answer.due.is_none()));
}
