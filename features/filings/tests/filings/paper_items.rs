//! Writing in a paper: edits beside facts, two people at once, what a recipient does not get.

use hikeshi_testkit::Page;

use crate::{
    paper_life::{begin, path_of},
    world::{ANALYST, OFFICER, STAFF, World},
};

const OUTLINE: &str = "1 Outline";
/// The tick and the hint that belongs to it.
const MARK: &str =
    "Mark what is left out Without the mark the document does not show that anything is left out.";
const SAVE: &str = "Save the text 1 Outline";

fn text_of(page: &Page, label: &str) -> String {
    page.field_by_label(label).value
}

#[tokio::test]
async fn an_edit_survives_new_facts_and_a_conflict_shows_both_texts() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        world.fact(&incident, "event", "Files cannot be opened").await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        let paper = path_of(&page);
        let generated = text_of(&page, OUTLINE);
        let edited = generated.replace("Files cannot be opened", "Our files are encrypted");
        assert_ne!(edited, generated);
        let page = officer.submit(page.form_with_button(SAVE).fill(OUTLINE, &edited)).await;
        assert_eq!(page.status(), 200, "{}", page.text());

        // A fact of another item, and one that changes nothing near the edit.
        world.fact(&incident, "persons_count", "1,200").await;
        let page = officer.get(&paper).await;
        assert!(page.text().contains("1,200"), "{}", page.text());
        assert_eq!(text_of(&page, OUTLINE), edited);

        // The facts change the very line: both stand there, and nothing is lost.
        world.fact(&incident, "event", "Three servers are locked").await;
        let page = officer.get(&paper).await;
        let text = page.text();
        assert!(text.contains("Our files are encrypted"), "{text}");
        assert!(text.contains("Three servers are locked"), "{text}");
        assert!(text.contains("no longer agree"), "{text}");
        assert_eq!(text_of(&page, OUTLINE), edited);

        let keep = page.form_with_button("Keep the edited text 1 Outline");
        let page = officer.submit(keep).await;
        assert!(!page.text().contains("no longer agree"), "{}", page.text());
        assert_eq!(text_of(&page, OUTLINE), edited);
        let page =
            officer.submit(page.form_with_button("Go back to the generated text 1 Outline")).await;
        assert!(text_of(&page, OUTLINE).contains("Three servers are locked"));
        assert!(!page.text().contains("Our files are encrypted"), "{}", page.text());
    }
}

#[tokio::test]
async fn of_two_who_write_in_one_item_the_second_keeps_what_was_typed() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let (mut officer, mut analyst) = (world.browser(OFFICER), world.browser(ANALYST));
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        let theirs = analyst.get(&path_of(&page)).await;
        officer.submit(page.form_with_button(SAVE).fill(OUTLINE, "What the officer wrote")).await;

        // Another item is free.
        let other = theirs.form_with_button("Save the text 4 Cause");
        let answer = analyst.submit(other.fill("4 Cause", "A cause")).await;
        assert_eq!(answer.status(), 200, "{}", answer.text());

        let form = theirs.form_with_button(SAVE).fill(OUTLINE, "What the analyst wrote");
        let page = analyst.submit(form).await;
        assert_eq!(page.status(), 409);
        assert_eq!(text_of(&page, OUTLINE), "What the analyst wrote");
        assert!(page.text().contains("What the officer wrote"), "{}", page.text());
        assert!(page.text().contains("officer of minato wrote this"), "{}", page.text());
        let page = analyst.submit(page.form_with_button(SAVE)).await;
        assert_eq!(page.status(), 200);
        assert_eq!(text_of(&page, OUTLINE), "What the analyst wrote");
        assert!(page.text().contains("A cause"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_text_typed_on_facts_that_changed_meanwhile_is_not_written_blindly() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        world.fact(&incident, "event", "Files cannot be opened").await;
        let page = officer.submit(page.form_with_button(SAVE).fill(OUTLINE, "My own words")).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("Files cannot be opened"), "{}", page.text());
        assert_eq!(text_of(&page, OUTLINE), "My own words");
    }
}

