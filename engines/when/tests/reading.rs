//! Times as people type them, read from fixtures.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
use hikeshi_kernel::{Moment, japan};
use hikeshi_when::{Vocabulary, WhenError, parse_line, parse_moment, parse_recorded};
use jiff::{Timestamp, civil::DateTime};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    #[serde(alias = "field")]
    line: String,
    #[serde(flatten)]
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    at: Option<DateTime>,
    about: Option<DateTime>,
    day: Option<jiff::civil::Date>,
    from: Option<DateTime>,
    until: Option<DateTime>,
    #[serde(default)]
    unknown: bool,
    #[serde(default)]
    now: bool,
    typed: Option<String>,
    rest: Option<String>,
    #[serde(default)]
    guessed: bool,
    problem: Option<String>,
    error: Option<String>,
    beside: Option<jiff::civil::Date>,
}

impl Expected {
    fn moment(&self) -> Moment {
        match self {
            Self { at: Some(at), .. } => Moment::Exact { at: instant(*at) },
            Self { about: Some(at), .. } => Moment::About { at: instant(*at) },
            Self { day: Some(day), .. } => Moment::Day { day: *day },
            Self { from: Some(from), until: Some(until), .. } => {
                Moment::Range { from: instant(*from), until: instant(*until) }
            }
            Self { unknown: true, .. } => Moment::Unknown,
            // What cannot be read is never more exact than that.
            Self { now: true, problem: Some(_), .. } => Moment::About { at: now() },
            Self { now: true, .. } => Moment::Exact { at: now() },
            _ => panic!("a case without an expected moment"),
        }
    }
}

#[test]
fn lines_of_a_timeline_are_split_into_time_and_text() {
    for case in cases("lines.yaml") {
        let line = parse_line(&vocabulary(), &case.line, now());
        assert_eq!(line.moment, case.expected.moment(), "moment of {}", case.line);
        assert_eq!(Some(line.rest), case.expected.rest, "rest of {}", case.line);
        assert_eq!(line.guessed, case.expected.guessed, "guessed in {}", case.line);
        assert_eq!(line.moment_text.is_none(), case.expected.now, "typed time of {}", case.line);
        let problem = line.problem.map(|problem| name(&problem));
        assert_eq!(problem, case.expected.problem, "problem of {}", case.line);
        if case.expected.typed.is_some() {
            assert_eq!(line.moment_text, case.expected.typed, "typed time of {}", case.line);
        }
    }
}

#[test]
fn fields_hold_a_time_or_say_why_not() {
    for case in cases("fields.yaml") {
        let answer = parse_moment(&vocabulary(), &case.line, now());
        match (&case.expected.error, answer) {
            (Some(error), Err(found)) => assert_eq!(*error, name(&found), "{}", case.line),
            (None, Ok(moment)) => assert_eq!(moment, case.expected.moment(), "{}", case.line),
            (_, answer) => panic!("{} gives {answer:?}", case.line),
        }
    }
}

#[test]
fn a_record_takes_what_it_leaves_unsaid_from_the_record_beside_it() {
    for case in cases("records.yaml") {
        let (line, expected) = (&case.line, &case.expected);
        let answer = parse_recorded(&vocabulary(), line, now(), expected.beside);
        match (&expected.error, answer) {
            (Some(error), Err(found)) => assert_eq!(*error, name(&found), "{line}"),
            (None, Ok(stated)) => {
                assert_eq!(stated.moment, expected.moment(), "{line}");
                assert_eq!(stated.guessed, expected.guessed, "guessing of {line}");
            }
            (_, answer) => panic!("{line} gives {answer:?}"),
        }
    }
}

#[test]
fn a_long_line_keeps_its_text_and_a_long_field_is_refused() {
    let text = "7:20 ".to_owned() + &"x".repeat(1_000_000);
    let line = parse_line(&vocabulary(), &text, now());
    assert_eq!((line.moment_text.as_deref(), line.rest.len()), (Some("7:20"), 1_000_000));
    assert_eq!(parse_moment(&vocabulary(), &text, now()), Err(WhenError::TooLong { max: 200 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_can_break_the_reader(text in ".{0,60}") {
        let _ = parse_moment(&vocabulary(), &text, now());
        let line = parse_line(&vocabulary(), &text, now());
        prop_assert!(text.contains(&line.rest));
    }

    #[test]
    fn no_mixture_of_words_and_numbers_can_break_the_reader(
        pieces in prop::collection::vec((0..1000_usize, 0..4_usize, "[0-9:/. -]{0,5}"), 0..12),
        year in -9990..9990_i16,
    ) {
        let words = words();
        let text: String = pieces.iter().map(|(word, blank, numbers)| {
            format!("{}{}{numbers}", words[word % words.len()], " ".repeat(blank / 3))
        }).collect();
        let now = jiff::civil::date(year, 1, 1).to_zoned(japan()).unwrap().timestamp();
        let _ = parse_moment(&vocabulary(), &text, now);
        let line = parse_line(&vocabulary(), &text, now);
        prop_assert!(text.contains(&line.rest));
        if let Moment::Range { from, until } = line.moment {
            prop_assert!(from <= until);
        }
    }
}

fn vocabulary() -> Vocabulary {
    thread_local!(static READ: Vocabulary = serde_norway::from_str(PACK).unwrap());
    READ.with(Clone::clone)
}

fn words() -> Vec<String> {
    let pack: serde_norway::Value = serde_norway::from_str(PACK).unwrap();
    let entries = pack["entries"].as_sequence().unwrap();
    let words = entries.iter().flat_map(|entry| entry["words"].as_sequence().unwrap());
    words.map(|word| word.as_str().unwrap().to_owned()).collect()
}

const PACK: &str = include_str!("../../../content/times/vocabulary.yaml");

fn cases(file: &str) -> Vec<Case> {
    let path = format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_norway::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00+09:00".parse().unwrap()
}

fn instant(at: DateTime) -> Timestamp {
    at.to_zoned(japan()).unwrap().timestamp()
}

fn name(error: &WhenError) -> String {
    match error {
        WhenError::Empty => "empty",
        WhenError::TooLong { .. } => "too-long",
        WhenError::NotUnderstood { .. } => "not-understood",
        WhenError::LeftOver { .. } => "left-over",
        WhenError::NoSuchDay { .. } => "no-such-day",
        WhenError::NoSuchTime { .. } => "no-such-time",
        WhenError::EndsBeforeStart => "ends-before-start",
        WhenError::OutOfRange => "out-of-range",
    }
    .to_owned()
}
