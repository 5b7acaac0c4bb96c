//! How people write sites, items and answers, one way of writing to a line of a fixture.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use hikeshi_posture_engine::{
    Answer, Answers, ReadProblem, ReadReason, read_answers, read_table, score, site_key,
};

use crate::pack::{LIBRARY, WORDS, catalogue};

/// Sites in several forms of the same name.
const SITES: &str = include_str!("fixtures/site-names.csv");
/// The sites in it, as each was written first.
const SHOWN: &str = include_str!("fixtures/site-names.txt");
/// Word and answer.
const SAID: &str = include_str!("fixtures/words.csv");
/// Catalogue, cell, and the item that it names; empty for none.
const ITEMS: &str = include_str!("fixtures/items.csv");

fn read(id: &str, text: &str) -> Result<Answers, Vec<ReadProblem>> {
    read_answers(catalogue(id), &WORDS, text.as_bytes())
}

fn fault(text: &str) -> (usize, &'static str) {
    let problems = read("ipa-25", text).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    (problems[0].line, problems[0].reason.code())
}

/// The cells of a fixture.
fn cells(fixture: &str) -> Vec<Vec<String>> {
    let mut table = csv::ReaderBuilder::new();
    let mut table = table.has_headers(false).from_reader(fixture.as_bytes());
    let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    table.records().map(|one| row(one.unwrap())).collect()
}

#[test]
fn sites_are_one_in_whatever_width_and_are_shown_as_first_written() {
    let score = score(catalogue("ipa-25"), &read("ipa-25", SITES).unwrap());
    let sites: Vec<&str> = score.sites.iter().map(|site| site.site.as_str()).collect();
    assert_eq!(sites, SHOWN.lines().collect::<Vec<_>>());
    // Two yes at each site, but one where a blank inside makes another name, and one that waits.
    let totals: Vec<i32> = score.sites.iter().map(|site| site.sum.total).collect();
    assert_eq!(totals, [8, 8, 4, 8, 4]);
    assert_eq!(score.items[0].answers[0].site, sites[0]);
    assert_eq!(site_key(" a\u{200B}\u{3000} \u{FF22}\u{FE0F} "), "a B");
    assert_ne!(site_key("a"), site_key("A"));
    let twice = read("ipa-25", "\u{2460},1,yes\n1\u{AD},1,no\n").unwrap_err();
    assert_eq!(twice[0].reason, ReadReason::Twice { item: "1".to_owned(), first: 1 });
    let nameless = read("ipa-25", "\u{200B}\u{200D},1,yes\n").unwrap();
    assert_eq!(nameless.sheets[0].site, "");
}

#[test]
fn items_are_read_as_written_and_nothing_else_is_taken_for_one() {
    for row in cells(ITEMS) {
        let (id, cell, item) = (&row[0], &row[1], &row[2]);
        let quoted = cell.replace('"', "\"\"");
        let found = read(id, &format!("item,answer\n\"{quoted}\",yes\n"));
        let found = found.map(|answers| answers.sheets[0].given.keys().cloned().collect());
        let expected = match item.as_str() {
            "" => Err(vec!["unknown-item"]),
            item => Ok(vec![item.to_owned()]),
        };
        let found = found.map_err(|all| all.iter().map(|one| one.reason.code()).collect());
        assert_eq!(found, expected, "{id}: {cell}");
    }
}

#[test]
fn every_catalogue_reads_its_own_ids() {
    for catalogue in LIBRARY.catalogues() {
        let lines = catalogue.items().map(|item| format!("{},unknown\n", item.id));
        let text = format!("item,answer\n{}", lines.collect::<String>());
        let answers = read_answers(catalogue, &WORDS, text.as_bytes()).unwrap();
        assert_eq!(answers.sheets[0].given.len(), catalogue.len(), "{}", catalogue.id);
    }
}

#[test]
fn answers_are_read_in_any_kind_of_kana_and_with_any_mark() {
    for row in cells(SAID) {
        let answers = read("ipa-25", &format!("1,{}\n", row[0])).unwrap();
        assert_eq!(answers.sheets[0].answer("1").to_string(), row[1], "{}", row[0]);
    }
}

#[test]
fn no_word_means_two_answers() {
    for one in &WORDS.answers {
        for word in &one.words {
            let answers = read("ipa-25", &format!("item,answer\n1,\"{word}\"\n")).unwrap();
            assert_eq!(answers.sheets[0].answer("1"), one.answer, "{word}");
        }
    }
}

#[test]
fn a_blank_answer_waits_and_its_site_counts() {
    let text = "site,item,answer,note\na,1,yes,\na,2,,\nb,1\nb,2,,later\n,,,\nb,,,\n";
    let answers = read("ipa-25", text).unwrap();
    assert_eq!(answers.sheets.len(), 2);
    assert_eq!(answers.sheets[0].given.len(), 1, "what is blank leaves what stands alone");
    assert_eq!(answers.sheets[1].given["2"].answer, Answer::Unanswered);
    assert_eq!(answers.sheets[1].given["2"].note, "later");
    let counted = score(catalogue("ipa-25"), &answers);
    assert_eq!((counted.sum.total, counted.sum.max, counted.sum.counts.unanswered), (4, 200, 49));
    assert_eq!(read("ipa-25", "1,\n2,no\n").unwrap().sheets[0].answer("1"), Answer::Unanswered);
    assert_eq!(fault("item,answer\n1,\n1,yes\n"), (3, "twice"));
    assert_eq!(fault("1,yes\n2\n"), (2, "cells"));
}

#[test]
fn a_mark_that_swallows_lines_is_named_where_it_opens() {
    assert_eq!(fault("1,yes\n\n2,\"no\n3,yes\n4,yes\n"), (3, "open-quote"));
    assert_eq!(fault("1,yes,\"a\n2,no,\"b\n"), (1, "open-quote"));
    assert_eq!(fault("\"item,answer\n1,yes\n"), (1, "open-quote"));
    let text = "site,item,answer,note\na,1,yes,\"two\nlines, \"\"quoted\"\"\"\na,2,no,5\"\n";
    let answers = read("ipa-25", text).unwrap();
    assert_eq!(answers.sheets[0].given.len(), 2);
    assert_eq!(answers.sheets[0].given["1"].note, "two\nlines, \"quoted\"");
}

#[test]
fn two_columns_of_answers_must_not_differ() {
    assert_eq!(fault("item,answer,answer\n1,yes,yes\n"), (1, "column-twice"));
    assert_eq!(fault("title,,\nitem,Item,answer\n1,1,yes\n"), (2, "column-twice"));
    let other = &WORDS.answer[1];
    let text = format!("item,answer,{other}\n1,yes,yes\n2,no,\n3,no,4\n4,yes,no\n5,,yes\n");
    let problems = read("ipa-25", &text).unwrap_err();
    let named: Vec<_> = problems.iter().map(|one| (one.line, one.reason.code())).collect();
    assert_eq!(named, [(5, "two-answers"), (6, "two-answers")]);
}

#[test]
fn a_table_says_whether_headings_name_its_columns() {
    let headed = |text: &str| read_table(catalogue("ipa-25"), &WORDS, text.as_bytes()).headed;
    assert!(headed("title\nitem,answer\n1,maybe\n"));
    assert!(headed("item,answer,answer\n"));
    assert!(!headed("1,yes\n") && !headed("what,points\nall,4\n") && !headed("item\n1\n"));
}
