//! Papers as files: every kind, every form, read back by other programs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use hikeshi_filings::render::{Form, Paper, PaperItem, Rendered, render};
use hikeshi_testkit::fresh_sqlite;

use super::{
    papers::{Filled, approved, paper_of, papers, words},
    world::World,
};

const FORMS: [Form; 4] = [Form::Pdf, Form::Docx, Form::Xlsx, Form::Text];

/// Text as programs that lay it out in different ways agree on it: without spaces and line ends.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// What a program prints that reads `file`; `None` where the program is not installed.
fn said(program: &str, args: &[&str], file: &Path) -> Option<String> {
    let run = Command::new(program).args(args).arg(file).arg("-").output();
    match run {
        Ok(run) => Some(String::from_utf8(run.stdout).unwrap()),
        Err(error) => {
            println!("SKIPPED: {program} is not installed ({error})");
            None
        }
    }
}

/// Opens files with LibreOffice and saves them in another format; `None` where it is not installed.
fn converted(folder: &Path, filter: &str, files: &[PathBuf]) -> Option<()> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .args(files)
        .output();
    match run {
        Ok(run) => {
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            Some(())
        }
        Err(error) => {
            println!("SKIPPED: soffice is not installed ({error})");
            None
        }
    }
}

fn in_order(text: &str, titles: &[String], what: &str) {
    let text = dense(text);
    let mut from = 0;
    for title in titles {
        let title = dense(title);
        let found = text[from..].find(&title);
        from += found.unwrap_or_else(|| panic!("{what}: {title} is not there or not in order"));
        from += title.len();
    }
}

/// What must stand in a file of the paper, in this order: titles and, of a plain case, the texts.
fn expected(paper: &Paper, with_texts: bool) -> Vec<String> {
    let mut found = Vec::new();
    for item in &paper.items {
        found.push(item.title.clone());
        if with_texts {
            found.extend(printed_lines(item));
        }
    }
    found
}

/// The lines that are printed as they are: fields of the list are named instead.
fn printed_lines(item: &PaperItem) -> impl Iterator<Item = String> {
    item.text.lines().filter(|line| !line.contains("{{")).map(str::to_owned)
}

fn keep(folder: &Path, paper: &Paper, file: &Rendered) -> PathBuf {
    let ending = file.file_name.rsplit_once('.').unwrap().1;
    let path = folder.join(format!("{}.{ending}", paper.kind));
    std::fs::write(&path, &file.bytes).unwrap();
    path
}

#[tokio::test]
async fn every_kind_is_made_in_every_form_whatever_is_written_in_it() {
    let world = World::on(fresh_sqlite()).await;
    for filled in [Filled::Case, Filled::Nothing, Filled::Hostile] {
        for paper in papers(filled) {
            for form in FORMS {
                let file = render(&world.platform, &paper, form).await.unwrap();
                assert!(!file.bytes.is_empty());
                assert!(file.file_name.is_ascii() && file.file_name.contains("draft"));
            }
        }
    }
}

#[tokio::test]
async fn a_pdf_says_every_title_in_order_and_marks_a_draft_on_every_page() {
    let world = World::on(fresh_sqlite()).await;
    let folder = tempfile::tempdir().unwrap();
    for filled in [Filled::Case, Filled::Hostile] {
        for paper in papers(filled) {
            let file = render(&world.platform, &paper, Form::Pdf).await.unwrap();
            let path = keep(folder.path(), &paper, &file);
            let Some(text) = said("pdftotext", &["-raw"], &path) else { return };
            in_order(&text, &expected(&paper, false), &paper.kind);
            for (number, page) in text.trim_end_matches('\u{C}').split('\u{C}').enumerate() {
                assert!(dense(page).contains(&dense(words()[3])), "{} page {number}", paper.kind);
            }
        }
    }
}

