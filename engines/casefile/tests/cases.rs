//! Cases in YAML: the published ones wholly, broken ones as far as possible.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking and name what they skip"
)]

use std::path::{Path, PathBuf};

use hikeshi_casefile::{CaseFile, Headers, Reason, parse_case};
use hikeshi_kernel::{Moment, japan};
use hikeshi_when::Vocabulary;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_norway::Value;

#[test]
fn every_event_and_every_value_of_the_published_cases_is_found() {
    for name in ["nagasaki-ec-2024", "okayama-psychiatric-2024", "seichokai-bell-kitchen-2022"] {
        let Some(path) = published(name) else {
            println!("SKIPPED: the published case {name} is not beside this repository");
            continue;
        };
        let bytes = std::fs::read(path).unwrap();
        let yaml: Value = serde_norway::from_slice(&bytes).unwrap();
        let case = read(&bytes);
        let lost: Vec<_> = case.problems.iter().filter(|p| !p.reason.is_notice()).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        assert_eq!(case.events.len(), yaml["events"].as_sequence().unwrap().len(), "{name}");
        assert!(case.events.iter().all(|event| event.at.precision() == said_precision(event)));
        assert_eq!(case.known.precision(), "day", "{name}");
        let everything = format!("{case:?}");
        for text in leaves(&yaml) {
            let written = format!("{text:?}");
            assert!(everything.contains(written.trim_matches('"')), "{name} lost {text}");
        }
    }
}

#[test]
fn a_broken_file_loses_only_what_cannot_be_read_and_names_each_line() {
    let case = fixture("broken.yaml");
    let fields: Vec<(usize, &str, String)> = case
        .problems
        .iter()
        .map(|problem| (problem.line, problem.field.as_str(), kind(&problem.reason)))
        .collect();
    let has = |line, field, reason: &str| fields.contains(&(line, field, reason.to_owned()));
    assert!(fields.iter().any(|f| f.0 == 2 && f.2 == "CommaInText"), "{fields:#?}");
    assert!(has(4, "known.at", "Time"), "{fields:#?}");
    assert!(has(6, "owner", "DuplicateKey"), "{fields:#?}");
    assert!(has(9, "", "Repaired") && has(10, "", "Repaired"), "{fields:#?}");
    assert!(fields.iter().any(|f| f.0 == 11 && f.2 == "Time"), "{fields:#?}");
    assert!(has(12, "", "Syntax"), "{fields:#?}");
    assert!(fields.iter().any(|f| f.0 == 13 && f.1.ends_with(".what") && f.2 == "Missing"));
    assert!(fields.iter().any(|f| f.0 == 14 && f.2 == "Precision"), "{fields:#?}");
    assert!(fields.iter().all(|f| f.0 != 17), "a time that is said to be unknown: {fields:#?}");

    assert_eq!(case.events.len(), 9, "{:#?}", case.events);
    assert_eq!(
        case.events.iter().map(|event| event.line).collect::<Vec<_>>(),
        [8, 9, 10, 11, 13, 14, 15, 16, 17]
    );
    assert_eq!(case.events[1].to.len(), 2);
    assert_eq!(case.events[2].by.as_deref(), case.events[1].by.as_deref());
    assert_eq!((case.events[3].at, case.events[3].at_text.as_str()), (Moment::Unknown, "25:00"));
    assert_eq!(case.events[4].at, Moment::About { at: at("2026-11-21T07:20") });
    assert_eq!(case.events[5].extra.iter().filter(|extra| extra.path == "weather").count(), 1);
    assert_eq!(case.events[6].at, Moment::Exact { at: at("2026-11-21T09:00") });
    let (from, until) = (at("2026-11-19T22:00"), at("2026-11-20T06:00"));
    assert_eq!(case.events[7].at, Moment::Range { from, until });
    assert!(case.organisation.kind.unwrap().contains(", "));
    assert_eq!(case.extra.iter().filter(|extra| extra.path == "owner").count(), 2);
    assert!(case.extra.iter().any(|extra| extra.path == "line 12" && extra.text.contains("- ]")));
    assert!(case.extra.iter().any(|extra| extra.path == "note" && extra.text.lines().count() == 2));
}

#[test]
fn tabs_for_blanks_are_understood() {
    let case = fixture("tabs.yaml");
    let what: Vec<_> = case.events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(what, ["first", "second"]);
    assert!(case.problems.iter().any(|p| p.line == 3 && p.reason == Reason::Tabs));
}

#[test]
fn the_older_japanese_encodings_and_utf_16_give_the_same_case() {
    let text = std::fs::read_to_string(fixture_path("broken.yaml")).unwrap();
    let expected = read(text.as_bytes());
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP] {
        assert_eq!(read(&encoding.encode(&text).0), expected, "{}", encoding.name());
    }
    let little: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&little), expected);
    assert_eq!(read(&[b"\xFE\xFF", big.as_slice()].concat()), expected);
    assert_eq!(read(format!("\u{FEFF}{}", text.replace('\n', "\r\n")).as_bytes()), expected);
}

