//! Links for outsiders: what they show, to whom, and what the company learns.

use hikeshi_db::Fence;
use hikeshi_incidents::model::{custody_event, evidence, incident};
use hikeshi_testkit::Browser;
use sea_orm::EntityTrait as _;

use crate::world::{ANALYST, OFFICER, STAFF, STRANGER, World};

/// A link as the page shows it once: its path and its pass-code.
pub struct Made {
    pub path: String,
    pub code: String,
}

/// Makes a link with these fields besides recipient and purpose.
pub async fn make(world: &World, incident: &incident::Model, fields: &[(&str, &str)]) -> Made {
    let mut all = vec![("recipient", "Umi Insurance"), ("purpose", "Claim 7")];
    all.extend_from_slice(fields);
    let page = world.browser(OFFICER).post(&world.path(incident, "/shares/new"), &all).await;
    assert_eq!(page.heading(), "The link is ready", "{}", page.text());
    let text = page.text();
    let word_after = |label: &str| {
        let rest = text.split(label).nth(1).unwrap_or_default();
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    };
    let address = text.split_whitespace().find(|word| word.contains("/share/")).unwrap();
    let token = address.rsplit('/').next().unwrap();
    let code = if text.contains("Pass-code") { word_after("Pass-code") } else { String::new() };
    Made { path: format!("/share/{token}"), code }
}

/// Presses the button, with the pass-code if there is one.
pub async fn open(visitor: &mut Browser, made: &Made) -> hikeshi_testkit::Page {
    visitor.post(&made.path, &[("code", &made.code)]).await
}

/// An incident with a fact of each class, a line and an exhibit.
pub async fn filled(world: &World) -> (incident::Model, evidence::Model) {
    let incident = world.incident(world.company).await;
    world.fact(&incident, "evidence_kept", "The log of the gateway").await;
    world.fact(&incident, "organisation", "Secret Partner Ltd").await;
    world.fact(&incident, "persons_in_charge", "Taro Yamada").await;
    world.line(&incident, "The officer of minato and the analyst of hinomi found the note").await;
    let exhibit = world.exhibit(OFFICER, &incident, ("gateway.log", b"log lines")).await;
    (incident, exhibit)
}

#[tokio::test]
async fn an_outsider_sees_the_chosen_parts_as_they_were_and_nothing_else() {
    for world in World::every_kind().await {
        let (incident, exhibit) = filled(&world).await;
        let id = exhibit.id.to_string();
        let other = world.exhibit(OFFICER, &incident, ("other.log", b"other")).await;
        let fields = [("parts", "facts-technical"), ("parts", "timeline"), ("files", &id)];
        let made = make(&world, &incident, &fields).await;
        world.fact(&incident, "evidence_kept", "Changed afterwards").await;
        let mut visitor = world.nobody();
        let text = visitor.get(&made.path).await.text();
        for unseen in ["Minato Foods", "gateway", &incident.number] {
            assert!(!text.contains(unseen), "before it is opened: {text}");
        }
        let page = open(&mut visitor, &made).await;
        let text = page.text();
        assert_eq!(page.heading(), "Shared by Minato Foods", "{text}");
        assert!(
            text.contains("The log of the gateway") && text.contains("found the note"),
            "{text}"
        );
        for unseen in
            ["Secret Partner", "Taro Yamada", "Changed afterwards", "other.log", "Ransom note"]
        {
            assert!(!text.contains(unseen), "{unseen} in {text}");
        }
        for name in ["officer of minato", "analyst of hinomi"] {
            assert!(!text.contains(name), "names of people are struck: {text}");
        }
        let file = visitor.fetch(&format!("{}/files/{id}", made.path)).await;
        assert_eq!(&file.body[..], b"log lines");
        let foreign = visitor.fetch(&format!("{}/files/{}", made.path, other.id)).await;
        assert_eq!(foreign.status, 404);
    }
}

#[tokio::test]
async fn a_hand_over_tells_its_state_and_place_with_numbers_for_names() {
    for world in World::every_kind().await {
        let (incident, exhibit) = filled(&world).await;
        let path = world.path(&incident, &format!("/evidence/{}/hand-over", exhibit.id));
        let mut officer = world.browser(OFFICER);
        let form = officer.get(&path).await.form_with_button("Write the hand-over down");
        let receiver = "Name and firm of the receiver for somebody else";
        let form = form.fill(receiver, "Mori (Police)");
        let page = officer.submit(form.fill("Storage place afterwards", "Police store of Mori"));
        assert!(page.await.status().is_success());
        let parts = [("parts", "summary"), ("parts", "custody")];
        let made = make(&world, &incident, &parts).await;
        let text = open(&mut world.nobody(), &made).await.text();
        for told in ["Not confirmed yet", "Person 1", "Person 2", "Police store of", "Kind"] {
            assert!(text.contains(told), "{told} in {text}");
        }
        assert!(text.contains("What this is"), "{text}");
        assert!(!text.contains("Mori"), "{text}");
    }
}

