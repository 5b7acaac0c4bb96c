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
fn a_time_takes_its_day_and_year_from_the_lines_around_it() {
    let case = fixture("carried.csv");
    let found: Vec<Moment> = case.events.iter().map(|event| event.at).collect();
    let exact = |text| Moment::Exact { at: at(text) };
    let expected = [
        Moment::About { at: at("2024-05-19T07:20") },
        exact("2024-05-19T07:40"),
        exact("2024-05-19T23:50"),
        exact("2024-05-20T00:10"),
        exact("2024-05-20T09:00"),
        exact("2024-05-20T10:30"),
        Moment::Day { day: "2024-05-21".parse().unwrap() },
        Moment::Unknown,
        exact("2024-05-22T13:05"),
    ];
    assert_eq!(found, expected, "{case:#?}");
    assert_eq!(case.events[0].extra[0].text.lines().count(), 2);
    let problems: Vec<_> = case.problems.iter().map(|p| (p.line, p.field.as_str())).collect();
    assert_eq!(problems, [(11, "time")], "{:#?}", case.problems);
}

#[test]
fn every_japanese_encoding_is_read_and_an_unknown_one_is_refused() {
    let text = std::fs::read_to_string(fixture_path("carried.csv")).unwrap();
    let expected = read(text.as_bytes());
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP] {
        assert_eq!(read(&encoding.encode(&text).0), expected, "{}", encoding.name());
    }
    let mut damaged =
        format!("time,what\n{}", "2026-11-20 07:50,all is well\n".repeat(40)).into_bytes();
    damaged.extend(b"2026-11-20 08:00,one broken letter \xFF here\n");
    let case = read(&damaged);
    assert_eq!(case.events.len(), 41);
    assert!(case.problems.iter().any(|p| p.line == 42 && !p.reason.is_fatal()));
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n * 7919 % 127 + 128) as u8).collect();
    assert!(read(&noise).problems[0].reason.is_fatal());
}

#[test]
fn a_nul_or_one_line_that_cannot_be_read_costs_one_line_and_not_the_file() {
    let table = b"time,what\n2026-11-20 07:50,all is well\n2026-11-20 07:55,tele\0phoned\n\
        2026-11-20 08:00,one \xFF\xFE\xFF line\n2026-11-20 08:05,all is well again\n";
    let case = read(table);
    let what: Vec<_> = case.events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!((what.len(), what[1]), (4, "telephoned"), "{case:#?}");
    assert!(case.problems.iter().any(|p| p.line == 3 && p.reason == Reason::Nul));
    assert!(case.problems.iter().any(|p| p.line == 4 && !p.reason.is_fatal()));
    let far = read(b"time,what\n2026-11-20 07:50,well\n9999-12-31,far\n1899-12-31,old\n");
    let reasons: Vec<_> = far.problems.iter().map(|p| format!("{:?}", p.reason)).collect();
    assert_eq!(reasons.iter().filter(|r| r.contains("OutOfRange")).count(), 2, "{reasons:?}");
}

#[test]
fn a_text_of_lines_that_begin_with_times_is_a_timeline_and_other_texts_are_not() {
    let memo = std::fs::read(fixture_path("memo.txt")).unwrap();
    let case = read_unnamed(&memo);
    assert_eq!(case.events.len(), 4, "{case:#?}");
    assert_eq!(case.events[1].at, Moment::Exact { at: at("2026-05-19T08:00") });
    assert_eq!(case.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [3]);
    let prose = b"# Read me\nWritten in May 2024.\n\n- one\n- two\n- three\n";
    assert!(read_unnamed(prose).problems.iter().any(|p| p.reason.is_fatal()));
    let untimed = read(b"when,what\nsoon,nothing\nlater,nothing else\n");
    let found: Vec<_> = untimed.problems.iter().map(|p| p.line).collect();
    assert_eq!(found, [1, 2, 3], "the refusal and each line: {:?}", untimed.problems);
    assert!(untimed.problems.iter().any(|p| p.reason == Reason::NoTimes));
}

#[test]
fn too_many_lines_and_a_text_without_end_are_refused_quickly() {
    let lines = "2026-11-20 07:50,x\n".repeat(200_000);
    let long = format!("time,what\n2026-11-20 07:50,{}\n", "x".repeat(9_000_000));
    for (text, reason) in [(lines, "TooMuch"), (long, "TooLong")] {
        let case = read(text.as_bytes());
        let fatal = case.problems.iter().find(|problem| problem.reason.is_fatal()).unwrap();
        assert!(format!("{:?}", fatal.reason).starts_with(reason), "{:?}", fatal.reason);
    }
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
    read_as(bytes, true)
}

fn read_unnamed(bytes: &[u8]) -> CaseFile {
    read_as(bytes, false)
}

fn read_as(bytes: &[u8], is_named_table: bool) -> CaseFile {
    thread_local!(static WORDS: (Headers, Vocabulary) = (
        serde_norway::from_str(include_str!("../../../content/times/csv-headers.yaml")).unwrap(),
        serde_norway::from_str(include_str!("../../../content/times/vocabulary.yaml")).unwrap(),
    ));
    WORDS.with(|(headers, vocabulary)| {
        parse_table(bytes, is_named_table, headers, vocabulary, at("2026-11-21T10:00"))
    })
}

fn at(text: &str) -> Timestamp {
    text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(japan()).unwrap().timestamp()
}
