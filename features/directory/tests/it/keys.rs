//! Keys for programs: shown once, the person's own, ended at once.

use crate::world::{EMPLOYEE, OFFICER, STAFF, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_shown_once_belongs_to_its_person_and_can_be_stopped() {
    for world in World::every_kind().await {
        let path = format!("/c/{}/keys", world.company);
        let mut officer = world.browser(OFFICER);
        let form = [("purpose", "Alerts <b>in</b>"), ("rights", "read"), ("days", "30")];
        let made = officer.post(&path, &form).await;
        assert_eq!(made.status(), 200);
        assert!(made.text().contains("hk_"), "{}", made.text());
        let again = officer.get(&path).await;
        assert!(!again.text().contains("hk_"));
        assert!(again.text().contains("Alerts <b>in</b>"));

        let stop = again.form_with_button("Stop it: Alerts <b>in</b>").action;
        assert_eq!(world.browser(STAFF).post(&stop, &[]).await.status(), 404);
        assert!(!world.browser(STAFF).get(&path).await.text().contains("Alerts"));
        assert!(!officer.post(&stop, &[]).await.text().contains("Alerts"));

        let forever = [("purpose", "x"), ("rights", "read"), ("days", "99999")];
        assert_eq!(officer.post(&path, &forever).await.status(), 422);
        assert_eq!(world.browser(EMPLOYEE).get(&path).await.status(), 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_for_a_key_sent_twice_makes_one_key_and_the_last_secret_counts() {
    for world in World::every_kind().await {
        let path = format!("/c/{}/keys", world.company);
        let mut officer = world.browser(OFFICER);
        let form =
            officer.get(&path).await.form_with_button("Make the key").fill("What it is for", "x1");
        let first = officer.submit(form.clone()).await;
        let second = officer.submit(form.clone()).await;
        assert_ne!(first.text(), second.text(), "each answer shows its own secret");
        assert_eq!(officer.get(&path).await.text().matches("Stop it").count(), 1);
        world.minutes_later(2);
        assert!(!officer.submit(form).await.text().contains("hk_"), "too late for a slip");
    }
}
