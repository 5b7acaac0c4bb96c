//! Answers of an assessment propose; only what a person confirms counts.

use std::collections::BTreeSet;

use hikeshi_posture_engine::Answer;

use crate::world::{OFFICER, World, path};

#[tokio::test]
async fn answers_propose_a_weakness_that_counts_only_once_it_is_confirmed() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let row = path(&world.paper(&mut officer, "Customer list").await);
        let page = officer.get(&world.risks("/threats/paper-disposed")).await.text();
        assert!(page.contains("no answer of a self-check"), "{page}");
        world.self_check(&[("18", Answer::Yes)]).await;
        let page = officer.get(&world.risks("/threats/paper-disposed")).await.text();
        assert!(page.contains("1: All measures") && page.contains("18 Destroyed"), "{page}");
        assert!(world.ledger().await[0].value().is_none(), "a proposal does not count");
        world.judge(&mut officer, "paper-disposed", ("2", "1")).await;
        assert_eq!(world.ledger().await[0].value(), Some(3));
        world.minutes_later(1);
        world.self_check(&[("18", Answer::Unknown)]).await;
        let page = officer.get(&world.risks("/threats")).await.text();
        assert!(page.contains("The self-check says otherwise"), "{page}");
        assert_eq!(world.ledger().await[0].value(), Some(3), "nothing changes by itself");
        assert_eq!(officer.get(&row).await.status(), 200);
    }
}

#[tokio::test]
async fn saving_and_going_on_leads_through_every_open_threat_and_ends_at_the_list() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        world.paper(&mut officer, "Customer list").await;
        world.judge(&mut officer, "mis-sent", ("1", "1")).await;
        let ledger = officer.get(&world.risks("")).await;
        assert!(ledger.text().contains("13 threats have not been judged"), "{}", ledger.text());
        let mut page = officer.follow(&ledger.by_role_link("Judge them")).await;
        let mut judged = BTreeSet::new();
        for left in (1..=12).rev() {
            let said = format!("Still to be judged after this one: {left}");
            assert!(page.text().contains(&said), "{said}: {}", page.text());
            assert!(judged.insert(page.heading()), "{} comes twice", page.heading());
            let form = page.form_with_button("Save and go on").choose("2: Several times a year");
            page = officer.submit(form.choose("2: In part")).await;
            assert!(page.text().contains("Judgement noted"), "{}", page.text());
        }
        assert!(!judged.contains("Sent to the wrong person"), "it was judged before");
        let form = page.form_with_button("Confirm").choose("3: At any time");
        let page = officer.submit(form.choose("3: No measure")).await;
        assert_eq!(path(&page), world.risks("/threats"));
        assert!(page.text().contains("14 of 14 judged"), "{}", page.text());
    }
}

#[tokio::test]
async fn after_the_last_threat_the_first_open_one_follows_and_none_follows_itself() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let last = officer.get(&world.risks("/threats/machine-disposed")).await;
        let page = officer.submit(last.form_with_button("Save and go on")).await;
        assert_eq!(path(&page), world.risks("/threats/paper-lost"), "it is still open itself");
        world.judge(&mut officer, "paper-disposed", ("1", "1")).await;
        let first = officer.get(&world.risks("/threats/paper-lost")).await;
        let page = officer.submit(first.form_with_button("Save and go on")).await;
        assert_eq!(path(&page), world.risks("/threats/mis-sent"));
    }
}

#[tokio::test]
async fn a_judgement_that_somebody_else_made_meanwhile_is_not_overwritten() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.risks("/threats/insider")).await;
        let form = page.form_with_button("Confirm").choose("2: Several times a year");
        world.judge(&mut officer, "insider", ("3", "3")).await;
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 409);
        assert_eq!(officer.get(&world.risks("/threats/none")).await.status(), 404);
    }
}
