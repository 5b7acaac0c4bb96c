//! Writing a playbook in the browser, without script and without knowing JSON.

use hikeshi_testkit::{Form, Kind, Page};

use crate::world::{ANALYST, OFFICER, World, path, publish};

#[tokio::test]
async fn a_playbook_is_written_step_by_step_published_and_compared_in_words() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{}/new", world.playbooks())).await;
        let form = page.form_with_button("Begin");
        let empty = officer.submit(form.clone()).await;
        assert_eq!(empty.status(), 422);
        let form =
            form.fill("Title", "Till fails").fill("When to use it", "The till stands still.");
        let page = officer.submit(form).await;
        let draft = path(&page);
        assert!(page.text().contains("There are no steps yet."), "{}", page.text());

        let page = officer.submit(page.form_with_button("Add a step")).await;
        let step = path(&page);
        let missing = officer.submit(page.form_with_button("Save the step")).await;
        assert_eq!(missing.status(), 422);
        assert!(missing.text().contains("Write a title."));
        let form = missing
            .form_with_button("Save the step")
            .fill("Title", "Is the light red?")
            .fill("How to do it", "Look at it\r\n\r\nWrite it down")
            .fill("Number", "2")
            .fill("Unit", "hours");
        let form = of_kind(form, "question");
        let without_answers = officer.submit(form).await;
        assert_eq!(without_answers.status(), 422);
        let mut form = without_answers.form_with_button("Save the step");
        let mut answers = ["Yes", "No"].into_iter();
        for field in form.fields.iter_mut().filter(|field| field.name == "opt_title") {
            field.value = answers.next().unwrap_or_default().to_owned();
        }
        let page = officer.submit(form).await;
        assert!(page.text().contains("Within 2 hours of the start"), "{}", page.text());

        let page = officer.submit(page.form_with_button("Add a step")).await;
        let form = page.form_with_button("Save the step").fill("Title", "Ring the maker");
        let page = officer.submit(form).await;
        let question = officer.get(&step).await;
        let mut form = question.form_with_button("Save the step");
        let next = form.fields.iter_mut().find(|field| field.name == "opt_next").unwrap();
        next.value = "step-2".to_owned();
        let page_after = officer.submit(form).await;
        assert!(
            page_after.text().contains("Only if the answer to “Is the light red?” is “Yes”"),
            "{}",
            page_after.text()
        );
        drop(page);

        let preview = officer.get(&format!("{draft}/preview")).await;
        assert!(
            preview.text().contains("Write it down") && preview.text().contains("I do not know")
        );
        let first = publish(&mut officer, &draft, "First version").await;
        assert!(first.text().contains("Version 1") && first.text().contains("First version"));

        let own = path(&first);
        let page = officer.submit(first.form_with_button("Change")).await;
        let page = officer.submit(page.form_with_button(&starting(&page, "Remove"))).await;
        assert!(
            page.text().contains("does not exist; it may have been removed"),
            "{}",
            page.text()
        );
        let refused = officer.get(&format!("{draft}/publish")).await;
        assert!(refused.text().contains("It cannot be published yet"));
        assert!(refused.text().contains("Ring the maker"), "the step concerned is named");
        let compared = officer.get(&format!("{own}/compare")).await;
        assert!(compared.text().contains("This step was taken out"), "{}", compared.text());
    }
}

/// The form with another kind of step chosen.
fn of_kind(mut form: Form, kind: &str) -> Form {
    for field in form.fields.iter_mut().filter(|field| field.name == "kind") {
        field.kind = Kind::Radio(field.value == kind);
    }
    form
}

/// The name of the first button that begins so.
fn starting(page: &Page, word: &str) -> String {
    page.buttons().into_iter().find(|name| name.starts_with(word)).unwrap()
}

#[tokio::test]
async fn of_two_who_write_the_same_step_the_second_is_told_and_keeps_the_text() {
    for world in World::every_kind().await {
        let (mut officer, mut analyst) = (world.browser(OFFICER), world.browser(ANALYST));
        let draft = path(&world.copy(&mut officer, "gokui-virus").await);
        let step = format!("{draft}/steps/unplug");
        let theirs = analyst.get(&step).await.form_with_button("Save the step");
        let mine = officer.get(&step).await.form_with_button("Save the step");
        let mine = mine.fill("What to heed, and when to stop", "Leave the power on");
        let other = analyst.get(&format!("{draft}/steps/power")).await;
        officer.submit(mine.fill("Title", "Pull the cable")).await;

        let answer = analyst.submit(theirs.fill("Title", "Pull the plug")).await;
        assert_eq!(answer.status(), 409);
        assert!(answer.text().contains("Pull the cable"), "what the other wrote is shown");
        let again = answer.form_with_button("Save the step");
        assert!(
            again.fields.iter().any(|field| field.value == "Pull the plug"),
            "the text is kept"
        );
        let stale = |name: &str, value: &str| name == "title_en" && !value.is_empty();
        assert!(!again.fields.iter().any(|field| stale(&field.name, &field.value)));
        analyst.submit(again).await;
        let kept = analyst.get(&step).await.form_with_button("Save the step");
        let titled = |title: &str| kept.fields.iter().any(|field| field.value == title);
        assert!(titled("Pull the plug") && !titled("Pull the cable"));
        assert!(titled("Leave the power on"), "what only the other changed stays");

        let elsewhere = other.form_with_button("Save the step").fill("Title", "Power off or not");
        let saved = analyst.submit(elsewhere).await;
        assert_eq!(saved.status(), 200, "another step is no conflict");
        assert!(saved.text().contains("Power off or not"));

        let stale = officer.get(&format!("{draft}/publish")).await.form_with_button("Publish");
        let page = analyst.get(&step).await.form_with_button("Save the step");
        analyst.submit(page.fill("Title", "Once more")).await;
        let answer = officer.submit(stale.fill("What you changed", "My note")).await;
        assert_eq!(answer.status(), 409, "nothing is published that nobody looked at");
        assert!(answer.form_with_button("Publish").fields.iter().any(|f| f.value == "My note"));
    }
}

#[tokio::test]
async fn hostile_words_stay_words_and_lines_of_another_language_must_fit() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let draft = path(&world.copy(&mut officer, "gokui-virus").await);
        let step = format!("{draft}/steps/unplug");
        let form = officer.get(&step).await.form_with_button("Save the step");
        let hostile = "<script>alert(1)</script>\u{202E}\u{FF5C}a\u{300A}<b>\u{300B}";
        officer.submit(form.clone().fill("Title", hostile)).await;
        for page in [draft.clone(), format!("{draft}/preview"), step.clone()] {
            let answer = officer.fetch(&page).await;
            assert!(!answer.text().contains("<script>alert"), "{page}");
        }
        let form = officer.get(&step).await.form_with_button("Save the step");
        let mut form = form.fill("How to do it", "One\nTwo");
        for field in form.fields.iter_mut().filter(|field| field.name == "how_en") {
            field.value = "Only one".to_owned();
        }
        let answer = officer.submit(form).await;
        assert_eq!(answer.status(), 422);
        let long = officer.get(&step).await.form_with_button("Save the step");
        let answer = officer.submit(long.fill("Title", &"a".repeat(5_000))).await;
        assert_eq!(answer.status(), 422);
    }
}
