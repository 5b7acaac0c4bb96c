//! Ledgers out of files and into files.

use std::collections::BTreeMap;

use hikeshi_kernel::Lang;
use hikeshi_risks::{
    import::{LedgerFault, OwnHeads, ReadRows, plan, read_ledger, read_rows},
    risk_model,
};

use crate::world::{OFFICER, STAFF, World};

/// Shift_JIS, a title, empty rows, wide digits, words for levels, a formula, bad rows, one row twice.
const MESSY: &[u8] = include_bytes!("fixtures/messy.csv");
/// Heads over two rows with merged cells, a merged column, formulas, an explanation before it.
const MERGED: &[u8] = include_bytes!("fixtures/merged.xlsx");
/// A formula without a stored result where a level should be.
const NO_VALUE: &[u8] = include_bytes!("fixtures/no-value.xlsx");

fn read(bytes: &[u8]) -> Result<ReadRows, LedgerFault> {
    let model = risk_model().unwrap();
    let table = read_ledger(model, &OwnHeads::default(), bytes)?;
    Ok(read_rows(model, &table))
}

fn levels(read: &ReadRows, row: usize) -> [Option<u8>; 3] {
    let entry = &read.rows[row].entry;
    [entry.confidentiality, entry.integrity, entry.availability]
        .map(|level| level.map(hikeshi_risks::Level::number))
}

#[test]
fn a_messy_table_is_read_row_by_row_and_every_line_is_accounted_for() {
    let read = read(MESSY).unwrap();
    assert_eq!((read.rows.len(), read.bad.len(), read.empty), (4, 2, 1));
    assert_eq!(levels(&read, 0), [Some(3), Some(1), Some(1)]);
    assert_eq!(read.rows[0].entry.media, ["pc"]);
    assert_eq!(read.rows[0].entry.personal, ["personal", "my-number"]);
    assert_eq!(read.rows[0].entry.registered_on.unwrap().to_string(), "2023-04-01");
    assert_eq!(levels(&read, 1), [Some(2), Some(2), Some(1)], "wide digits");
    assert_eq!(levels(&read, 2), [Some(3), Some(2), Some(1)], "words");
    assert_eq!(read.rows[2].entry.media, ["in-house-server"]);
    assert!(!read.rows[2].entry.place.is_empty(), "what is no medium is the place");
    assert!(read.rows[2].entry.remark.starts_with("=HYPERLINK"), "a formula stays a text");
    let troubles = |row: usize| -> Vec<&str> {
        read.bad[row].troubles.iter().map(|(trouble, ..)| trouble.as_str()).collect()
    };
    assert_eq!((read.bad[0].line, troubles(0)), (8, vec!["no-name"]));
    assert_eq!((read.bad[1].line, troubles(1)), (9, vec!["no-level"]));
    let planned = plan(risk_model().unwrap(), &BTreeMap::new(), read, &[]);
    let kinds: Vec<String> = planned.steps.iter().map(|step| format!("{:?}", step.kind)).collect();
    assert_eq!(kinds, ["New", "New", "New", "Twice"]);
}

#[test]
fn a_workbook_with_merged_cells_is_read_and_its_formulas_are_never_run() {
    let read = read(MERGED).unwrap();
    assert_eq!((read.rows.len(), read.bad.len()), (2, 0));
    assert_eq!(levels(&read, 0), [Some(3), Some(2), Some(1)]);
    assert_eq!(read.rows[0].entry.media, ["in-house-server"]);
    assert_eq!(read.rows[1].entry.business, read.rows[0].entry.business, "merged over two rows");
    assert_eq!(read.rows[0].remarks, [], "the importance is counted by the program anyway");
    assert_eq!(read.rows[1].remarks, [("formula".to_owned(), "name".to_owned())]);
    assert!(!read.rows[1].entry.name.is_empty(), "the stored value counts");
}

#[test]
fn a_formula_without_a_stored_result_is_read_as_empty_and_said() {
    let read = read(NO_VALUE).unwrap();
    assert_eq!(levels(&read, 0), [None, Some(2), Some(1)]);
    assert_eq!(read.rows[0].remarks, [("no-value".to_owned(), "confidentiality".to_owned())]);
}

#[test]
fn a_file_that_is_no_ledger_is_refused_with_the_reason() {
    assert_eq!(read(b"").unwrap_err(), LedgerFault::Empty);
    assert_eq!(read(b"a,b\n1,2\n").unwrap_err(), LedgerFault::NoHeads);
    assert_eq!(read(b"PK\x03\x04broken").unwrap_err(), LedgerFault::Broken);
    assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0]).unwrap_err(), LedgerFault::Protected);
    assert_eq!(read(&[0, 159, 146, 150, 0, 1, 2]).unwrap_err(), LedgerFault::NotATable);
}

