use axum::http::StatusCode;
use hikeshi_testkit::Attachment;

use crate::world::{EMPLOYEE, OFFICER, STAFF, STRANGER, World, path};

#[tokio::test]
async fn another_company_learns_nothing_and_an_employee_is_refused() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "").await;
        let id = here.rsplit('/').next().unwrap();
        let mut stranger = world.browser(STRANGER);
        let theirs = format!("/c/{}/assessments/{id}", world.other);
        for address in
            [&here, &theirs, &format!("{theirs}/items/1"), &format!("{theirs}/answers.csv")]
        {
            assert_eq!(stranger.get(address).await.status(), StatusCode::NOT_FOUND, "{address}");
        }
        let refused = world.browser(EMPLOYEE).get(&here).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn questions_are_given_to_people_and_answers_get_evidence_and_comments() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "").await;
        let account = world.account(STAFF).to_string();
        let ask = [("part", "basic"), ("item", ""), ("person", account.as_str())];
        let people = officer.post(&format!("{here}/people?site=0"), &ask).await;
        assert!(people.text().contains("5 questions"), "{}", people.text());

        let mut staff = world.browser(STAFF);
        let question = staff.get(&format!("{here}/items/1?site=0")).await;
        assert!(question.text().contains("To answer:"));
        let form = question.form_with_button("Add").fill("What it is", "Update page");
        let form = form.attach("File", Attachment::new("update.png", b"picture".to_vec()));
        let kept = staff.submit(form).await;
        assert!(kept.text().contains("Evidence added."), "{}", kept.text());
        let file = staff.fetch(&kept.by_role_link("Update page").href).await;
        assert_eq!(&file.body[..], b"picture");
        let form = kept.form_with_button("Comment").fill("Comment", "All twelve machines");
        let said = staff.submit(form).await;
        assert!(said.text().contains("All twelve machines"));
        let whole = staff.get(&here).await.text();
        assert!(whole.contains("1 piece of evidence"), "{whole}");
    }
}

#[tokio::test]
async fn whoever_was_asked_comes_to_their_questions_and_it_waits_until_they_answered() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let here = world.begin(&mut officer, "ipa-25", "").await;
        let account = world.account(STAFF).to_string();
        let people = format!("{here}/people?site=0");
        for item in ["7", "9"] {
            let part = world.part_of(&here, item).await;
            let ask = [("part", part.as_str()), ("item", item), ("person", account.as_str())];
            officer.post(&people, &ask).await;
        }
        let home = format!("/c/{}", world.company);
        let waits = "that you were asked";
        assert!(!officer.get(&home).await.text().contains(waits), "it waits for somebody else");
        let mut staff = world.browser(STAFF);
        assert!(staff.get(&home).await.text().contains(waits));
        let whole = staff.get(&here).await;
        let mut question = staff.get(&whole.by_role_link("Answer the next question").href).await;
        assert_eq!(path(&question), format!("{here}/items/7"));
        for next in [format!("{here}/items/9"), here.clone()] {
            let form = question.form_with_button("Save and go on").choose("Yes");
            question = staff.submit(form).await;
            assert_eq!(path(&question), next);
        }
        assert!(!staff.get(&home).await.text().contains(waits));
    }
}
