//! Answers out of workbooks with several sheets.

use hikeshi_office::{Sheet, workbook};
use hikeshi_testkit::{Attachment, Browser, Page};
use jiff::Timestamp;

use crate::world::{OFFICER, World};

/// Sites as the assessment writes them, and as the workbook does.
const SITES: &str = include_str!("fixtures/sites.csv");
/// Item 1 is answered; the answer to item 2 is a formula without a stored result.
const NO_VALUE: &[u8] = include_bytes!("fixtures/no-value.xlsx");

/// A sheet with item and answer for each question.
fn answered(name: &str, answer: impl Fn(u32) -> &'static str) -> Sheet {
    let rows = (1..=25).map(|item| vec![item.to_string(), answer(item).to_owned()]);
    table(name, &["item", "answer"], rows.collect())
}

fn table(name: &str, head: &[&str], rows: Vec<Vec<String>>) -> Sheet {
    let head: Vec<String> = head.iter().map(|&one| one.to_owned()).collect();
    let widths = vec![12; head.len()];
    Sheet { name: name.to_owned(), head, widths, rows, ..Sheet::default() }
}

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
}

async fn bring(browser: &mut Browser, here: &str, sheets: &[Sheet]) -> Page {
    let import = browser.get(&format!("{here}/import")).await;
    let bytes = workbook(sheets, Timestamp::UNIX_EPOCH).unwrap();
    let file = Attachment::new("answers.xlsx", bytes);
    let form = import.form_with_button("Take the answers").attach("File with answers", file);
    browser.submit(form).await
}

#[tokio::test]
async fn a_sheet_for_each_site_is_read_and_what_is_no_table_of_answers_is_named() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "Tokyo\nOsaka").await;
        let sheets = [
            table("About", &["what"], cells(&[&["Fill in every sheet"]])),
            answered("Tokyo", |_| "yes"),
            answered("Osaka", |_| "no"),
        ];
        let whole = bring(&mut officer, &here, &sheets).await;
        let text = whole.text();
        assert!(text.contains("50 answers taken from the file"), "{text}");
        assert!(text.contains("Sheets not read") && text.contains("About"), "{text}");
        assert!(text.contains("100 of 200 points"), "{text}");
        let assessment = world.assessment(&here).await;
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let answers = assessment.answers(&tx).await.unwrap();
        let score = hikeshi_posture_engine::score(&assessment.catalogue, &answers);
        let counts = score.sites.iter().map(|site| (site.sum.counts.yes, site.sum.counts.no));
        assert_eq!(counts.collect::<Vec<_>>(), [(25, 0), (0, 25)]);
    }
}

#[tokio::test]
async fn a_fault_on_any_sheet_refuses_all_and_names_the_sheet() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "Tokyo\nOsaka").await;
        let tokyo = || answered("Tokyo", |_| "yes");
        let faulty = [tokyo(), answered("Osaka", |item| if item == 3 { "maybe" } else { "no" })];
        let refused = bring(&mut officer, &here, &faulty).await;
        assert_eq!(refused.status(), 422);
        let text = refused.text();
        assert!(text.contains("Sheet \u{201c}Osaka\u{201d}: Line 5:"), "{text}");
        // A sheet with answers that belong to no site is not passed over.
        let stray = bring(&mut officer, &here, &[tokyo(), answered("Osaka2", |_| "no")]).await;
        assert_eq!(stray.status(), 422);
        assert!(stray.text().contains("\u{201c}Osaka2\u{201d}: No column names the site"));
        // A copied sheet whose column still names the first site.
        let copied = table("Osaka", &["site", "item", "answer"], cells(&[&["Tokyo", "7", "no"]]));
        let twice = bring(&mut officer, &here, &[tokyo(), copied]).await;
        assert_eq!(twice.status(), 422);
        let text = twice.text();
        assert!(
            text.contains("Item 7 is also answered on the sheet \u{201c}Tokyo\u{201d}"),
            "{text}"
        );
        assert!(officer.get(&here).await.text().contains("0 of 200 points"), "nothing is taken");
    }
}

#[tokio::test]
async fn blanks_change_nothing_and_parts_of_one_company_may_stand_on_several_sheets() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "").await;
        let parts = [
            answered("First", |item| if item <= 10 { "yes" } else { "" }),
            answered("Second", |item| if item > 20 { "yes" } else { "" }),
        ];
        let whole = bring(&mut officer, &here, &parts).await.text();
        assert!(whole.contains("15 answers taken") && whole.contains("60 of 100"), "{whole}");
        let blank = bring(&mut officer, &here, &[answered("Form", |_| "")]).await.text();
        assert!(blank.contains("0 answers taken") && blank.contains("60 of 100"), "{blank}");
        // Without headings a table counts when nothing else holds answers.
        let bare = Sheet {
            name: "Answers".to_owned(),
            rows: cells(&[&["11", "yes"], &["12", "no"]]),
            widths: vec![12, 12],
            ..Sheet::default()
        };
        let whole = bring(&mut officer, &here, &[bare]).await.text();
        assert!(whole.contains("2 answers taken") && whole.contains("64 of 100"), "{whole}");
        let none = [table("About", &["what"], cells(&[&["Nothing here"]]))];
        assert_eq!(bring(&mut officer, &here, &none).await.status(), 422);
    }
}

#[tokio::test]
async fn sites_are_found_in_any_width_as_sheets_and_in_a_column() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let (own, theirs): (Vec<&str>, Vec<&str>) =
            SITES.lines().filter_map(|line| line.split_once(',')).unzip();
        let here = world.begin(&mut officer, "ipa-25", &own.join("\n")).await;
        let sheets: Vec<Sheet> = theirs.iter().map(|name| answered(name, |_| "partly")).collect();
        let whole = bring(&mut officer, &here, &sheets).await.text();
        assert!(whole.contains("100 of 200 points"), "{whole}");
        let lines: String = theirs.iter().map(|site| format!("{site},1,yes\n")).collect();
        let import = officer.get(&format!("{here}/import")).await;
        let file = Attachment::new("a.csv", format!("site,item,answer\n{lines}").into_bytes());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let whole = officer.submit(form).await.text();
        assert!(whole.contains("104 of 200 points"), "{whole}");
        let table = officer.fetch(&format!("{here}/answers.csv")).await;
        assert!(own.iter().all(|site| table.text().contains(site)), "their own names stay");
    }
}

#[tokio::test]
async fn an_answer_that_is_a_formula_without_a_result_is_refused_and_not_taken_for_a_blank() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "").await;
        let import = officer.get(&format!("{here}/import")).await;
        let file = Attachment::new("answers.xlsx", NO_VALUE.to_vec());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let refused = officer.submit(form).await;
        assert_eq!(refused.status(), 422);
        let text = refused.text();
        assert!(text.contains("Line 3: \u{201c}=\u{201d} is no answer"), "{text}");
        assert!(!text.contains("Line 2:"), "a formula elsewhere does not matter: {text}");
    }
}

#[tokio::test]
async fn two_sites_that_files_cannot_tell_apart_are_one() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{}/new/ipa-25", world.assessments())).await;
        let form = page.form_with_button("Begin").fill("Sites or departments", "A1\n\u{FF21}1");
        assert_eq!(officer.submit(form).await.status(), 422);
    }
}
