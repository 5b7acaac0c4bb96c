//! Codes on the paper lead to the thing itself.

use axum::http::StatusCode;
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    runs::start_run,
};

use crate::world::{OFFICER, World};

#[tokio::test]
async fn the_code_of_a_tag_leads_to_the_exhibit_that_carries_it() {
    for world in World::every_kind().await {
        world.edition().await;
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let tag = world.page("/kit/tags/K-2026-003");
        let page = officer.get(&tag).await;
        assert!(page.text().contains("Not used yet"), "{}", page.text());

        let add = format!("/incidents/{}/evidence/add-thing", incident.id);
        let form = officer.get(&world.page(&add)).await.form_with_button("Add as evidence");
        let form = form.fill("What it is", "Laptop of sales").fill("Where it was found", "Desk 3");
        let form = form.fill("Storage place", "Safe").fill("Seal number", "K-2026-003");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), StatusCode::OK, "{}", page.text());
        let page = officer.get(&tag).await;
        let link = page.by_role_link(&format!("{} E-001", incident.number));
        assert_eq!(officer.follow(&link).await.status(), StatusCode::OK);
        let other = officer.get(&world.page("/kit/tags/K-2026-004")).await.text();
        assert!(other.contains("Not used yet"), "{other}");
    }
}

#[tokio::test]
async fn a_tag_typed_by_hand_is_found_and_a_wrong_one_is_explained() {
    let world = World::every_kind().await.remove(0);
    world.edition().await;
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&world.page("/kit")).await;
    let form = page.form_with_button("Find");
    let found = officer.submit(form.clone().fill("Number of the tag", "k-2026-7")).await;
    assert_eq!(found.heading(), "K-2026-007");
    for (typed, said) in
        [("2026", "not the number of a tag"), ("K-2026-011", "No kit of this company")]
    {
        let page = officer.submit(form.clone().fill("Number of the tag", typed)).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains(said), "{}", page.text());
    }
}

#[tokio::test]
async fn the_code_of_a_card_leads_to_the_incident_in_which_it_runs() {
    let world = World::every_kind().await.remove(0);
    world.edition().await;
    let mut officer = world.browser(OFFICER);
    let card = world.page("/kit/cards/ipa-n-ransomware");
    let page = officer.get(&card).await;
    assert!(page.text().contains("not at work in any incident"), "{}", page.text());
    assert_eq!(officer.get(&world.page("/kit/cards/none")).await.status(), 404);

    let incident = world.incident(&["ransomware"]).await;
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let row = find_incident(&tx, &scope, IncidentId(incident.id)).await.unwrap();
    start_run(&tx, &world.platform, &scope, &row, "ipa-n-ransomware").await.unwrap();
    tx.commit().await.unwrap();
    let page = officer.get(&card).await;
    assert!(page.address().ends_with(&incident.id.to_string()), "{}", page.address());
}
