//! Timelines as tables: read from spreadsheets, written for them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use hikeshi_casefile::{CaseFile, Headers, Reason, parse_table, write_table};
use hikeshi_kernel::{Moment, japan};
use hikeshi_when::Vocabulary;
use jiff::Timestamp;
use proptest::prelude::*;

#[test]
fn a_table_as_people_keep_it_becomes_events_with_named_problems() {
    let case = fixture("timeline.csv");
    assert_eq!(case.events.len(), 6, "{case:#?}");
    let [first, second, third, fourth, fifth, sixth] = case.events.as_slice() else { return };
    assert_eq!((first.line, first.at), (5, Moment::Exact { at: at("2026-11-20T07:50") }));
    assert_eq!((first.what.lines().count(), first.extra.len()), (2, 2));
    assert_eq!((second.line, second.at), (7, Moment::About { at: at("2026-11-20T08:10") }));
    assert!(second.guessed && second.by == first.by);
    assert_eq!((third.at, third.at_text.as_str()), (Moment::Unknown, "2026/11/20 25:00"));
    assert!(fourth.what.starts_with("=HYPERLINK(\"") && fourth.to.len() == 2);
    assert_eq!(fourth.at, Moment::Day { day: "2026-11-21".parse().unwrap() });
    assert_eq!((fifth.what.as_str(), fifth.extra.len()), ("=1+1", 2));
    assert_eq!(sixth.at, Moment::Unknown);
    assert_eq!(case.extra.len(), 2, "the lines above the headings are kept");
    let problems: Vec<_> = case.problems.iter().map(|p| (p.line, p.field.as_str())).collect();
    assert_eq!(problems, [(8, "time"), (10, "")], "{:#?}", case.problems);
}

#[test]
fn the_encodings_and_delimiters_of_spreadsheets_give_the_same_events() {
    let text = std::fs::read_to_string(fixture_path("timeline.csv")).unwrap();
    let expected = read(text.as_bytes());
    assert_eq!(read(&encoding_rs::SHIFT_JIS.encode(&text).0), expected);
    assert_eq!(read(format!("\u{FEFF}{}", text.replace('\n', "\r\n")).as_bytes()), expected);
    let tabbed = text.replace(',', "\t");
    let wide: Vec<u8> =
        format!("\u{FEFF}{tabbed}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide), expected);
}

#[test]
fn an_open_quotation_mark_does_not_swallow_the_rest() {
    let case = fixture("open-quote.csv");
    let what: Vec<_> = case.events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(what, ["first", "\"second", "third"]);
    assert_eq!(case.events[2].line, 4);
    assert!(case.problems.iter().any(|p| p.line == 3 && p.reason == Reason::OpenQuote));
}

#[test]
fn a_table_without_headings_is_read_by_position() {
    let case = read(b"2026-11-20 07:50,server stopped,staff,police\n\n10:00,restored,staff\n");
    assert_eq!(
        (case.events[0].what.as_str(), case.events[0].to.as_slice()),
        ("server stopped", ["police".to_owned()].as_slice())
    );
    assert_eq!(case.events[1].line, 3);
    assert_eq!(case.problems[0].reason, Reason::NoHeadings);
}

#[test]
fn no_written_cell_is_a_formula_and_reading_gives_the_text_back() {
    let texts =
        ["=1+1", "+81", "-x", "@a", "\tx", "\rx", "\u{FF1D}1", "a\"b,c\nd", "plain", "'quoted"];
    let rows = [vec!["time", "what"]].into_iter().chain(texts.map(|text| vec!["2026-11-20", text]));
    let bytes = write_table(rows);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("\u{FEFF}time,what\r\n2026-11-20,'=1+1\r\n"));
    let cells = csv_cells(&text);
    assert!(
        cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}']))
    );
    let what: Vec<_> = read(&bytes).events.into_iter().map(|event| event.what).collect();
    let expected: Vec<_> = texts.map(|text| text.replace('\r', "\n")).to_vec();
    assert_eq!(what, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_bytes_can_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_table_like_text_can_break_the_reader(text in "(time|what|by|\"|,|;|\t|\n|\r|=|12:00|2026-1-1|a| ){0,60}") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn any_cells_come_back_from_a_written_table(cell in "[ -~\u{3040}-\u{30ff}\n\"=,;-]{1,20}") {
        prop_assume!(cell.trim() == cell && !cell.trim().is_empty() && !cell.starts_with(['\'', '\u{3000}']));
        let bytes = write_table([["time", "what"], ["2026-11-20", cell.as_str()]]);
        let case = read(&bytes);
        prop_assert_eq!(&case.events[0].what, &cell);
    }
}

fn csv_cells(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn fixture(name: &str) -> CaseFile {
    read(&std::fs::read(fixture_path(name)).unwrap())
}

fn fixture_path(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn read(bytes: &[u8]) -> CaseFile {
    thread_local!(static WORDS: (Headers, Vocabulary) = (
        serde_norway::from_str(include_str!("../../../content/times/csv-headers.yaml")).unwrap(),
        serde_norway::from_str(include_str!("../../../content/times/vocabulary.yaml")).unwrap(),
    ));
    WORDS.with(|(headers, vocabulary)| {
        parse_table(bytes, true, headers, vocabulary, at("2026-11-21T10:00"))
    })
}

fn at(text: &str) -> Timestamp {
    text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(japan()).unwrap().timestamp()
}