#[test]
fn references_that_multiply_and_deep_nesting_are_stopped() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let copies = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{copies}]\n"));
    }
    bomb.push_str("events:\n  - {at: 2026-11-20, what: kept}\n");
    let case = read(bomb.as_bytes());
    assert!(case.problems.iter().any(|p| kind(&p.reason) == "TooManyCopies"));
    assert_eq!(case.events.len(), 1);
    let case = read(
        format!("x: {}\nevents:\n- {{at: 2026-11-20, what: kept}}\n", "[".repeat(100_000))
            .as_bytes(),
    );
    assert!(case.problems.iter().any(|p| kind(&p.reason) == "TooDeep"), "{:?}", case.problems);
    assert_eq!(case.events.len(), 1);
}

#[test]
fn a_file_that_is_too_large_empty_or_no_text_is_refused_with_the_reason() {
    assert_eq!(kind(&read(&vec![b'a'; 10 * 1024 * 1024 + 1]).problems[0].reason), "TooLarge");
    assert_eq!(read(b" \n").problems[0].reason, Reason::EmptyFile);
    assert_eq!(read(b"%PDF\x00\x01\x02").problems[0].reason, Reason::NotText);
}

#[test]
fn a_file_that_is_no_case_is_refused() {
    for text in ["services:\n  web: {image: x}\n", "just a sentence", "- a\n- b\n", "{}"] {
        let case = read(text.as_bytes());
        assert!(case.problems.iter().any(|p| p.reason.is_fatal()), "{text}: {:?}", case.problems);
    }
    let kept = read(b"organisation: x\nknown: 2026-11-20\n");
    assert!(!kept.problems.iter().any(|p| p.reason.is_fatal()), "a case without events is one");
}

#[test]
fn a_map_of_very_many_keys_and_a_list_of_very_many_values_are_bounded() {
    let keys: String = (0..140_000).map(|n| format!("k{n}: v\n")).collect();
    let values = format!("events: [{}]", "a,".repeat(2_000_000));
    for text in [keys, values] {
        let case = read(text.as_bytes());
        assert!(case.problems.iter().any(|p| p.reason.is_fatal()));
    }
}

#[test]
fn a_block_entry_without_a_value_is_not_taken_for_a_comma() {
    let case = read(b"events:\n- at: 2026-11-20\n  what: cut off\n  note:\n");
    assert_eq!(case.events[0].what, "cut off");
    let case = read(b"events:\n- {at: 2026-11-20, what: cut off, note: }\n");
    assert_eq!(case.events[0].what, "cut off");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_bytes_can_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_yaml_like_text_can_break_the_reader(
        lines in prop::collection::vec("[ \t]{0,4}(- )?[{\\[&*!|>'\"?%@`#]{0,3}(at|what|to|events|x)?[:,]{0,2} ?[a-z0-9:{}\\[\\],'\"-]{0,12}", 0..12),
    ) {
        let _ = read(lines.join("\n").as_bytes());
        let _ = read(format!("events:\n{}", lines.join("\n")).as_bytes());
    }

    #[test]
    fn a_damaged_case_still_reads(at in 0..1000_usize, junk in "[\\x01-\\x7f]{1,4}") {
        let mut text = std::fs::read_to_string(fixture_path("broken.yaml")).unwrap();
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        text.insert_str(at, &junk);
        let _ = read(text.as_bytes());
    }
}

fn said_precision(event: &hikeshi_casefile::Event) -> &str {
    &event.extra.iter().find(|extra| extra.path == "precision").expect("a precision").text
}

/// All texts of a YAML value: keys without a value count as texts.
fn leaves(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(items) => items.iter().flat_map(leaves).collect(),
        Value::Mapping(entries) => entries
            .iter()
            .flat_map(|(key, value)| if value.is_null() { leaves(key) } else { leaves(value) })
            .collect(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        _ => Vec::new(),
    }
}

fn published(name: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .map(|folder| folder.join(format!("shared/data/cases/{name}.yaml")))
        .find(|path| path.exists())
}

fn fixture(name: &str) -> CaseFile {
    read(&std::fs::read(fixture_path(name)).unwrap())
}

fn fixture_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn read(bytes: &[u8]) -> CaseFile {
    parse_case(bytes, &headers(), &vocabulary(), at("2026-11-21T10:00"))
}

fn headers() -> Headers {
    serde_norway::from_str(include_str!("../../../content/times/csv-headers.yaml")).unwrap()
}

fn vocabulary() -> Vocabulary {
    thread_local!(static READ: Vocabulary =
        serde_norway::from_str(include_str!("../../../content/times/vocabulary.yaml")).unwrap());
    READ.with(Clone::clone)
}

fn at(text: &str) -> Timestamp {
    text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(japan()).unwrap().timestamp()
}

/// The name of a reason, without what it carries.
fn kind(reason: &Reason) -> String {
    format!("{reason:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
}