#[tokio::test]
async fn what_is_missing_is_said_in_drafts_only() {
    let world = World::on(fresh_sqlite()).await;
    let mut paper = paper_of("ppc-preliminary", Filled::Nothing);
    paper.items[0].missing = vec!["FACT-ONE".to_owned(), "FACT-TWO".to_owned()];
    let draft = render(&world.platform, &paper, Form::Text).await.unwrap();
    assert!(String::from_utf8(draft.bytes).unwrap().contains("FACT-TWO"));
    for form in [Form::Text, Form::Docx, Form::Xlsx] {
        let fair = render(&world.platform, &approved(paper.clone()), form).await.unwrap();
        assert!(!fair.file_name.contains("draft"));
        assert!(!String::from_utf8_lossy(&fair.bytes).contains("FACT-TWO"));
    }
}

async fn as_text(world: &World, paper: &Paper) -> String {
    String::from_utf8(render(&world.platform, paper, Form::Text).await.unwrap().bytes).unwrap()
}

#[tokio::test]
async fn what_is_sent_bears_its_own_title_and_says_nothing_about_our_form() {
    let world = World::on(fresh_sqlite()).await;
    for kind in ["persons-email", "web-notice", "partners-report"] {
        let paper = paper_of(kind, Filled::Case);
        let headline = paper.items[0].text.clone();
        assert!(as_text(&world, &paper).await.contains(&paper.source), "{kind}");
        let sent = as_text(&world, &approved(paper.clone())).await;
        assert!(sent.lines().next().unwrap().contains(&headline), "{kind}");
        assert!(!sent.contains(&paper.title) && !sent.contains(&paper.source), "{kind}");
        assert_eq!(sent.matches(&headline).count(), 1, "{kind}");
    }
}

#[tokio::test]
async fn a_letter_names_the_columns_of_the_list() {
    let world = World::on(fresh_sqlite()).await;
    let paper = paper_of("persons-email", Filled::Case);
    assert!(paper.items.iter().any(|item| item.text.contains("{{name}}")));
    assert!(!as_text(&world, &paper).await.contains("{{"));
}

#[tokio::test]
async fn an_item_without_words_is_not_left_empty() {
    let world = World::on(fresh_sqlite()).await;
    for (kind, says) in
        [("web-notice", "render-nothing-public"), ("ppc-preliminary", "render-nothing")]
    {
        let paper = approved(paper_of(kind, Filled::Nothing));
        let text = as_text(&world, &paper).await;
        assert!(text.contains(&world.platform.words(paper.lang).t(says)), "{kind}: {text}");
    }
}

#[tokio::test]
async fn a_drill_is_marked_in_every_form() {
    let world = World::on(fresh_sqlite()).await;
    let folder = tempfile::tempdir().unwrap();
    for kind in ["ppc-preliminary", "persons-letter", "web-notice"] {
        let paper = Paper { mark: words()[4].to_owned(), ..paper_of(kind, Filled::Case) };
        let text = render(&world.platform, &paper, Form::Text).await.unwrap();
        assert!(String::from_utf8(text.bytes).unwrap().contains(words()[4]), "{kind}");
        let pdf = render(&world.platform, &paper, Form::Pdf).await.unwrap();
        let path = keep(folder.path(), &paper, &pdf);
        let Some(text) = said("pdftotext", &["-raw"], &path) else { return };
        for page in text.trim_end_matches('\u{C}').split('\u{C}') {
            assert!(dense(page).contains(&dense(words()[4])), "{kind}");
        }
    }
}

#[tokio::test]
async fn libreoffice_opens_every_document_and_finds_every_text() {
    let world = World::on(fresh_sqlite()).await;
    for filled in [Filled::Case, Filled::Hostile] {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Vec::new();
        let papers = papers(filled);
        for paper in &papers {
            let file = render(&world.platform, paper, Form::Docx).await.unwrap();
            files.push(keep(folder.path(), paper, &file));
        }
        if converted(folder.path(), "txt:Text (encoded):UTF8", &files).is_none() {
            return;
        }
        for paper in &papers {
            let path = folder.path().join(format!("{}.txt", paper.kind));
            let text = std::fs::read_to_string(path).unwrap();
            in_order(&text, &expected(paper, filled == Filled::Case), &paper.kind);
        }
    }
}

