//! Official spreadsheets: keeping one, choosing its cells, filling it.

use std::{collections::BTreeMap, io::Read as _};

use hikeshi_filings::{
    official::{OfficialFile, form_kinds, open_form},
    render::{FillProblem, Paper, fill, name_of},
};
use hikeshi_testkit::{Attachment, Page, fresh_sqlite};
use rust_xlsxwriter::Workbook;

use super::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    papers::{Filled, approved, paper_of},
    world::{ANALYST, At, OFFICER, STRANGER, World},
};

const KIND: &str = "common-ransomware";

/// A form with these names down its first column.
fn form_file(names: &[String]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("Form").unwrap();
    for (row, name) in (0..).zip(names) {
        page.write_string(row, 0, format!("label of {name}")).unwrap();
        page.write_string(row, 1, "example").unwrap();
    }
    for (row, name) in (1..).zip(names) {
        book.define_name(name, &format!("=Form!$B${row}")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The names that are found by themselves, for every item of the kind.
fn all_names() -> Vec<String> {
    let kind = form_kinds().unwrap().iter().find(|kind| kind.id == KIND).unwrap();
    kind.items.iter().map(|item| name_of(&item.id)).collect()
}

async fn upload(world: &World, person: At, file: Attachment) -> Page {
    let home = format!("/c/{}/official-forms", world.company);
    let pairs = [("kind".to_owned(), KIND.to_owned())];
    world.browser(person).upload(&home, &pairs, &[("file".to_owned(), file)]).await
}

fn sheet_of(bytes: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

fn official(names: &[String], cells: &[(&str, &str)]) -> OfficialFile {
    let cells = cells.iter().map(|(item, name)| ((*item).to_owned(), (*name).to_owned()));
    OfficialFile { bytes: form_file(names), cells: cells.collect() }
}

#[tokio::test]
async fn a_kept_form_is_filled_with_the_texts_of_a_paper() {
    for world in World::every_kind().await {
        let file = Attachment::new("form.xlsx", form_file(&all_names()));
        let page = upload(&world, OFFICER, file).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let list =
            world.browser(OFFICER).get(&format!("/c/{}/official-forms", world.company)).await;
        assert!(list.text().contains("form.xlsx"), "{}", list.text());
        assert!(list.text().contains("Every item has its cell"));
        let paper = approved(paper_of(KIND, Filled::Case));
        let form = open_form(&world.platform, &world.program(), KIND).await.unwrap().unwrap();
        let sheet = sheet_of(fill(&world.platform, form, &paper).await.unwrap());
        for item in paper.items.iter().filter(|item| !item.text.is_empty()) {
            let line = item.text.lines().next().unwrap();
            assert!(sheet.contains(&line.replace('&', "&amp;")), "{line}");
        }
        assert!(!sheet.contains("<f>"));
        // An item that says nothing leaves what the form has there.
        assert_eq!(
            sheet.matches("t=\"inlineStr\"").count(),
            paper.items.iter().filter(|item| !item.text.is_empty()).count()
        );
    }
}

#[tokio::test]
async fn items_without_a_cell_are_all_named() {
    let world = World::on(fresh_sqlite()).await;
    let paper = paper_of(KIND, Filled::Case);
    let names = all_names();
    let chosen = [(paper.items[2].id.as_str(), "-"), (paper.items[3].id.as_str(), "lost_name")];
    let form = official(&names[2..], &chosen);
    let problem = fill(&world.platform, form, &paper).await.unwrap_err();
    let words = world.platform.words(paper.lang);
    let said = problem.say(&words);
    assert_eq!(said.len(), 3, "{said:?}");
    let about = [&paper.items[0].title, &paper.items[1].title, &paper.items[3].title];
    assert!(said.iter().zip(about).all(|(line, title)| line.contains(title.as_str())), "{said:?}");
    assert!(said[0].contains(&names[0]) && said[2].contains("lost_name"));
}

#[tokio::test]
async fn what_a_cell_cannot_take_is_said_and_nothing_is_written() {
    let world = World::on(fresh_sqlite()).await;
    let mut paper: Paper = approved(paper_of(KIND, Filled::Case));
    paper.items[0].text = "x".repeat(40_000);
    let problem = fill(&world.platform, official(&all_names(), &[]), &paper).await.unwrap_err();
    assert!(matches!(&problem, FillProblem::TooLong(names) if names.len() == 1));
    assert_eq!(problem.say(&world.platform.words(paper.lang)).len(), 1);
    let broken = OfficialFile { bytes: b"no".to_vec(), cells: BTreeMap::new() };
    let problem = fill(&world.platform, broken, &paper).await.unwrap_err();
    assert!(matches!(problem, FillProblem::Form(_)));
}

#[tokio::test]
async fn a_file_that_is_no_form_is_refused_with_the_reason_beside_its_field() {
    let world = World::on(fresh_sqlite()).await;
    let cases: [(Vec<u8>, &str); 4] = [
        (b"a,b".to_vec(), "cannot be read as xlsx"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "old format"),
        (vec![0; 11 * 1024 * 1024], "too large"),
        (Vec::new(), "Choose a file"),
    ];
    for (bytes, reason) in cases {
        let page = upload(&world, OFFICER, Attachment::new("x.xlsx", bytes)).await;
        assert_eq!(page.status(), 422, "{reason}");
        assert!(page.text().contains(reason), "{reason}: {}", page.text());
    }
    let none = open_form(&world.platform, &world.program(), KIND).await.unwrap();
    assert!(none.is_none());
}

#[tokio::test]
async fn the_slower_of_two_who_choose_cells_keeps_what_was_chosen() {
    for world in World::every_kind().await {
        let names = ["One".to_owned(), "Two".to_owned()];
        upload(&world, OFFICER, Attachment::new("form.xlsx", form_file(&names))).await;
        let path = format!("/c/{}/official-forms/{KIND}", world.company);
        let (mut officer, mut analyst) = (world.browser(OFFICER), world.browser(ANALYST));
        let page = officer.get(&path).await;
        assert!(page.text().contains("hikeshi_item_"), "{}", page.text());
        let slow = analyst.get(&path).await.form_with_button("Save the cells");
        let field = slow.pairs().into_iter().map(|(name, _)| name).find(|n| n.starts_with("item-"));
        let field = field.unwrap();
        let fast = [("seen", "1"), (field.as_str(), "One")];
        assert_eq!(officer.post(&path, &fast).await.status(), 200);
        let page = analyst.post(&path, &[("seen", "1"), (field.as_str(), "Two")]).await;
        assert_eq!(page.status(), 409);
        let kept = page.form_with_button("Save the cells").pairs();
        assert!(kept.contains(&(field.clone(), "Two".to_owned())), "{kept:?}");
        assert!(kept.contains(&("seen".to_owned(), "2".to_owned())));
        // A new file keeps what still holds and drops what does not.
        upload(&world, OFFICER, Attachment::new("new.xlsx", form_file(&names[..1]))).await;
        let form = open_form(&world.platform, &world.program(), KIND).await.unwrap().unwrap();
        assert_eq!(form.cells.get(&field["item-".len()..]).map(String::as_str), Some("One"));
        // Its download is the file as it came, until it is removed.
        let answer = officer.fetch(&format!("{path}/file")).await;
        assert_eq!(answer.body.to_vec(), form.bytes);
        assert_eq!(officer.post(&format!("{path}/remove"), &[]).await.status(), 200);
        assert_eq!(officer.get(&path).await.status(), 404);
    }
}

#[tokio::test]
async fn an_approved_version_keeps_the_official_file_that_was_filled_then() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        upload(&world, OFFICER, Attachment::new("form.xlsx", form_file(&all_names()))).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, KIND).await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            act(&mut officer, &paper, button).await;
        }
        let file = format!("{paper}/official.xlsx?serial=2");
        let before = officer.fetch(&file).await;
        assert_eq!(before.status, 200, "{}", before.text());
        assert!(sheet_of(before.body.to_vec()).contains("Minato Foods"));
        let page = officer.get(&paper).await;
        assert!(page.links().iter().any(|link| link.href == file), "{}", page.text());

        let mut names = all_names();
        names.push("one_more".to_owned());
        upload(&world, ANALYST, Attachment::new("later.xlsx", form_file(&names))).await;
        assert_eq!(officer.fetch(&file).await.body, before.body);
        let home = format!("/c/{}/official-forms/{KIND}", world.company);
        assert_eq!(officer.post(&format!("{home}/remove"), &[]).await.status(), 200);
        assert_eq!(officer.fetch(&file).await.body, before.body);
    }
}

