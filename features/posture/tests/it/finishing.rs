use std::process::Command;

use hikeshi_posture::standing;
use hikeshi_testkit::{Attachment, Browser};

use crate::world::{OFFICER, STAFF, World};

/// Brings in answers and finishes; the path of the assessment.
async fn finished(world: &World, browser: &mut Browser, catalogue: &str, lines: &str) -> String {
    let here = world.begin(browser, catalogue, "").await;
    let import = browser.get(&format!("{here}/import")).await;
    let file = Attachment::new("answers.csv", lines.as_bytes().to_vec());
    let form = import.form_with_button("Take the answers").attach("File with answers", file);
    browser.submit(form).await;
    let page = browser.get(&format!("{here}/finish")).await;
    let done = browser.submit(page.form_with_button("Finish and freeze")).await;
    assert!(done.text().contains("no longer change"), "{}", done.text());
    here
}

#[tokio::test]
async fn a_finished_assessment_is_frozen_with_its_report_and_gives_the_same_bytes() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here =
            finished(&world, &mut officer, "ipa-5", "1,yes\n2,partly\n3,no\n4,unknown\n").await;
        let whole = officer.get(&here).await;
        assert!(whole.text().contains("1 of 5 points"));
        assert!(!whole.buttons().iter().any(|name| name.contains("Save")));
        let answer = [("answer", "yes"), ("note", ""), ("seen", "1")];
        officer.post(&format!("{here}/items/3?site=0"), &answer).await;
        assert!(officer.get(&here).await.text().contains("1 of 5 points"));
        for file in ["report.pdf", "answers.xlsx", "answers.csv"] {
            let first = officer.fetch(&format!("{here}/{file}")).await;
            world.minutes_later(60);
            let again = officer.fetch(&format!("{here}/{file}")).await;
            assert!(!first.body.is_empty());
            assert_eq!(first.body, again.body, "{file}");
        }
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let standings = standing(&tx, &scope).await.unwrap();
        assert_eq!(standings.len(), 1);
        assert_eq!((standings[0].total, standings[0].max), (Some(1), Some(5)));
    }
}

#[tokio::test]
async fn what_was_answered_once_is_proposed_and_counts_only_when_accepted() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        finished(&world, &mut officer, "ipa-5", "1,yes\n2,no\n4,yes\n").await;
        let here = world.begin(&mut officer, "ipa-25", "").await;
        assert!(officer.get(&here).await.text().contains("0 of 100 points"));
        let page = officer.get(&format!("{here}/proposals")).await;
        let text = page.text();
        assert!(text.contains("Not confirmed") && text.contains("no more than a hint"), "{text}");
        let empty = officer.submit(page.form_with_button("Accept what is chosen")).await;
        assert!(empty.text().contains("0 of 100 points"));
        let take = [("take", "1|ipa-5/1|"), ("take", "9|ipa-5/4|"), ("take", "7|ipa-5/1|")];
        let after = officer.post(&format!("{here}/proposals"), &take).await.text();
        // Item 1 as last time; an overlap and something that nobody proposed give no answer.
        assert!(after.contains("4 of 100 points"), "{after}");
        let question = officer.get(&format!("{here}/items/1?site=0")).await.text();
        assert!(question.contains("accepted proposal") && question.contains("ipa-5/1"));
    }
}

#[tokio::test]
async fn this_time_stands_beside_last_time_and_a_table_comes_back_as_it_went_out() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let first = finished(&world, &mut officer, "ipa-25", "1,no\n2,yes\n").await;
        world.minutes_later(60);
        let table = officer.fetch(&format!("{first}/answers.xlsx")).await;
        let here = world.begin(&mut officer, "ipa-25", "").await;
        let import = officer.get(&format!("{here}/import")).await;
        let file = Attachment::new("answers.xlsx", table.body.to_vec());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let whole = officer.submit(form).await.text();
        assert!(whole.contains("4 of 100 points"), "{whole}");
        officer.post(&format!("{here}/items/1?site=0"), &[("answer", "yes"), ("seen", "1")]).await;
        let whole = officer.get(&here).await.text();
        assert!(whole.contains("4 of 100 points.") && whole.contains("1 answers changed"));
    }
}

