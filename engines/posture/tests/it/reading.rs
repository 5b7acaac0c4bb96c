#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use hikeshi_posture_engine::{Answer, Answers, ReadProblem, ReadReason, read_answers, score};

use crate::pack::{WORDS, catalogue};

fn read(id: &str, bytes: &[u8]) -> Result<Answers, Vec<ReadProblem>> {
    read_answers(catalogue(id), &WORDS, bytes)
}

fn refused(id: &str, text: &str) -> Vec<(usize, String)> {
    let problems = read(id, text.as_bytes()).unwrap_err();
    problems.iter().map(|one| (one.line, one.reason.code().to_owned())).collect()
}

const AS_PEOPLE_WRITE: &str = include_str!("fixtures/as-people-write.csv");

#[test]
fn words_and_numbers_as_people_write_them_are_read() {
    let answers = read("ipa-25", AS_PEOPLE_WRITE.as_bytes()).unwrap();
    assert_eq!(answers.sheets.len(), 2);
    let first = &answers.sheets[0];
    let expected = [
        ("1", Answer::Yes),
        ("2", Answer::Partly),
        ("3", Answer::No),
        ("4", Answer::Unknown),
        ("5", Answer::Unanswered),
        ("9", Answer::Na),
        ("11", Answer::Yes),
    ];
    for (item, answer) in expected {
        assert_eq!(first.answer(item), answer, "{item}");
    }
    assert!(!first.given["9"].note.is_empty());
    // 4 + 2 + 0 - 1 + 0 + 4 = 9 at the first site, one yes at the second.
    let score = score(catalogue("ipa-25"), &answers);
    assert_eq!((score.sum.total, score.sum.max), (13, 196));
}

#[test]
fn every_japanese_encoding_and_line_end_is_read_alike() {
    let plain = read("ipa-25", AS_PEOPLE_WRITE.as_bytes()).unwrap();
    let (shift_jis, _, lost) = encoding_rs::SHIFT_JIS.encode(AS_PEOPLE_WRITE);
    assert!(!lost);
    assert_eq!(read("ipa-25", &shift_jis).unwrap(), plain);
    let marked = format!("\u{feff}{}", AS_PEOPLE_WRITE.replace('\n', "\r\n"));
    assert_eq!(read("ipa-25", marked.as_bytes()).unwrap(), plain);
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("ipa-25", &wide).unwrap(), plain);
    assert_eq!(read("ipa-25", AS_PEOPLE_WRITE.replace(',', "\t").as_bytes()).unwrap(), plain);
}

#[test]
fn headings_and_sites_may_be_missing_and_columns_may_stand_elsewhere() {
    for text in [
        "1,yes\n2,no\n",
        ",1,yes\n,2,no\n",
        "answer,item\nyes,1\nno,2\n",
        "item,answer\n1.0,yes\n02,no\n",
    ] {
        let answers = read("ipa-25", text.as_bytes()).unwrap();
        let sheet = &answers.sheets[0];
        assert_eq!(
            (sheet.site.as_str(), sheet.answer("1"), sheet.answer("2")),
            ("", Answer::Yes, Answer::No)
        );
    }
    let ids = "G5-1,yes\nNo.2,yes\n#3,yes\n";
    assert_eq!(score(catalogue("ipa-5"), &read("ipa-5", ids.as_bytes()).unwrap()).sum.total, 3);
    let scs = "1-2-1(1),yes\nNo.4-4-4-2,yes\n";
    assert_eq!(score(catalogue("scs-3"), &read("scs-3", scs.as_bytes()).unwrap()).sum.total, 2);
}

#[test]
fn every_fault_names_its_line() {
    let faults = "site,item,answer\na,1,yes\na,26,yes\na,2,maybe\na,1,no\n,3,yes\na,,yes\n";
    let expected =
        [(3, "unknown-item"), (4, "unknown-answer"), (5, "twice"), (6, "no-site"), (7, "no-item")];
    assert_eq!(refused("ipa-25", faults), expected.map(|(line, code)| (line, code.to_owned())));
    let twice = read("ipa-25", b"1,yes\n\n1,yes\n").unwrap_err();
    assert_eq!(twice[0].reason, ReadReason::Twice { item: "1".to_owned(), first: 1 });
    assert_eq!(twice[0].line, 3);
}

#[test]
fn remarks_below_the_table_are_no_answers() {
    let text = "item,title,answer\n1,Updates,yes\n,,\n,written by hand,\n";
    let answers = read("ipa-25", text.as_bytes()).unwrap();
    assert_eq!(answers.sheets[0].given.len(), 1);
}

#[test]
fn a_title_above_the_headings_and_a_first_answer_no_do_not_mislead() {
    let titled = "Self-check,,\n,,\nNo.,Question,answer\n1,Updates,no\n2,Virus,yes\n";
    for text in [titled, "1,no\n2,yes\n", "a,1,no\na,2,yes\n"] {
        let answers = read("ipa-25", text.as_bytes()).unwrap();
        let sheet = &answers.sheets[0];
        assert_eq!((sheet.answer("1"), sheet.answer("2")), (Answer::No, Answer::Yes), "{text}");
    }
}

#[test]
fn a_requirement_is_not_a_criterion_and_a_level_is_not_a_yes() {
    let group = read("scs-3", b"2-1-1,yes\n").unwrap_err();
    let items = vec!["2-1-1-1".to_owned(), "2-1-1-2".to_owned()];
    assert_eq!(group[0].reason, ReadReason::Group { group: "2-1-1".to_owned(), items });
    assert_eq!(refused("benchmark-25", "1,yes\n"), [(1, "unknown-answer".to_owned())]);
    assert_eq!(read("benchmark-25", b"1,5\n").unwrap().sheets[0].answer("1"), Answer::Level(5));
    assert_eq!(refused("ipa-25", "1,5\n"), [(1, "unknown-answer".to_owned())]);
}

#[test]
fn an_empty_file_and_one_without_a_needed_column_are_refused() {
    assert_eq!(refused("ipa-25", "\n"), [(1, "file".to_owned())]);
    assert_eq!(refused("ipa-25", "site,item,answer\n"), [(1, "nothing".to_owned())]);
    assert_eq!(refused("ipa-25", "site,item\na,1\n"), [(1, "no-column".to_owned())]);
}
