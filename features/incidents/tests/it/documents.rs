//! Papers as people get them: made, kept, opened again, on both databases. What is in a file is
//! looked at with the programs that people use.

use std::{fs, path::Path, process::Command};

use axum::http::StatusCode;
use hikeshi_incidents::{
    case::{
        Certainty, EntryKind, IncidentId, Level, LevelDecision, NewEntry, NewFact, add_entry,
        decide_level, set_fact, whole_timeline,
    },
    documents::{CaseFile, FIRST_REPORT_SOURCE, Issue, documents_of, gather_decisions},
    model::{document, incident},
    runs::{StepAct, act_on_step, runs_of, start_run},
};
use hikeshi_kernel::Moment;
use hikeshi_playbook::{Action, Availability, StepKind};
use hikeshi_testkit::{Answer, Browser};
use sha2::{Digest as _, Sha256};

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STRANGER, World};

/// What a program writes about a file.
fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(file).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of a PDF and its number of pages; every page must be A4.
pub(crate) fn read_pdf(bytes: &[u8]) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, bytes).unwrap();
    let info = said("pdfinfo", &[], &file);
    assert!(info.contains("(A4)"), "{info}");
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    let text = folder.path().join("paper.txt");
    let text_name = text.to_str().unwrap();
    let output = Command::new("pdftotext").arg(&file).arg(text_name).status().unwrap();
    assert!(output.success());
    let text = fs::read_to_string(&text).unwrap();
    (text.split_whitespace().collect::<Vec<_>>().join(" "), pages.trim().parse().unwrap())
}

async fn fact(world: &World, incident: &incident::Model, key: &str, value: &str) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let new = NewFact {
        key: key.to_owned(),
        value: value.to_owned(),
        certainty: Certainty::Confirmed,
        as_of: Moment::Unknown,
        source: "Server log".to_owned(),
        seen_revision: None,
    };
    set_fact(&tx, &world.platform, &scope, incident, new).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

async fn line(world: &World, incident: &incident::Model, text: &str) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let new = NewEntry {
        kind: EntryKind::Action,
        moment: Moment::Exact { at: world.platform.clock.now() },
        text: text.to_owned(),
        automatic: false,
        source: String::new(),
    };
    add_entry(&tx, &world.platform, &scope, incident, new).await.unwrap();
    tx.commit().await.unwrap();
}

/// Makes a paper and fetches it through the link that the page then offers.
async fn make(
    browser: &mut Browser,
    world: &World,
    incident: &incident::Model,
    (paper, format): (&str, &str),
) -> Answer {
    let path = world.path(incident, "/documents");
    let fields = [("paper", paper), ("format", format), ("lang", "en")];
    let page = browser.post(&path, &fields).await;
    assert_eq!(page.status(), StatusCode::OK, "{}", page.text());
    let link = if format == "pdf" { "Open the PDF" } else { "Open in Word" };
    let link = page.by_role_link(link);
    browser.fetch(&link.href).await
}

/// The text of a paper that is made as people make it, and its number of pages.
pub async fn paper(
    browser: &mut Browser,
    world: &World,
    incident: &incident::Model,
    wanted: (&str, &str),
) -> (String, usize) {
    let file = make(browser, world, incident, wanted).await;
    read_pdf(&file.body)
}

async fn rows(world: &World, incident: &incident::Model) -> Vec<document::Model> {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    documents_of(&tx, incident).await.unwrap()
}

