//! The action plan.

use axum::http::StatusCode;
use hikeshi_ladder::{plan::State, plan_standing};
use hikeshi_testkit::Attachment;

use crate::world::{OFFICER, STAFF, World};

#[tokio::test]
async fn a_measure_is_taken_done_with_proof_and_says_which_answers_to_look_at() {
    for world in World::every_kind().await {
        let assessment = world.finished("ipa-6", "1,yes\n2,yes\n3,yes\n4,yes\n5,yes\n6,no\n").await;
        let mut officer = world.browser(OFFICER);
        let page = world.standing().await;
        let take = page.by_role_link("Put into the plan: Keep one backup unplugged");
        let form = officer.get(&take.href).await;
        let form = form.form_with_button("Put into the plan").fill("Until", "2026-12-10");
        officer.submit(form).await;
        let page = world.standing().await.text();
        assert!(page.contains("In the plan until Thu 10 December 2026"), "{page}");
        let here = world.page(&format!("/plan/{}", world.plan().await[0].row.id));

        let item = officer.get(&here).await;
        let form = item.form_with_button("Add").fill("What it is", "Photo of the disks");
        let form = form.attach("File", Attachment::new("disks.png", b"picture".to_vec()));
        let kept = officer.submit(form).await;
        assert!(kept.text().contains("Proof added."), "{}", kept.text());
        let file = officer.fetch(&kept.by_role_link("Photo of the disks").href).await;
        assert_eq!(&file.body[..], b"picture");

        let done = world.moved(&here, "Done").await.text();
        assert!(done.contains("Questions that can be answered better now"), "{done}");
        assert!(done.contains("No answer changes by itself"), "{done}");
        let answers = officer.get(&format!("{assessment}/items/6?site=0")).await.text();
        assert!(answers.contains("No"), "the answer stays: {answers}");
        assert!(!world.standing().await.text().contains("You can declare"));
        assert!(done.contains("Photo of the disks") && done.contains("State changed"), "{done}");
    }
}

#[tokio::test]
async fn what_repeats_comes_back_once_on_its_day() {
    for world in World::every_kind().await {
        let here = world.taken(OFFICER, "Check the roster", "2026-11-30", "monthly").await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&here).await;
        let form = page.form_with_button("Save the state").choose("Done");
        let first = officer.submit(form.clone()).await;
        assert!(first.text().contains("The next one is in the plan"), "{}", first.text());
        let again = officer.submit(form).await;
        assert_eq!(again.status(), StatusCode::CONFLICT, "the same form sent twice");
        let plan = world.plan().await;
        let open: Vec<String> = plan
            .iter()
            .filter(|item| item.state == State::Open)
            .map(|item| item.entry.due_text())
            .collect();
        assert_eq!(open, ["2026-12-30"]);
        assert_eq!(plan.len(), 2);
    }
}

#[tokio::test]
async fn what_is_late_comes_first_and_the_read_model_says_so() {
    for world in World::every_kind().await {
        world.taken(OFFICER, "Without a day", "", "none").await;
        world.taken(OFFICER, "Later", "2026-12-24", "none").await;
        world.taken(STAFF, "Late", "2026-11-01", "none").await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.page("/plan")).await;
        let text = page.text();
        let place = |title: &str| text.find(title).unwrap();
        assert!(place("Late") < place("Later") && place("Later") < place("Without a day"));
        assert!(text.contains("Overdue: 1"), "{text}");
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let today = "2026-11-20".parse().unwrap();
        let standing = plan_standing(&tx, &scope, today).await.unwrap();
        assert_eq!((standing.open, standing.overdue), (3, 1));
        let titles: Vec<_> = standing.next.iter().map(|step| step.title.ja.as_str()).collect();
        assert_eq!(titles, ["Late", "Later", "Without a day"]);
        drop(tx);

        let csv = officer.fetch(&world.page("/plan/export.csv")).await;
        assert!(csv.text().contains("Later,To do,2026-12-24"), "{}", csv.text());
        let xlsx = officer.fetch(&world.page("/plan/export.xlsx")).await;
        assert!(xlsx.body.starts_with(b"PK"));
    }
}

#[tokio::test]
async fn a_formula_in_a_title_stays_text_in_the_table() {
    for world in World::every_kind().await {
        world.taken(OFFICER, "=cmd|x", "2026-12-24", "none").await;
        let csv = world.browser(OFFICER).fetch(&world.page("/plan/export.csv")).await;
        assert!(csv.text().contains("'=cmd|x"), "{}", csv.text());
    }
}

#[tokio::test]
async fn two_people_do_not_overwrite_each_other_and_what_was_typed_stays() {
    for world in World::every_kind().await {
        let here = world.taken(OFFICER, "Check the doors", "2026-12-24", "none").await;
        let mut staff = world.browser(STAFF);
        let seen = staff.get(&here).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&here).await;
        officer.submit(page.form_with_button("Save").fill("Remark", "Front door first")).await;
        let late = staff.submit(seen.form_with_button("Save").fill("Remark", "Back door")).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let text = late.text();
        assert!(text.contains("Front door first"), "{text}");
        assert_eq!(late.field_by_label("Remark").value, "Back door");
    }
}

#[tokio::test]
async fn dropping_needs_a_reason_and_what_comes_back_needs_a_day() {
    for world in World::every_kind().await {
        let here = world.taken(OFFICER, "Buy a wall", "2026-12-24", "none").await;
        let refused = world.moved(&here, "Dropped").await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Write why it is dropped."));
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.page("/plan/new")).await;
        let form = page.form_with_button("Put into the plan").fill("What to do", "Check");
        let refused = officer.submit(form.fill("Comes back", "yearly").fill("Until", "")).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.field_by_label("What to do").value, "Check");
    }
}
