//! Peers over HTTP: too few tell nothing, and asking before and after a change tells nothing new.

use hikeshi_identity::CompanyId;

use crate::world::{OFFICER, PRESIDENT, World};

const SCORES: [i64; 5] = [32, 41, 58, 73, 90];

/// The company of the world with 55 points and so many others of its kind, of different hands.
async fn group(world: &World, others: usize) -> Vec<CompanyId> {
    world.describe(world.company, ("Food", 42)).await;
    world.score(world.company, 55).await;
    let mut all = Vec::new();
    for (place, total) in SCORES.iter().take(others).enumerate() {
        let company = world.add((&format!("Food {place}"), "food", 30), None).await;
        world.score(company, *total).await;
        all.push(company);
    }
    world.renew_peers().await;
    all
}

/// What the page says of others.
async fn told(world: &World) -> serde_json::Value {
    let mut officer = world.again(OFFICER).await;
    let path = format!("/api/v1/companies/{}/overview", world.company);
    let answer: serde_json::Value =
        serde_json::from_str(&officer.fetch(&path).await.text()).unwrap();
    let mut peers = answer["peers"].clone();
    // The own score is the company's own affair.
    if let Some(first) = peers.get_mut(0).and_then(|first| first.as_object_mut()) {
        first.remove("own");
        first.remove("place");
    }
    peers
}

#[tokio::test]
async fn four_others_tell_nothing_and_five_an_interval() {
    for world in World::every_kind().await {
        group(&world, 4).await;
        let mut president = world.browser(PRESIDENT);
        let text = president.get(&world.overview()).await.text();
        assert!(text.contains("Nothing to compare with yet"), "{text}");
        let fifth = world.add(("Food 4", "FOOD", 50), None).await;
        world.score(fifth, 90).await;
        world.renew_peers().await;
        let text = president.get(&world.overview()).await.text();
        assert!(text.contains("55 of 100 points: like the middle half"), "{text}");
        // Sorted 32 41 55 58 73 90: half from the 2nd to the 5th, middle the 3rd, in steps of ten.
        assert!(text.contains("middle half of the companies lies between 40 and 80"), "{text}");
        assert!(text.contains("has 50 to 60. Chance allowed for, 40 to 80"), "{text}");
        assert!(text.contains("about 78 times of 100"), "{text}");
        assert!(text.contains("At least 6 companies"), "{text}");
        for score in [32, 41, 73] {
            assert!(!text.contains(&format!("{score} ")), "{score} is nobody's business: {text}");
        }
    }
}

#[tokio::test]
async fn one_company_more_or_less_or_with_a_new_score_tells_nothing_new() {
    for world in World::every_kind().await {
        let others = group(&world, 5).await;
        let before = told(&world).await;
        assert_eq!(before.as_array().unwrap().len(), 1);
        world.renew_peers().await;
        assert_eq!(told(&world).await, before, "asked twice");
        let new = world.add(("Food 9", "food", 25), None).await;
        world.score(new, 100).await;
        world.score(others[0], 99).await;
        world.renew_peers().await;
        assert_eq!(told(&world).await, before, "within the month");
        world.next_month();
        world.renew_peers().await;
        assert_eq!(told(&world).await, before, "in the next month: two changed");
        world.describe(world.company, ("Food", 4)).await;
        world.renew_peers().await;
        assert_eq!(told(&world).await, before, "the own size changes with the month only");
        world.next_month();
        world.renew_peers().await;
        assert_eq!(told(&world).await.as_array().unwrap().len(), 0, "alone in its new group");
    }
}

#[tokio::test]
async fn when_many_have_changed_the_next_month_tells_new_figures() {
    for world in World::every_kind().await {
        let others = group(&world, 5).await;
        let before = told(&world).await;
        for company in &others {
            world.score(*company, 95).await;
        }
        world.score(world.company, 20).await;
        let more = world.add(("Food 9", "food", 25), None).await;
        world.score(more, 45).await;
        let more = world.add(("Food 10", "food", 25), None).await;
        world.score(more, 65).await;
        world.renew_peers().await;
        assert_eq!(told(&world).await, before, "not within the month");
        world.next_month();
        world.renew_peers().await;
        assert_ne!(told(&world).await, before);
    }
}

#[tokio::test]
async fn a_provider_that_looks_after_all_but_one_is_told_nothing_of_that_one() {
    for world in World::every_kind().await {
        world.describe(world.company, ("Food", 42)).await;
        world.score(world.company, 55).await;
        for (place, total) in SCORES.iter().enumerate() {
            let provider = (place > 0).then_some(world.provider);
            let name = format!("Food {place}");
            let company = world.add((&name, "food", 30), provider).await;
            world.score(company, *total).await;
        }
        world.renew_peers().await;
        assert_eq!(told(&world).await.as_array().unwrap().len(), 0);
    }
}

#[tokio::test]
async fn who_does_not_take_part_is_not_counted_and_sees_nothing() {
    for world in World::every_kind().await {
        group(&world, 4).await;
        let mut officer = world.browser(OFFICER);
        let form = officer.get(&world.overview()).await.form_with_button("Do not take part");
        officer.submit(form).await;
        for number in 0..2 {
            let company = world.add((&format!("More {number}"), "food", 30), None).await;
            world.score(company, 15).await;
        }
        world.renew_peers().await;
        let text = officer.get(&world.overview()).await.text();
        assert!(text.contains("does not take part"), "{text}");
        assert!(!text.contains("middle half"), "{text}");
    }
}