/// All 25 answers: item 1 no, item 2 unknown, the rest yes; for one site or the whole company.
fn all_but_two(site: &str) -> String {
    let answer = |item: u32| match item {
        1 => "no",
        2 => "unknown",
        _ => "yes",
    };
    let lines = (1..=25).map(|item| format!("{site},{item},{}\r\n", answer(item)));
    lines.collect()
}

#[tokio::test]
async fn a_band_is_shown_when_every_question_has_an_answer() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "").await;
        for page in [officer.get(&here).await, officer.get(&format!("{here}/finish")).await] {
            assert!(page.text().contains("0 of 100 points"), "{}", page.text());
            assert!(!page.text().contains("Band "), "{}", page.text());
        }
        assert!(officer.get(&here).await.text().contains("Still being answered."));
        let lines = format!("site,item,answer\r\n{}", all_but_two(""));
        let import = officer.get(&format!("{here}/import")).await;
        let file = Attachment::new("answers.csv", lines.into_bytes());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let whole = officer.submit(form).await.text();
        // 23 yes are 92, no is 0, unknown takes 1.
        assert!(whole.contains("91 of 100 points") && whole.contains("Band "), "{whole}");
        assert!(!whole.contains("Still being answered."));
        assert!(!whole.contains("What to do next"), "not before it is finished");
    }
}

#[tokio::test]
async fn a_finished_assessment_says_what_to_do_on_the_page_and_on_paper() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let lines = format!("site,item,answer\r\n{}", all_but_two(""));
        let here = finished(&world, &mut officer, "ipa-25", &lines).await;
        let page = officer.get(&here).await;
        assert!(page.text().contains("What to do next"), "{}", page.text());
        let catalogue = world.assessment(&here).await.catalogue;
        let fix = |id: &str| catalogue.item(id).unwrap().fix.en.clone().unwrap();
        for id in ["1", "2"] {
            assert!(page.text().contains(&fix(id)), "{id}: {}", page.text());
        }
        assert!(!page.text().contains(&fix("3")), "answered with yes");
        let stars = page.by_role_link("See what is missing for the next star").href;
        assert!(stars.ends_with("/standing"), "{stars}");
        let paper = paper(&officer.fetch(&format!("{here}/report.pdf")).await.body);
        let start: String = fix("1").chars().take(12).collect();
        assert!(paper.contains("What to do next") && paper.contains(&start), "{paper}");
    }
}

#[tokio::test]
async fn other_sites_than_last_time_are_not_compared_without_saying_so() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let lines = format!("site,item,answer\r\n{}", all_but_two(""));
        finished(&world, &mut officer, "ipa-25", &lines).await;
        world.minutes_later(60);
        let two = world.begin(&mut officer, "ipa-25", "Tokyo\nOsaka").await;
        let whole = officer.get(&two).await.text();
        assert!(whole.contains("91 of 100 points (band "), "{whole}");
        assert!(whole.contains("cannot be compared as they are"), "{whole}");
        let page = officer.get(&format!("{two}/finish")).await;
        officer.submit(page.form_with_button("Finish and freeze")).await;
        let new = officer.get(&format!("{}/new/ipa-25", world.assessments())).await;
        assert!(new.text().contains("Tokyo") && new.text().contains("Osaka"), "{}", new.text());
        world.minutes_later(60);
        let again = world.begin(&mut officer, "ipa-25", "Osaka\nTokyo").await;
        let whole = officer.get(&again).await.text();
        assert!(whole.contains("0 of 200 points."), "{whole}");
        assert!(!whole.contains("cannot be compared"), "the same sites in another order");
    }
}

/// The words of a PDF.
fn paper(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join("report.pdf");
    std::fs::write(&name, bytes).unwrap();
    let text = Command::new("pdftotext").arg(&name).arg("-").output().unwrap();
    String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_draft_can_be_thrown_away_by_who_may_finish_it() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let here = world.begin(&mut staff, "cloud-15", "").await;
        staff.post(&here, &[("act", "discard")]).await;
        let mut officer = world.browser(OFFICER);
        assert!(officer.get(&here).await.status().is_success(), "staff may not");
        officer.post(&here, &[("act", "discard")]).await;
        assert_eq!(officer.get(&here).await.status().as_u16(), 404);
    }
}