#[tokio::test]
async fn a_missing_fact_is_written_beside_the_paper_and_unknown_is_an_answer() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut staff = world.browser(STAFF);
        let page = begin(&world, &mut staff, &incident, "ppc-preliminary").await;
        let ask = page.buttons().into_iter().find(|b| b.starts_with("Enter as confirmed Cause"));
        let ask = ask.unwrap_or_else(|| panic!("{:?}", page.buttons()));
        let page = staff.submit(page.form_with_button(&ask)).await;
        assert_eq!(page.status(), 422, "a confirmed fact says something");
        let unknown = ask.replace("Enter as confirmed", "Not known at this time");
        let page = staff.submit(page.form_with_button(&unknown)).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(!page.buttons().contains(&ask), "{:?}", page.buttons());
        assert!(text_of(&page, "4 Cause").to_lowercase().contains("not known at this time"));
    }
}

#[tokio::test]
async fn a_recipient_does_not_get_what_was_left_out_for_it() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        world.fact(&incident, "event", "Ms. Sato saw a ransom note").await;
        world.fact(&incident, "cause", "The port 3389 was open").await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        assert!(page.text().contains("3389") && page.text().contains("Sato"), "{}", page.text());
        let paper = path_of(&page);
        let recipient = format!("{paper}/recipient");
        let form = officer.get(&recipient).await.form_with_button("Save");
        let stale = form.clone();
        let form = form.fill("Names to strike", "Sato\n").fill("Recipient", "A partner");
        let form = form.choose(MARK).choose("Cause");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let text = page.text();
        assert!(text.contains("A partner"), "{text}");
        assert!(!text_of(&page, OUTLINE).contains("Sato"), "{text}");
        assert!(!text_of(&page, "4 Cause").contains("3389"), "{text}");
        let page = officer.submit(stale.fill("Recipient", "Another one")).await;
        assert_eq!(page.status(), 409);
        assert_eq!(text_of(&page, "Recipient"), "Another one");
        assert!(page.text().contains("A partner"), "{}", page.text());

        // A struck name that somebody writes by hand is pointed at.
        let page = officer.get(&paper).await;
        let form = page.form_with_button(SAVE).fill(OUTLINE, "Ms. Sato called us");
        let page = officer.submit(form).await;
        assert!(page.text().contains("Names that should be struck"), "{}", page.text());
    }
}

#[tokio::test]
async fn hostile_texts_are_words_and_nothing_else() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let hostile =
            "{{name}} {event} <script>alert(1)</script> =1+1\n@SUM(A1)\u{1b}[31m\u{202e}x";
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        let paper = path_of(&page);
        let form = page.form_with_button(SAVE).fill(OUTLINE, hostile);
        officer.submit(form).await;
        world
            .fact(&incident, "cause", "{{cause}} {event} </textarea><b>=cmd|' /C calc'!A0</b>")
            .await;
        let answer = officer.fetch(&paper).await;
        let html = answer.text();
        assert!(!html.contains("<script>alert(1)") && !html.contains("</textarea><b>"), "escaped");
        let page = answer.page();
        let shown = text_of(&page, OUTLINE);
        assert!(shown.contains("{{name}} {event} <script>alert(1)</script> =1+1"), "{shown}");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown:?}");
        assert!(text_of(&page, "4 Cause").contains("{{cause}} {event} </textarea>"));
        for form in ["pdf", "docx", "txt"] {
            let file = officer.fetch(&format!("{paper}/files/{form}")).await;
            assert_eq!(file.status, 200, "{form}");
        }

        let long = "a b ".repeat(24_999) + "end";
        let form = page.form_with_button(SAVE).fill(OUTLINE, &long);
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200);
        assert_eq!(text_of(&page, OUTLINE).len(), long.len());
        let copied = officer.get(&format!("{paper}/copy")).await.text();
        assert!(copied.contains("99999 characters") || copied.contains("99,999 characters"));
        let longer = "x".repeat(100_001);
        let page = officer.submit(page.form_with_button(SAVE).fill(OUTLINE, &longer)).await;
        assert_eq!(page.status(), 422);
        assert_eq!(text_of(&page, OUTLINE).len(), longer.len(), "nothing typed is lost");
    }
}

#[tokio::test]
async fn consent_to_pass_on_is_kept_with_who_gave_it() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "common-ransomware").await;
        let form = page.form_with_button("Save the answer").fill("To whom", "The prefecture");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 409, "an answer is needed");
        let form = page.form_with_button("Save the answer").fill("To whom", "The prefecture");
        let page = officer.submit(form.choose("Yes")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains("The prefecture: Yes"), "{}", page.text());
        assert!(page.text().contains("officer of minato"), "{}", page.text());
    }
}