#[tokio::test]
async fn a_file_is_shown_before_it_is_taken_and_can_be_taken_back() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let page = world.upload(&mut staff, "ledger.csv", MESSY).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert_eq!(world.ledger().await.len(), 0, "nothing is taken yet");
        assert!(page.text().contains("Line 9") && page.text().contains("is not 1 to 3"));
        let form = page.form_with_button("Take into the ledger");
        staff.submit(form.clone()).await;
        assert_eq!(world.ledger().await.len(), 3);
        assert_eq!(staff.submit(form).await.status(), 409, "it is taken once");
        let import = staff.get(&world.risks("/import")).await.by_role_link("ledger.csv");
        let page = staff.follow(&import).await;
        staff.submit(page.form_with_button("Take it back")).await;
        assert_eq!(world.ledger().await.len(), 0);

        world.paper(&mut staff, "Drawings").await;
        let refused = world.upload(&mut staff, "none.csv", b"a,b\n1,2").await;
        assert_eq!(refused.status(), 422);
        assert_eq!(world.ledger().await.len(), 1);
    }
}

#[tokio::test]
async fn what_goes_out_comes_in_again_as_the_same() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = world.upload(&mut officer, "ledger.csv", MESSY).await;
        officer.submit(page.form_with_button("Take into the ledger")).await;
        for lang in Lang::ALL {
            let mut reader = world.browser_in(OFFICER, lang.code());
            for file in ["/export.xlsx", "/export.csv"] {
                let out = reader.fetch(&world.risks(file)).await;
                assert_eq!(out.status, 200);
                let page = world.upload(&mut officer, file, &out.body).await;
                let text = page.text();
                assert!(text.contains("New 0 Changed 0 The same 3 Unreadable 0"), "{file} {text}");
            }
        }
    }
}

/// A table in English with as many rows as wanted.
fn rows(number: usize) -> Vec<u8> {
    let head = "Information,Kept on,Confidentiality,Integrity,Availability\n";
    let row = |row: usize| format!("List {row},Paper,2,1,1\n");
    format!("{head}{}", (1..=number).map(row).collect::<String>()).into_bytes()
}

#[tokio::test]
async fn a_file_that_was_read_twice_adds_its_rows_once() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let first = world.upload(&mut staff, "ledger.csv", MESSY).await;
        let second = world.upload(&mut staff, "ledger.csv", MESSY).await;
        assert!(second.text().contains("New 3"), "{}", second.text());
        staff.submit(first.form_with_button("Take into the ledger")).await;
        let page = staff.submit(second.form_with_button("Take into the ledger")).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("The ledger has changed"), "{}", page.text());
        assert_eq!(world.ledger().await.len(), 3);
        let again = world.upload(&mut staff, "ledger.csv", MESSY).await;
        assert!(again.text().contains("New 0 Changed 0 The same 3"), "{}", again.text());
    }
}

#[tokio::test]
async fn a_file_that_makes_the_ledger_too_long_is_told_before_it_is_taken() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        world.paper(&mut staff, "Drawings").await;
        let page = world.upload(&mut staff, "long.csv", &rows(5000)).await;
        let text = page.text();
        assert!(text.contains("The ledger would be too long"), "{text}");
        assert!(text.contains("5000 rows; these are 1 too many"), "{text}");
        assert!(!page.buttons().contains(&"Take into the ledger".to_owned()));
        let refused = staff.post(page.address(), &[("act", "take")]).await;
        assert_eq!(refused.status(), 409);
        assert!(!refused.text().contains("The ledger has changed"), "{}", refused.text());
        assert_eq!(world.ledger().await.len(), 1);
        let page = world.upload(&mut staff, "fits.csv", &rows(4999)).await;
        assert!(page.buttons().contains(&"Take into the ledger".to_owned()));
    }
}

#[tokio::test]
async fn what_a_file_counts_otherwise_is_remarked_and_ours_is_used() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        world.judge(&mut staff, "paper-lost", ("3", "2")).await;
        let head =
            "Information,Kept on,Confidentiality,Integrity,Availability,Importance,Risk value";
        // 3 times 2 for what is lost on paper; the second file counts the same.
        let theirs = format!("{head}\nCustomers,Paper,3,1,1,2,2\n");
        let page = world.upload(&mut staff, "theirs.csv", theirs.as_bytes()).await;
        let text = page.text();
        assert!(text.contains("(theirs \u{2192} ours): 2 \u{2192} 6"), "{text}");
        assert!(text.contains("The importance differs") && text.contains("2 \u{2192} 3"), "{text}");
        let same = format!("{head}\nCustomers,Paper,3,1,1,3,6\n");
        let text = world.upload(&mut staff, "same.csv", same.as_bytes()).await.text();
        assert!(!text.contains("theirs \u{2192} ours"), "{text}");
    }
}