#[tokio::test]
async fn libreoffice_reads_the_same_cells_from_every_table_and_no_formula() {
    let world = World::on(fresh_sqlite()).await;
    for filled in [Filled::Case, Filled::Hostile] {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Vec::new();
        let papers = papers(filled);
        for paper in &papers {
            let file = render(&world.platform, paper, Form::Xlsx).await.unwrap();
            files.push(keep(folder.path(), paper, &file));
        }
        // A table that any spreadsheet program reads tells whether there is one.
        let plain = folder.path().join("plain.csv");
        std::fs::write(&plain, "a,b\n").unwrap();
        files.push(plain);
        // Every sheet into a file of its own, formulas as formulas.
        let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
        if converted(folder.path(), filter, &files).is_none() {
            return;
        }
        if !folder.path().join("plain-plain.csv").is_file() {
            println!("SKIPPED: LibreOffice has no Calc");
            return;
        }
        for paper in &papers {
            let mut text = String::new();
            let mut names: Vec<PathBuf> = std::fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
                .filter(|path| {
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    name.starts_with(&format!("{}-", paper.kind))
                })
                .collect();
            names.sort();
            for name in names {
                text.push_str(&std::fs::read_to_string(name).unwrap().replace("\"\"", "\""));
            }
            // The sheets come in the order of their names, so each item is looked for on its own.
            for item in &paper.items {
                for part in printed_lines(item).filter(|_| filled == Filled::Case) {
                    in_order(&text, &[part], &paper.kind);
                }
            }
            assert!(!text.contains("Err:") && !text.contains("#NAME"), "{}", paper.kind);
            if filled == Filled::Hostile {
                in_order(&text, &["=HYPERLINK(".to_owned()], &paper.kind);
                in_order(&text, &["_x0041_".to_owned()], &paper.kind);
            }
        }
    }
}

#[tokio::test]
async fn the_five_tables_stand_on_five_sheets_and_say_that_the_layout_is_to_be_checked() {
    let world = World::on(fresh_sqlite()).await;
    let paper = paper_of("meti-appendix-c", Filled::Case);
    let file = render(&world.platform, &paper, Form::Xlsx).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = keep(folder.path(), &paper, &file);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).count(), 5);
    assert!(!names.iter().any(|name| name.contains("externalLink")));
    let mut texts = String::new();
    let mut part = zip.by_name("xl/sharedStrings.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut texts).unwrap();
    let note = world.platform.words(paper.lang).t("render-to-check");
    assert!(texts.contains(&note));
}

#[tokio::test]
async fn the_parts_of_a_common_form_stand_on_one_sheet() {
    let world = World::on(fresh_sqlite()).await;
    let paper = paper_of("common-ransomware", Filled::Case);
    let file = render(&world.platform, &paper, Form::Xlsx).await.unwrap();
    let zip = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).count(), 1);
}

#[tokio::test]
async fn the_same_paper_is_the_same_file() {
    let world = World::on(fresh_sqlite()).await;
    let paper = paper_of("common-ransomware", Filled::Case);
    for form in FORMS {
        let one = render(&world.platform, &paper, form).await.unwrap();
        let other = render(&world.platform, &paper, form).await.unwrap();
        assert_eq!(one.bytes, other.bytes, "{form:?}");
    }
}

/// For whoever looks at the papers: writes all of them into the folder of HIKESHI_LOOK.
#[tokio::test]
async fn papers_to_look_at() {
    let Some(folder) = std::env::var_os("HIKESHI_LOOK").map(PathBuf::from) else { return };
    let world = World::on(fresh_sqlite()).await;
    for paper in papers(Filled::Case) {
        for form in FORMS {
            keep(&folder, &paper, &render(&world.platform, &paper, form).await.unwrap());
        }
    }
}
