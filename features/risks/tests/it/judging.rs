//! Answers of an assessment propose; only what a person confirms counts.

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
async fn a_judgement_that_somebody_else_made_meanwhile_is_not_overwritten() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.risks("/threats/insider")).await;
        let form = page.form_with_button("Confirm").choose("2: Some times a year");
        world.judge(&mut officer, "insider", ("3", "3")).await;
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 409);
        assert_eq!(officer.get(&world.risks("/threats/none")).await.status(), 404);
    }
}
