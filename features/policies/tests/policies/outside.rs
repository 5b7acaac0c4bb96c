//! The public page: two people, nothing but the policy, gone when it is taken down.

use axum::http::StatusCode;

use crate::world::{OFFICER, PRESIDENT, World};

#[tokio::test]
async fn two_people_show_a_policy_and_one_takes_it_down() {
    for world in World::every_kind().await {
        let path = world.approved_policy().await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{path}/publish")).await;
        let form = page.form_with_button("Ask for it").fill("End of the address", "minato-foods");
        let page = officer.submit(form).await;
        assert!(page.text().contains("somebody else has to confirm"), "{}", page.text());
        assert!(!page.buttons().contains(&"Ask for it".to_owned()), "one request at a time");
        let mut nobody = world.nobody();
        assert_eq!(nobody.get("/policy/minato-foods").await.status(), 404, "not yet");
        let mut president = world.browser(PRESIDENT);
        let home = president.get(&world.page("")).await.text();
        assert!(home.contains("may be public"), "{home}");
        let page = president.get(&format!("{path}/publish")).await;
        let shown = president.submit(page.form_with_button("Confirm and make it public")).await;
        assert!(shown.text().contains("Public"), "{}", shown.text());

        let answer = nobody.fetch("/policy/minato-foods").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        let text = answer.text();
        assert!(text.contains("Minato Foods") && text.contains("Makoto Tanabe"), "{text}");
        for secret in [&world.company.to_string(), "officer of minato", "policies/", "Hinomi"] {
            assert!(!text.contains(secret), "{secret} leaks: {text}");
        }

        let page = officer.get(&format!("{path}/publish")).await;
        officer.submit(page.form_with_button("Take it down")).await;
        assert_eq!(nobody.get("/policy/minato-foods").await.status(), 404);
        assert_eq!(nobody.get("/policy/nothing-here").await.status(), 404);
    }
}

#[tokio::test]
async fn an_address_is_another_documents_or_cannot_be_guessed() {
    for world in World::every_kind().await {
        let path = world.approved_policy().await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{path}/publish")).await;
        let form = page.form_with_button("Ask for it");
        for wrong in ["a", "Bad Address", "-dash", "two--dashes", "../etc"] {
            let answer = officer.submit(form.clone().fill("End of the address", wrong)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let page = officer.submit(form).await.text();
        let slug: String = page.split("/policy/").nth(1).unwrap().chars().take(24).collect();
        assert!(slug.len() == 24 && slug.chars().all(|c| c.is_ascii_hexdigit()), "{slug}");
        let other = world.begun("contact-net", &[]).await;
        assert_eq!(officer.get(&format!("{other}/publish")).await.status(), 404, "not made for it");
    }
}
