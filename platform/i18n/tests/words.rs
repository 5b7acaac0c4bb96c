//! Words and dates as a reader meets them. Japanese texts stand in `tests/fixtures/`.

#![expect(clippy::unwrap_used, reason = "a broken sample should stop the test at once")]

use std::collections::HashMap;

use hikeshi_i18n::{Catalogue, CatalogueError, Source, Words};
use hikeshi_kernel::{Lang, Moment};
use jiff::Timestamp;

const SAMPLE: Source = Source {
    slice: "sample",
    ja: include_str!("fixtures/sample.ja.ftl"),
    ja_easy: include_str!("fixtures/sample.ja-easy.ftl"),
    en: include_str!("fixtures/sample.en.ftl"),
};

fn words(lang: Lang) -> Words {
    Catalogue::new(&[SAMPLE]).unwrap().words(lang)
}

fn expected() -> HashMap<&'static str, &'static str> {
    include_str!("fixtures/expected.txt").lines().filter_map(|line| line.split_once('=')).collect()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn moments_are_written_as_exactly_as_they_are_known() {
    let (ja, want) = (words(Lang::Ja), expected());
    let (early, late) = (at("2026-11-19T22:50:00Z"), at("2026-11-20T00:46:00Z"));
    let next_day = at("2026-11-21T05:05:00Z");
    let about = Moment::About { at: early };
    assert_eq!(ja.date_time(next_day), want["date-time"]);
    assert_eq!(ja.time_of(late), want["time"]);
    assert_eq!(ja.moment(&about), want["about"]);
    assert_eq!(ja.moment_brief(&about, late), want["about-brief"]);
    assert_eq!(ja.moment(&Moment::Day { day: "2026-11-01".parse().unwrap() }), want["day"]);
    assert_eq!(ja.moment(&Moment::range(early, late).unwrap()), want["range-day"]);
    assert_eq!(ja.moment(&Moment::range(early, next_day).unwrap()), want["range-days"]);
    assert_eq!(ja.moment(&Moment::Unknown), want["unknown"]);
    assert_eq!(ja.brief(next_day, late), want["brief"]);
}

#[test]
fn durations_use_the_two_largest_units_and_english_has_plurals() {
    let (ja, en, want) = (words(Lang::Ja), words(Lang::En), expected());
    let (early, late) = (at("2026-11-19T22:50:00Z"), at("2026-11-20T00:46:00Z"));
    assert_eq!(ja.elapsed(early, late), want["elapsed"]);
    assert_eq!(ja.time_left(late, early), want["left"]);
    assert_eq!(ja.time_left(early, late), want["over"]);
    assert_eq!(en.time_left(early, at("2026-11-19T22:50:30Z")), "just overdue");
    assert_eq!(en.elapsed(early, at("2026-11-19T22:51:00Z")), "1 minute");
    assert_eq!(en.elapsed(early, at("2026-11-22T23:50:00Z")), "3 d 1 h");
    assert_eq!(en.elapsed(late, early), "less than a minute");
    assert_eq!(en.date_time(early), "Fri 20 November 2026, 7:50");
}

#[test]
fn numbers_choose_plural_forms_and_texts_that_look_like_numbers_keep_their_zeros() {
    let en = words(Lang::En);
    assert_eq!(en.t1("sample-files", "count", 1), "One file");
    assert_eq!(en.t1("sample-files", "count", 2), "2 files");
    assert_eq!(en.t1("sample-name", "name", "007"), "Dear 007");
    assert_eq!(en.number(-1_234_567), "-1,234,567");
}

#[test]
fn readings_are_stripped_in_text_and_become_ruby_in_html() {
    let (ja, want) = (words(Lang::Ja), expected());
    assert_eq!(ja.t("sample-report"), want["report"]);
    assert_eq!(ja.html("sample-report"), want["report-html"]);
}

#[test]
fn a_typed_value_is_neither_markup_nor_a_reading() {
    let (en, typed) = (words(Lang::En), expected()["hostile"]);
    assert_eq!(en.t1("sample-name", "name", typed), format!("Dear {typed}"));
    let html = en.html_a("sample-name", &[("name", &typed)]);
    assert!(!html.contains("<b>") && !html.contains("<ruby>"), "{html}");
}

#[test]
fn a_missing_key_shows_its_name_and_is_found_by_the_check() {
    let catalogue = Catalogue::new(&[SAMPLE]).unwrap();
    assert_eq!(catalogue.words(Lang::En).t("nothing"), "[nothing]");
    assert_eq!(catalogue.missing(&["nothing", "sample-name"]).len(), 3);
    let gaps: Vec<_> = catalogue.gaps().into_iter().map(|gap| (gap.lang, gap.key)).collect();
    let key = || "sample-only-ja".to_owned();
    assert_eq!(gaps, [(Lang::JaEasy, key()), (Lang::En, key())]);
    let borrowed = catalogue.words(Lang::JaEasy).t("sample-only-ja");
    assert_eq!(borrowed, catalogue.words(Lang::Ja).t("sample-only-ja"));
}

#[test]
fn a_broken_or_repeated_key_is_an_error_that_names_slice_and_key() {
    let broken = Source { slice: "broken", ja: "a = x\nb = { $y\n", ja_easy: "", en: "" };
    let error = Catalogue::new(&[broken]).unwrap_err();
    assert!(matches!(&error, CatalogueError::Syntax { slice: "broken", line: 2, .. }), "{error}");
    let again = Source { slice: "again", ja: "", ja_easy: "", en: "time-unknown = x" };
    let error = Catalogue::new(&[again]).unwrap_err().to_string();
    assert_eq!(error, "again, en.ftl: the key `time-unknown` exists twice");
}

#[test]
fn words_can_be_shared_between_threads() {
    let en = words(Lang::En);
    let other = en.clone();
    let text = std::thread::spawn(move || other.t1("sample-files", "count", 1)).join().unwrap();
    assert_eq!(text, en.t1("sample-files", "count", 1));
}