#[tokio::test]
async fn the_answers_are_kept_by_nobody_and_their_address_goes_nowhere() {
    for world in World::every_kind().await {
        let (incident, _) = filled(&world).await;
        let made = make(&world, &incident, &[("parts", "summary")]).await;
        let mut visitor = world.nobody();
        let wrong = format!("/share/{}", "0".repeat(64));
        for path in [&made.path, &wrong] {
            let answer = visitor.fetch(path).await;
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert!(answer.header("x-robots-tag").contains("noindex"));
        }
        open(&mut visitor, &made).await;
        let text = visitor.get(&format!("{}?lang=ja", made.path)).await.text();
        assert!(!text.contains("Shared by") && text.contains("Minato Foods"), "{text}");
    }
}

#[tokio::test]
async fn the_company_is_told_of_the_first_visit_and_sees_each_view() {
    for world in World::every_kind().await {
        let (incident, exhibit) = filled(&world).await;
        let id = exhibit.id.to_string();
        let made = make(&world, &incident, &[("files", &id)]).await;
        let mut visitor = world.nobody();
        visitor.get(&made.path).await;
        world.drain_jobs().await;
        assert!(world.mailer.sent().is_empty(), "a mail program that looks is no visit");
        open(&mut visitor, &made).await;
        visitor.fetch(&format!("{}/files/{id}", made.path)).await;
        open(&mut world.nobody(), &made).await;
        world.drain_jobs().await;
        let told: Vec<String> = world.mailer.sent().into_iter().map(|mail| mail.to).collect();
        assert_eq!(told.len(), 2, "president and officer, once: {told:?}");
        let mut officer = world.browser(OFFICER);
        let list = officer.get(&world.path(&incident, "/shares")).await;
        let text = officer.follow(&list.by_role_link("Umi Insurance")).await.text();
        assert!(text.contains("Fetched an exhibit E-001") && text.contains("127.0.0.*"), "{text}");
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let events = custody_event::Entity::find().all(tx.conn()).await.unwrap();
        assert!(
            events.iter().any(|event| event.kind == "exported" && event.to_name == "Umi Insurance")
        );
    }
}

#[tokio::test]
async fn a_file_of_another_company_or_incident_cannot_be_chosen() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let theirs = world.incident(world.other).await;
        let foreign = world.exhibit(STRANGER, &theirs, ("theirs.log", b"theirs")).await;
        let next = world.incident(world.company).await;
        let beside = world.exhibit(OFFICER, &next, ("beside.log", b"beside")).await;
        for id in [foreign.id.to_string(), beside.id.to_string(), "x".to_owned()] {
            let fields = [("recipient", "A"), ("purpose", "B"), ("files", id.as_str())];
            let page =
                world.browser(OFFICER).post(&world.path(&incident, "/shares/new"), &fields).await;
            assert_eq!(page.status(), 404, "{id}");
        }
    }
}

#[tokio::test]
async fn only_whoever_may_share_makes_links_and_a_provider_needs_the_companys_leave() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let path = world.path(&incident, "/shares/new");
        for (who, status) in [(STAFF, 403), (STRANGER, 404), (ANALYST, 403)] {
            assert_eq!(world.browser(who).get(&path).await.status(), status, "{who:?}");
        }
        world.allow_provider(true).await;
        assert_eq!(world.browser(ANALYST).get(&path).await.status(), 200);
    }
}

#[tokio::test]
async fn a_form_with_mistakes_is_shown_again_and_makes_nothing() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let path = world.path(&incident, "/shares/new");
        let mut officer = world.browser(OFFICER);
        let fields = [("recipient", "Umi"), ("purpose", ""), ("days", "91")];
        let page = officer.post(&path, &fields).await;
        assert_eq!(page.status(), 422);
        assert_eq!(page.field_by_label("Recipient").value, "Umi");
        let text = page.text();
        assert!(text.contains("90") && text.contains("Choose at least one part"), "{text}");
        let text = officer.get(&world.path(&incident, "/shares")).await.text();
        assert!(text.contains("None yet"), "{text}");
    }
}
