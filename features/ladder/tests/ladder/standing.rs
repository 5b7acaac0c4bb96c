//! Where the company stands after given answers.

use crate::world::{OFFICER, World, lines};

#[tokio::test]
async fn a_company_that_answered_nothing_is_led_to_the_six_rules() {
    for world in World::every_kind().await {
        let page = world.standing().await;
        assert!(page.heading().contains("Begin with ten minutes and six questions"));
        let begin = page.by_role_link("Begin: Do all six rules");
        assert!(begin.href.ends_with("/assessments/new/ipa-6"), "{}", begin.href);
        assert!(!page.text().contains("Self-declared"));
    }
}

#[tokio::test]
async fn the_page_names_what_is_missing_and_tells_no_from_not_known_from_not_answered() {
    for world in World::every_kind().await {
        world.finished("ipa-6", "1,yes\n2,yes\n3,no\n4,unknown\n5,partly\n").await;
        let page = world.standing().await;
        let text = page.text();
        assert!(text.contains("2 more for ★"), "{text}");
        assert!(text.contains("2 of 6 are met"), "{text}");
        for gap in ["3 ", "4 ", "5 ", "6 "] {
            assert!(page.links().iter().any(|link| link.name.starts_with(gap)), "{gap}: {text}");
        }
        assert!(!page.links().iter().any(|link| link.name.starts_with("1 ")), "{text}");
        assert!(text.contains("1 answered \"not known\""), "{text}");
        assert!(text.contains("1 questions wait for an answer"), "{text}");
        assert!(text.contains("The next"), "measures are proposed: {text}");
        assert!(text.contains("To be checked"), "{text}");
    }
}

#[tokio::test]
async fn answers_make_no_star_only_a_noted_declaration_does() {
    for world in World::every_kind().await {
        world.finished("ipa-6", &lines(1..=6, "yes")).await;
        let text = world.standing().await.text();
        assert!(text.contains("You can declare ★"), "{text}");
        assert!(!text.contains("Self-declared on"), "{text}");

        let mut officer = world.browser(OFFICER);
        let action = officer.get(&world.page("/standing/action?star=action-1")).await;
        let form = action.form_with_button("Note it");
        let refused = officer.submit(form.clone()).await;
        assert!(refused.text().contains("Tick this once"), "{}", refused.text());
        let form = form.choose("The company went through the official procedure itself");
        let done = officer.submit(form.fill("ID or number", "51234567890")).await;
        let text = done.text();
        assert!(text.contains("Self-declared on"), "{text}");
        assert!(text.contains("more for ★★"), "{text}");
        let plan = world.plan().await;
        assert_eq!(plan.len(), 1, "the yearly check");
        assert_eq!(plan[0].entry.due_text(), "2027-11-20");

        let action = officer.get(&world.page("/standing/action?star=action-1")).await;
        assert!(action.text().contains("51234567890"));
        let back = action.buttons().into_iter().find(|name| name.starts_with("Take back")).unwrap();
        let back = action.form_with_button(&back);
        let text = officer.submit(back).await.text();
        assert!(text.contains("You can declare ★"), "{text}");
    }
}

#[tokio::test]
async fn drafts_and_proposals_count_for_nothing() {
    for world in World::every_kind().await {
        // Everything yes in five rules suggests answers for the self-check, and answers none of it.
        world.finished("ipa-5", &lines(1..=5, "yes")).await;
        let draft = world.answered("ipa-25", &lines(1..=25, "yes")).await;
        let page = world.standing().await;
        let text = page.text();
        assert!(!text.contains("declare ★★"), "{text}");
        let mut officer = world.browser(OFFICER);
        let two = officer.get(&world.page("/standing/action?star=action-2")).await;
        let missing = two.text();
        assert!(missing.contains("Answer the self-check of 25 items"), "{missing}");
        let finish = officer.get(&format!("{draft}/finish")).await;
        officer.submit(finish.form_with_button("Finish and freeze")).await;
        let two = officer.get(&world.page("/standing/action?star=action-2")).await.text();
        assert!(!two.contains("Answer the self-check of 25 items"), "{two}");
        assert!(two.contains("Write the basic policy"), "{two}");
        assert!(two.contains("Publish the basic policy"), "{two}");
    }
}

#[tokio::test]
async fn a_self_check_with_waiting_questions_is_not_done() {
    for world in World::every_kind().await {
        world.finished("ipa-25", &lines(1..=24, "yes")).await;
        let mut officer = world.browser(OFFICER);
        let two = officer.get(&world.page("/standing/action?star=action-2")).await.text();
        assert!(two.contains("Answer the self-check of 25 items"), "{two}");
    }
}

#[tokio::test]
async fn partly_is_not_met_for_three_stars_and_nothing_is_ready_without_signatures() {
    for world in World::every_kind().await {
        let library = hikeshi_posture::library().unwrap();
        let ids: Vec<&str> =
            library.catalogue("scs-3").unwrap().items().map(|item| item.id.as_str()).collect();
        assert_eq!(ids.len(), 81);
        let answers = lines(&ids[1..], "yes") + &lines(&ids[..1], "partly");
        world.finished("scs-3", &answers).await;
        let text = world.standing().await.text();
        assert!(text.contains("80 of 81 are met"), "{text}");
        world.minutes_later(60);
        world.finished("scs-3", &lines(&ids, "yes")).await;
        let mut officer = world.browser(OFFICER);
        let result = officer.get(&world.page("/standing/action?star=scs-3")).await.text();
        assert!(!result.contains("Meet all 81 criteria"), "{result}");
        assert!(result.contains("Let an expert confirm"), "{result}");
        assert!(result.contains("Let management pledge"), "{result}");
    }
}
