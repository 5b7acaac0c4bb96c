//! What the president's page says.

use hikeshi_incidents::case::Purpose;

use crate::world::{OFFICER, PRESIDENT, World};

#[tokio::test]
async fn a_new_company_reads_what_is_not_known_and_no_zero_as_good_news() {
    for world in World::every_kind().await {
        let page = world.browser(PRESIDENT).get(&world.overview()).await;
        let text = page.text();
        for said in [
            "How well the company is prepared is not known yet",
            "None on record",
            "Not answered yet",
            "There is no list yet",
            "There is no ledger of information yet",
            "There are no policies or rules yet",
            "There is no score",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("0 of"), "{text}");
        let buttons: Vec<_> = page.links().into_iter().map(|link| link.name).collect();
        assert!(buttons.iter().any(|name| name == "Begin the self-check"), "{buttons:?}");
    }
}

#[tokio::test]
async fn what_is_overdue_is_named_with_its_day_and_an_exercise_is_not() {
    for world in World::every_kind().await {
        world.late(world.company, ("Wrong recipient", Purpose::Real)).await;
        world.late(world.company, ("Fire drill", Purpose::Drill)).await;
        world.late(world.other, ("Of somebody else", Purpose::Real)).await;
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&world.overview()).await;
        let text = page.text();
        assert!(text.contains("Open incidents: 1."), "{text}");
        assert!(text.contains("Wrong recipient") && !text.contains("Fire drill"), "{text}");
        assert!(!text.contains("Of somebody else"), "{text}");
        assert_eq!(text.matches("Call the insurer").count(), 2, "headline and list: {text}");
        assert!(text.contains("Was due on"), "{text}");
        let link = page.by_role_link("Call the insurer");
        assert!(link.href.ends_with("/duties"), "{}", link.href);
    }
}

#[tokio::test]
async fn the_score_stands_with_its_course_and_the_measures_that_help_most() {
    for world in World::every_kind().await {
        world.score(world.company, 48).await;
        world.minutes_later(60);
        world.score(world.company, 62).await;
        let mut officer = world.browser(OFFICER);
        let text = officer.get(&world.overview()).await.text();
        assert!(text.contains("62 of 100"), "{text}");
        assert!(text.contains("14 more than last time"), "{text}");
        assert!(text.contains("From 48 points on"), "{text}");
        assert!(text.contains("Self-check from 48 to 62 points"), "{text}");
        assert_eq!(text.matches("Work: ").count(), 3, "three measures: {text}");
        assert!(text.contains("None on record") && text.contains("★: "), "{text}");
        assert!(text.contains("Stars are declared by the company itself"), "{text}");
    }
}

#[tokio::test]
async fn a_program_reads_the_same_with_null_for_what_is_not_known() {
    for world in World::every_kind().await {
        let path = format!("/api/v1/companies/{}/overview", world.company);
        let mut officer = world.browser(OFFICER);
        let read = async |browser: &mut hikeshi_testkit::Browser| -> serde_json::Value {
            serde_json::from_str(&browser.fetch(&path).await.text()).unwrap()
        };
        let answer = read(&mut officer).await;
        for unknown in ["star_declared", "assets", "risks", "policies"] {
            assert!(answer[unknown].is_null(), "{unknown}: {answer}");
        }
        assert_eq!(answer["peers_none"], "no-group");
        world.score(world.company, 62).await;
        let answer = read(&mut officer).await;
        assert_eq!(answer["scores"][0]["total"], 62);
        assert_eq!(answer["next"].as_array().unwrap().len(), 3);
    }
}