#[tokio::test]
async fn the_first_report_is_one_page_that_holds_the_facts() {
    for world in World::every_kind().await {
        let incident = world.incident("Ransom note on FS-1", &["ransomware"]).await;
        fact(&world, &incident, "event", "All files on FS-1 were renamed").await;
        fact(&world, &incident, "cause", "VPN device without updates").await;
        line(&world, &incident, "Took FS-1 off the network").await;
        let mut officer = world.browser(OFFICER);
        let file = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-disposition").starts_with("inline"));
        let (text, pages) = read_pdf(&file.body);
        assert_eq!(pages, 1);
        for part in [
            "Ransom note on FS-1",
            "Minato Foods",
            "Version 1",
            "All files on FS-1 were renamed",
            "VPN device without updates",
            "Took FS-1 off the network",
            "officer of minato",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

#[tokio::test]
async fn far_too_long_texts_leave_the_first_report_on_one_page() {
    for world in World::every_kind().await {
        let title = "A title that does not end ".repeat(8);
        let incident = world.incident(title.trim(), &["ransomware", "leak-intrusion"]).await;
        let text = "A sentence that goes on and on, with a/very/long/path/in/it. ".repeat(100);
        for key in ["event", "course", "business_impact", "occurred_at", "affected_assets", "cause"]
        {
            fact(&world, &incident, key, &text).await;
        }
        for _ in 0..12 {
            line(&world, &incident, &text).await;
        }
        let mut officer = world.browser(OFFICER);
        let file = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        let (text, pages) = read_pdf(&file.body);
        assert_eq!(pages, 1);
        assert!(text.contains("A sentence that goes on"), "{text}");
    }
}

#[tokio::test]
async fn a_version_is_made_once_for_the_same_content_and_stays_as_it_was_given_out() {
    for world in World::every_kind().await {
        let incident = world.incident("Outage", &["outage"]).await;
        let path = world.path(&incident, "/documents");
        let mut officer = world.browser(OFFICER);
        let first = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        world.minutes_later(5);
        let again = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        assert_eq!(first.body, again.body);
        assert_eq!(rows(&world, &incident).await.len(), 1);
        let page = officer.get(&path).await;
        assert!(page.text().contains("Nothing has changed since version 1"), "{}", page.text());

        fact(&world, &incident, "cause", "A disk was full").await;
        line(&world, &incident, "Called the data centre").await;
        let page = officer.get(&path).await;
        assert!(page.text().contains("Made now it becomes version 2"), "{}", page.text());
        assert!(page.text().contains("lines of the timeline: 1"), "{}", page.text());
        world.minutes_later(5);
        let second = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        assert!(read_pdf(&second.body).0.contains("A disk was full"));
        let made = rows(&world, &incident).await;
        let numbers: Vec<i64> = made.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 1]);
        let oldest = made.last().unwrap();
        let kept = officer.fetch(&format!("{path}/{}", oldest.id)).await;
        assert_eq!(kept.body, first.body, "the first version can still be shown");
        assert_eq!(hex::encode(Sha256::digest(&kept.body)), oldest.sha256);
        assert!(officer.get(&path).await.text().contains(&oldest.sha256));
        assert_eq!(oldest.made_by, "officer of minato");
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let lines = whole_timeline(&tx, &incident).await.unwrap();
        let told = lines.iter().filter(|line| line.source.starts_with(FIRST_REPORT_SOURCE));
        assert_eq!(told.count(), 2, "each version has its line in the timeline");
    }
}

#[tokio::test]
async fn the_record_opens_as_pdf_and_in_a_word_processor() {
    for world in World::every_kind().await {
        let incident = world.incident("Stolen laptop", &["leak-lost"]).await;
        fact(&world, &incident, "event", "A laptop was stolen at Ueno").await;
        line(&world, &incident, "Locked the laptop from afar").await;
        let mut analyst = world.browser(ANALYST);
        let pdf = make(&mut analyst, &world, &incident, ("record", "pdf")).await;
        let (text, _) = read_pdf(&pdf.body);
        assert!(text.contains("Locked the laptop from afar"), "{text}");

        let docx = make(&mut analyst, &world, &incident, ("record", "docx")).await;
        assert!(docx.header("content-disposition").starts_with("attachment"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("record.docx");
        fs::write(&file, &docx.body).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let place = folder.path().to_str().unwrap();
        let convert = ["--headless", &profile, "--convert-to", "pdf", "--outdir", place];
        said("soffice", &convert, &file);
        let (text, _) = read_pdf(&fs::read(folder.path().join("record.pdf")).unwrap());
        assert!(text.contains("A laptop was stolen at Ueno"), "{text}");
        assert!(text.contains("Locked the laptop from afar"), "{text}");
    }
}

#[tokio::test]
async fn the_call_sheet_names_the_chosen_desk_or_all_that_fit() {
    for world in World::every_kind().await {
        let incident = world.incident("False invoice", &["bec"]).await;
        fact(&world, &incident, "event", "Money went to a false account").await;
        let mut officer = world.browser(OFFICER);
        let all = officer.fetch(&world.path(&incident, "/call-sheet.pdf")).await;
        let (text, _) = read_pdf(&all.body);
        assert!(text.contains("Money went to a false account"), "{text}");
        assert!(text.contains("Desks that can help"), "{text}");
        let one = officer.fetch(&world.path(&incident, "/call-sheet.pdf?desk=DK-08")).await;
        let (text, _) = read_pdf(&one.body);
        assert!(!text.contains("Desks that can help"), "{text}");
        let page = officer.get(&world.path(&incident, "/call-sheet?desk=DK-08")).await;
        assert!(page.by_role_link("Open as PDF").href.ends_with("/call-sheet.pdf?desk=DK-08"));
        let unknown = officer.get(&world.path(&incident, "/call-sheet.pdf?desk=DK-99")).await;
        assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_poster_shows_the_help_address_of_the_company_to_everybody_who_works_there() {
    for world in World::every_kind().await {
        let path = format!("/c/{}/help-address/poster.pdf", world.company);
        let poster = world.browser(EMPLOYEE).fetch(&path).await;
        let (text, pages) = read_pdf(&poster.body);
        assert_eq!(pages, 1);
        assert!(text.contains("/help/"), "{text}");
        assert!(text.contains("050-0000-0119"), "the provider's number: {text}");
        assert_eq!(world.browser(STRANGER).get(&path).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn papers_are_closed_to_strangers_and_employees_and_read_only_for_outsiders() {
    for world in World::every_kind().await {
        let incident = world.incident("Outage", &["outage"]).await;
        let other = world.incident("Lost phone", &["leak-lost"]).await;
        make(&mut world.browser(OFFICER), &world, &incident, ("record", "pdf")).await;
        let path = world.path(&incident, "/documents");
        let file = format!("{path}/{}", rows(&world, &incident).await[0].id);
        for page in [&path, &file] {
            assert_eq!(world.browser(STRANGER).get(page).await.status(), StatusCode::NOT_FOUND);
            assert_eq!(world.browser(EMPLOYEE).get(page).await.status(), StatusCode::FORBIDDEN);
        }
        let misplaced = file.replace(&incident.id.to_string(), &other.id.to_string());
        let mut officer = world.browser(OFFICER);
        assert_eq!(officer.get(&misplaced).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(officer.get(&format!("{path}/x")).await.status(), StatusCode::NOT_FOUND);

        let mut outsider = world.outsider(&incident).await;
        assert_eq!(outsider.fetch(&file).await.status, StatusCode::OK);
        let fields = [("paper", "record"), ("format", "docx"), ("lang", "en")];
        assert_eq!(outsider.post(&path, &fields).await.status(), StatusCode::FORBIDDEN);
        let elsewhere = world.path(&other, "/documents");
        assert_eq!(outsider.get(&elsewhere).await.status(), StatusCode::NOT_FOUND);
        for wrong in [("paper", "x"), ("format", "x"), ("lang", "x")] {
            let mut fields = fields.to_vec();
            fields.retain(|(name, _)| *name != wrong.0);
            fields.push(wrong);
            assert_eq!(officer.post(&path, &fields).await.status(), StatusCode::NOT_FOUND);
        }
    }
}

/// A long case: a playbook half done, decisions of every kind, 300 lines of the timeline.
async fn long_case(world: &World, text: &str) -> incident::Model {
    let incident = world.incident("Ransom note on FS-1", &["ransomware"]).await;
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    start_run(&tx, &world.platform, &scope, &incident, "ipa-n-ransomware").await.unwrap();
    let run = runs_of(&tx, &incident).await.unwrap().remove(0).row.id;
    for step in ["tell-officer", "isolate", "photograph"] {
        let act = StepAct { run, step: step.to_owned(), action: Action::Complete, seen: None };
        act_on_step(&tx, &world.platform, &scope, &incident, act).await.unwrap();
    }
    let level = LevelDecision {
        level: Level::new(3).unwrap(),
        kinds: vec!["ransomware".to_owned()],
        reason: format!("Customers are affected. {text}"),
        seen_version: None,
    };
    let incident =
        decide_level(&tx, &world.platform, &scope, &incident, level).await.unwrap().unwrap();
    let entry = |kind, text: String, minutes: i64| NewEntry {
        kind,
        moment: Moment::Exact {
            at: world.platform.clock.now() + jiff::SignedDuration::from_mins(minutes),
        },
        text,
        automatic: false,
        source: String::new(),
    };
    for minute in 0..300 {
        let line = entry(EntryKind::Action, format!("Routine check {minute} {text}"), minute - 300);
        add_entry(&tx, &world.platform, &scope, &incident, line).await.unwrap();
    }
    let line = entry(EntryKind::Decision, format!("Stopped the web shop {text}"), -400);
    add_entry(&tx, &world.platform, &scope, &incident, line).await.unwrap();
    tx.commit().await.unwrap();
    incident
}

#[tokio::test]
async fn the_first_report_tells_tasks_and_decisions_before_routine_and_marks_what_is_overdue() {
    for world in World::every_kind().await {
        let incident = long_case(&world, "").await;
        let mut officer = world.browser(OFFICER);
        let file = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        let (text, pages) = read_pdf(&file.body);
        assert_eq!(pages, 1);
        assert!(!text.contains("Overdue"), "nothing is late yet: {text}");
        for part in ["Stopped the web shop", "level 3", "take it off the network"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let places = ["Stopped the web shop", "take it off the network"];
        let places = places.map(|part| text.find(part).unwrap());
        assert!(places[0] < places[1], "in the order of time: {text}");
        assert!(!text.contains("Routine check"), "{text}");

        world.minutes_later(60);
        let file = make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        let (text, pages) = read_pdf(&file.body);
        assert_eq!(pages, 1);
        assert!(text.contains("Version 2") && text.contains("Overdue"), "{text}");
    }
}

#[tokio::test]
async fn a_long_case_with_very_long_texts_stays_one_page_in_every_language() {
    for world in World::every_kind().await {
        let long = "A sentence that goes on and on, with a/very/long/path/in/it. ".repeat(60);
        let incident = long_case(&world, &long).await;
        for key in
            ["event", "course", "business_impact", "affected_assets", "cause", "backup_state"]
        {
            fact(&world, &incident, key, &long).await;
        }
        world.minutes_later(3 * 60);
        let path = world.path(&incident, "/documents");
        let mut officer = world.browser(OFFICER);
        for lang in ["ja", "ja-easy", "en"] {
            let fields = [("paper", "first-report"), ("format", "pdf"), ("lang", lang)];
            assert_eq!(officer.post(&path, &fields).await.status(), StatusCode::OK);
            let rows = rows(&world, &incident).await;
            let row = rows.iter().find(|row| row.lang == lang).unwrap();
            let file = officer.fetch(&format!("{path}/{}", row.id)).await;
            assert_eq!(read_pdf(&file.body).1, 1, "{lang}");
        }
    }
}

#[tokio::test]
async fn the_record_lists_every_decision_once_in_the_order_of_time() {
    for world in World::every_kind().await {
        let incident = long_case(&world, "").await;
        world.minutes_later(1);
        let scope = world.program();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        let run = runs_of(&tx, &incident).await.unwrap().remove(0);
        let views = run.views();
        let open = views.iter().find(|view| {
            view.step.kind == StepKind::Decision && view.availability == Availability::Available
        });
        let step = open.unwrap().step;
        let action = Action::Decide {
            option: step.options[0].id.clone(),
            reason: "Traces come first".to_owned(),
        };
        let act = StepAct { run: run.row.id, step: step.id.clone(), action, seen: None };
        act_on_step(&tx, &world.platform, &scope, &incident, act).await.unwrap();
        tx.commit().await.unwrap();
        world.minutes_later(1);
        let mut officer = world.browser(OFFICER);
        let commander = world.account(OFFICER).to_string();
        let command = [("commander", commander.as_str()), ("seen", "")];
        officer.post(&world.path(&incident, "/people/command"), &command).await;
        world.minutes_later(1);
        let page = officer.get(&world.path(&incident, "/ask?topic=isolate")).await;
        officer.submit(page.form_with_button("Ask the president")).await;
        let mut president = world.browser(crate::world::PRESIDENT);
        let page = president.get(&world.path(&incident, "/president")).await;
        president.submit(page.form_with_button("Disconnect")).await;

        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let file = CaseFile::read(&tx, &scope, IncidentId(incident.id)).await.unwrap();
        let words = world.platform.words(hikeshi_kernel::Lang::En);
        let issue = Issue::new(words, world.platform.clock.now(), "");
        let told = gather_decisions(&file, &issue);
        let chosen: Vec<&str> = told.iter().map(|decision| decision.chosen.as_str()).collect();
        let option = step.options[0].title.en.clone().unwrap();
        let isolate = hikeshi_i18n::plain(&option);
        assert_eq!(chosen.len(), 5, "{chosen:?}");
        assert!(chosen[0].starts_with("Stopped the web shop"), "{chosen:?}");
        assert_eq!((chosen[1], chosen[2]), ("level 3", isolate.as_str()));
        assert!(chosen[3].contains("officer of minato"), "{chosen:?}");
        assert_eq!(chosen[4], "Disconnect");
    }
}

#[tokio::test]
async fn table_heads_of_the_word_file_come_again_on_every_page() {
    for world in World::every_kind().await {
        let incident = long_case(&world, "").await;
        let mut officer = world.browser(OFFICER);
        let docx = make(&mut officer, &world, &incident, ("record", "docx")).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("record.docx");
        fs::write(&file, &docx.body).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let place = folder.path().to_str().unwrap();
        let convert = ["--headless", &profile, "--convert-to", "pdf", "--outdir", place];
        said("soffice", &convert, &file);
        let (text, pages) = read_pdf(&fs::read(folder.path().join("record.pdf")).unwrap());
        let head = "When Kind What happened Who";
        assert!(pages > 6, "{pages}");
        assert!(text.matches(head).count() > 4, "{text}");
    }
}

#[tokio::test]
async fn the_timeline_names_the_paper_and_never_an_inner_mark() {
    for world in World::every_kind().await {
        let incident = world.incident("Outage", &["outage"]).await;
        let mut officer = world.browser(OFFICER);
        make(&mut officer, &world, &incident, ("first-report", "pdf")).await;
        let commander = world.account(OFFICER).to_string();
        let command = [("commander", commander.as_str()), ("seen", "")];
        officer.post(&world.path(&incident, "/people/command"), &command).await;
        for page in ["", "/timeline", "/president"] {
            let text = officer.get(&world.path(&incident, page)).await.text();
            assert!(!text.contains(FIRST_REPORT_SOURCE), "{page}: {text}");
            assert!(!text.contains("command:"), "{page}: {text}");
        }
        let text = officer.get(&world.path(&incident, "/timeline")).await.text();
        assert!(text.contains("First report, version 1"), "{text}");
    }
}
