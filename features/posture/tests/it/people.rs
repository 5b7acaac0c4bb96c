use axum::http::StatusCode;
use hikeshi_testkit::Attachment;

use crate::world::{EMPLOYEE, OFFICER, STAFF, STRANGER, World};

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
        assert_eq!(file.body.as_ref(), b"picture");
        let form = kept.form_with_button("Comment").fill("Comment", "All twelve machines");
        let said = staff.submit(form).await;
        assert!(said.text().contains("All twelve machines"));
        let whole = staff.get(&here).await.text();
        assert!(whole.contains("1 pieces of evidence"), "{whole}");
    }
}