#[tokio::test]
async fn a_form_kept_after_the_approval_gives_drafts_only() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, KIND).await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            act(&mut officer, &paper, button).await;
        }
        upload(&world, ANALYST, Attachment::new("form.xlsx", form_file(&all_names()))).await;
        let said = "The official file was kept or completed after this approval";
        let page = officer.get(&paper).await;
        assert!(page.text().contains(said), "{}", page.text());
        let page = officer.get(&format!("{paper}/official.xlsx?serial=2")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains(said), "{}", page.text());
        let draft = officer.fetch(&format!("{paper}/official.xlsx")).await;
        assert_eq!(draft.status, 200);
        let name = draft.header("content-disposition").to_owned();
        assert!(name.contains("draft"), "{name}");
    }
}

#[tokio::test]
async fn the_names_of_a_form_stand_once_on_its_page_and_others_are_refused() {
    for world in World::every_kind().await {
        let names: Vec<String> = (0..2_000).map(|n| format!("cell_of_form_{n}")).collect();
        upload(&world, OFFICER, Attachment::new("form.xlsx", form_file(&names))).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("/c/{}/official-forms/{KIND}", world.company)).await;
        let written = officer.fetch(page.address()).await.text();
        assert_eq!(written.matches("cell_of_form_1999").count(), 1);
        let form = page.form_with_button("Save the cells");
        let mut items = form.pairs().into_iter().map(|(name, _)| name);
        let mut next = || items.find(|name| name.starts_with("item-")).unwrap();
        let (item, other) = (next(), next());
        let path = form.action.clone();
        let page = officer.post(&path, &[("seen", "1"), (&item, "cell_of_nobody")]).await;
        assert_eq!(page.status(), 422);
        let said = "The file has no cell named";
        assert!(page.text().contains(said), "{}", page.text());
        let kept = page.form_with_button("Save the cells").pairs();
        assert!(kept.contains(&(item.clone(), "cell_of_nobody".to_owned())), "{kept:?}");
        let same = [("seen", "1"), (&*item, "cell_of_form_7"), (&*other, "cell_of_form_7")];
        let page = officer.post(&path, &same).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("is chosen for another item, too"), "{}", page.text());
        let page = officer.post(&path, &[("seen", "1"), (&item, "CELL_of_form_7")]).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let form = open_form(&world.platform, &world.program(), KIND).await.unwrap().unwrap();
        assert_eq!(form.cells[&item["item-".len()..]], "cell_of_form_7");
    }
}

#[tokio::test]
async fn another_company_sees_no_form() {
    let world = World::on(fresh_sqlite()).await;
    upload(&world, OFFICER, Attachment::new("form.xlsx", form_file(&all_names()))).await;
    let mut stranger = world.browser(STRANGER);
    for path in ["", "/common-ransomware", "/common-ransomware/file"] {
        let foreign = format!("/c/{}/official-forms{path}", world.company);
        assert_eq!(stranger.get(&foreign).await.status(), 404, "{path}");
        let own = format!("/c/{}/official-forms{path}", world.other);
        let expected = if path.is_empty() { 200 } else { 404 };
        assert_eq!(stranger.get(&own).await.status(), expected, "{path}");
    }
}
