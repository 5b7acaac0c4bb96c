//! Recovery, lessons, closing and reopening.

use hikeshi_incidents::{
    case::{
        Certainty, IncidentId, Level, LevelDecision, NewFact, decide_level, find_incident,
        set_fact, whole_timeline,
    },
    closing::closings_of,
    measures::measures_of,
    model::{closing, incident, measure},
    people::{candidates, set_commander},
};
use hikeshi_kernel::Moment;
use hikeshi_testkit::Page;

use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

const HOSTILE: &str = "<img src=x onerror=alert(1)>";

/// An incident at a level.
async fn at_level(world: &World, level: u8) -> incident::Model {
    let incident = world.incident("Ransom note", &["ransomware"]).await;
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let decision = LevelDecision {
        level: Level::new(level).unwrap(),
        kinds: vec!["ransomware".to_owned()],
        reason: "test".to_owned(),
        seen_version: None,
    };
    let decided = decide_level(&tx, &world.platform, &scope, &incident, decision).await.unwrap();
    tx.commit().await.unwrap();
    decided.unwrap()
}

/// Decides another level.
async fn decide(world: &World, incident: &incident::Model, level: u8) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let decision = LevelDecision {
        level: Level::new(level).unwrap(),
        kinds: vec!["ransomware".to_owned()],
        reason: "test".to_owned(),
        seen_version: None,
    };
    let decided = decide_level(&tx, &world.platform, &scope, incident, decision).await.unwrap();
    decided.unwrap();
    tx.commit().await.unwrap();
}

/// An incident at level 3 to which nothing is missing.
async fn ready(world: &World) -> incident::Model {
    let incident = at_level(world, 3).await;
    for key in ["cause", "outside_reports", "notice_to_persons", "evidence_term"] {
        write_fact(world, &incident, key).await.unwrap();
    }
    for key in ["event", "no_playbook"] {
        write_known(world, &incident, key, Certainty::Confirmed).await.unwrap();
    }
    give_command(world, &incident).await;
    let path = world.path(&incident, "/lessons");
    let mut officer = world.browser(OFFICER);
    let typed = [("title", "Restore FS-1"), ("owner", "Ken"), ("due", "2026-11-21")];
    officer.post(&path, &[&[("kind", "restore")][..], &typed].concat()).await;
    officer.post(&path, &[&[("kind", "prevention")][..], &typed].concat()).await;
    let rows = measures(world, &incident).await;
    let restore = rows.iter().find(|row| row.kind == "restore").unwrap();
    officer.post(&format!("{path}/{}/done", restore.id), &[("done", "yes")]).await;
    incident
}

async fn write_fact(
    world: &World,
    incident: &incident::Model,
    key: &str,
) -> Result<(), hikeshi_web::Problem> {
    write_known(world, incident, key, Certainty::Unknown).await
}

/// Gives the command to the first who may have it.
async fn give_command(world: &World, incident: &incident::Model) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let who = candidates(&tx, &scope, incident).await.unwrap().remove(0).id;
    let given = set_commander(&tx, &world.platform, &scope, incident, (who, "")).await.unwrap();
    given.unwrap();
    tx.commit().await.unwrap();
}

async fn write_known(
    world: &World,
    incident: &incident::Model,
    key: &str,
    certainty: Certainty,
) -> Result<(), hikeshi_web::Problem> {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let new = NewFact {
        key: key.to_owned(),
        value: "cannot be found, because the log was lost".to_owned(),
        certainty,
        as_of: Moment::Unknown,
        source: String::new(),
        seen_revision: None,
    };
    set_fact(&tx, &world.platform, &scope, incident, new).await?.unwrap();
    tx.commit().await.unwrap();
    Ok(())
}

async fn measures(world: &World, incident: &incident::Model) -> Vec<measure::Model> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    measures_of(&tx, incident).await.unwrap()
}

async fn acts(world: &World, incident: &incident::Model) -> Vec<closing::Model> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    closings_of(&tx, incident).await.unwrap()
}

async fn now(world: &World, incident: &incident::Model) -> incident::Model {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    find_incident(&tx, &scope, IncidentId(incident.id)).await.unwrap()
}

/// Where the company's emergency band leads.
async fn band(world: &World) -> Option<String> {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    hikeshi_directory::company(&tx, &scope).await.unwrap().notice_href
}

/// What the form of `who` sends now.
async fn act(
    world: &World,
    who: At,
    incident: &incident::Model,
    (act, note): (&str, &str),
) -> Page {
    let seen = now(world, incident).await.version.to_string();
    let form = [("act", act), ("note", note), ("seen", &seen)];
    world.browser(who).post(&world.path(incident, "/close"), &form).await
}

/// What the form of a measure sends with another owner.
fn with_owner(page: &Page, owner: &str) -> Vec<(String, String)> {
    let mut pairs = page.form_with_button("Save").pairs();
    pairs.retain(|(name, _)| name != "owner");
    pairs.push(("owner".to_owned(), owner.to_owned()));
    pairs
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn level_three_is_closed_by_two_different_persons_and_then_takes_no_more_writes() {
    for world in World::every_kind().await {
        let incident = ready(&world).await;
        let path = world.path(&incident, "/close");
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&path).await;
        assert!(page.text().contains("Everything that closing needs is there"), "{}", page.text());
        let form = page.form_with_button("Close as the first person");
        let page = officer.submit(form.clone()).await;
        assert_eq!(page.heading(), "The second person confirms and closes");
        officer.submit(form).await;
        assert_eq!(acts(&world, &incident).await.len(), 1, "a form sent twice acts once");
        assert_eq!(now(&world, &incident).await.status, "closing");

        let same = act(&world, OFFICER, &incident, ("confirm", "me again")).await;
        assert_eq!(same.status(), 422);
        assert!(same.text().contains("must be somebody else"), "{}", same.text());

        world.minutes_later(1);
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&world.path(&incident, "")).await;
        let page = president.get(&page.by_role_link("Look it over").href).await;
        let page = president.submit(page.form_with_button("Confirm and close")).await;
        assert_eq!(page.heading(), "This incident is closed");
        let closed = now(&world, &incident).await;
        assert_eq!((closed.status.as_str(), closed.closed_at.is_some()), ("closed", true));
        let names: Vec<String> =
            acts(&world, &incident).await.into_iter().map(|a| a.by_name).collect();
        assert_eq!(names, ["officer of minato", "president of minato"]);

        // Also whoever read the incident before it was closed cannot write any more.
        assert!(write_fact(&world, &incident, "cause").await.is_err());
        let line = [("line", "one more"), ("kind", "action")];
        assert_eq!(officer.post(&world.path(&incident, "/timeline"), &line).await.status(), 409);
        let more = [("kind", "restore"), ("title", "more")];
        assert_eq!(officer.post(&world.path(&incident, "/lessons"), &more).await.status(), 409);
        let page = officer.get(&world.path(&incident, "/facts")).await;
        assert!(page.text().contains("This incident is closed"));

        // A prevention that falls due later is marked without reopening.
        let prevention = |row: &measure::Model| row.kind == "prevention";
        let later = measures(&world, &incident).await.into_iter().find(prevention).unwrap();
        let done = world.path(&incident, &format!("/lessons/{}/done", later.id));
        assert_eq!(officer.post(&done, &[("done", "yes")]).await.status(), 200);
        let later = measures(&world, &incident).await.into_iter().find(prevention).unwrap();
        assert!(later.done_at.is_some());
    }
}

#[tokio::test]
async fn whoever_lowers_the_level_from_three_still_needs_a_second_person_to_close() {
    for world in World::every_kind().await {
        let incident = at_level(&world, 3).await;
        let seen = incident.version.to_string();
        let form =
            [("level", "0"), ("kinds", "ransomware"), ("reason", "a false alarm"), ("seen", &seen)];
        world.minutes_later(1);
        let page = world.browser(OFFICER).post(&world.path(&incident, "/level"), &form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert_eq!(now(&world, &incident).await.level, Some(0));
        let page = world.browser(OFFICER).get(&world.path(&incident, "/close")).await;
        assert!(page.text().contains("You lowered this incident from level 3"), "{}", page.text());
        act(&world, OFFICER, &incident, ("close", "")).await;
        assert_eq!(now(&world, &incident).await.status, "closing");
        act(&world, OFFICER, &incident, ("withdraw", "")).await;
        act(&world, PRESIDENT, &incident, ("close", "")).await;
        assert_eq!(now(&world, &incident).await.status, "closed", "two persons had a part in it");
    }
}

#[tokio::test]
async fn two_people_of_the_provider_do_not_close_a_level_three_incident_between_them() {
    for world in World::every_kind().await {
        let incident = ready(&world).await;
        act(&world, ANALYST, &incident, ("close", "")).await;
        let admin = At::Provider(hikeshi_identity::Role::Admin);
        let page = act(&world, admin, &incident, ("confirm", "")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("must belong to the company"), "{}", page.text());
        let page = act(&world, OFFICER, &incident, ("withdraw", "")).await;
        assert_eq!(page.status(), 200);
        assert_eq!(now(&world, &incident).await.status, "open");
    }
}

#[tokio::test]
async fn what_is_missing_is_listed_with_a_link_and_keeps_the_incident_open() {
    for world in World::every_kind().await {
        let incident = at_level(&world, 3).await;
        let path = world.path(&incident, "/close");
        let page = world.browser(OFFICER).get(&path).await;
        assert!(page.text().contains("Left before closing: 9"), "{}", page.text());
        for (link, to) in [
            ("What happened is recorded", "/facts/event"),
            ("Somebody has the command", "/people"),
            ("A playbook was used", "/facts/no_playbook"),
            ("The cause is recorded", "/facts/cause"),
            ("Each outside report is decided", "/facts/outside_reports"),
            ("Restoring is confirmed", "/lessons#restore"),
        ] {
            assert!(page.by_role_link(link).href.ends_with(to));
            let target = page.by_role_link(link).href;
            let target = target.split('#').next().unwrap();
            assert_eq!(world.browser(OFFICER).get(target).await.status(), 200, "{target}");
        }
        let page = act(&world, OFFICER, &incident, ("close", "enough")).await;
        assert_eq!(page.status(), 422);
        assert!(acts(&world, &incident).await.is_empty());

        let undecided = world.incident("No level yet", &[]).await;
        let page = world.browser(OFFICER).get(&world.path(&undecided, "/lessons")).await;
        assert!(page.text().contains("Decide the damage level first"), "{}", page.text());
        assert!(!page.text().contains("Everything that closing needs is there"));
        let page = act(&world, OFFICER, &undecided, ("close", "")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Decide the damage level first"));

        // A sign without effect needs neither a cause nor a second person.
        let small = at_level(&world, 0).await;
        let page = act(&world, OFFICER, &small, ("close", "")).await;
        assert_eq!(page.heading(), "This incident is closed");
    }
}

#[tokio::test]
async fn reopening_needs_a_reason_which_stands_in_the_timeline() {
    for world in World::every_kind().await {
        let incident = at_level(&world, 0).await;
        act(&world, OFFICER, &incident, ("close", "")).await;
        let page = act(&world, OFFICER, &incident, ("reopen", "  ")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Write why it is reopened"), "{}", page.text());
        let page = act(&world, OFFICER, &incident, ("reopen", "One more computer")).await;
        assert_eq!(page.status(), 200);
        let open = now(&world, &incident).await;
        assert_eq!((open.status.as_str(), open.closed_at), ("open", None));
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        let lines = whole_timeline(&tx, &incident).await.unwrap();
        assert!(lines.iter().any(|line| line.text.contains("One more computer")));
    }
}

#[tokio::test]
async fn the_emergency_band_names_the_latest_open_incident_and_goes_when_all_are_closed() {
    for world in World::every_kind().await {
        let first = at_level(&world, 0).await;
        world.minutes_later(1);
        let second = at_level(&world, 0).await;
        assert_eq!(band(&world).await, Some(world.path(&second, "")));
        act(&world, OFFICER, &second, ("close", "")).await;
        assert_eq!(band(&world).await, Some(world.path(&first, "")));
        act(&world, OFFICER, &first, ("close", "")).await;
        assert_eq!(band(&world).await, None);
        act(&world, OFFICER, &first, ("reopen", "One more computer")).await;
        assert_eq!(band(&world).await, Some(world.path(&first, "")));
    }
}

#[tokio::test]
async fn the_emergency_band_names_the_worst_incident_not_the_newest() {
    for world in World::every_kind().await {
        let worst = at_level(&world, 3).await;
        world.minutes_later(1);
        let small = at_level(&world, 1).await;
        world.minutes_later(1);
        world.incident("Nobody knows yet", &[]).await;
        assert_eq!(band(&world).await, Some(world.path(&worst, "")));
        decide(&world, &small, 3).await;
        assert_eq!(band(&world).await, Some(world.path(&small, "")), "as bad, and newer");
        decide(&world, &small, 2).await;
        assert_eq!(band(&world).await, Some(world.path(&worst, "")));
        decide(&world, &worst, 0).await;
        assert_eq!(band(&world).await, Some(world.path(&small, "")));
        act(&world, OFFICER, &worst, ("close", "")).await;
        assert_eq!(band(&world).await, Some(world.path(&small, "")));
    }
}

#[tokio::test]
async fn whoever_may_confirm_a_closing_gets_one_mail_with_the_link() {
    for world in World::every_kind().await {
        let incident = ready(&world).await;
        world.drain_jobs().await;
        let before = world.mailer.sent().len();
        act(&world, OFFICER, &incident, ("close", "All restored")).await;
        world.drain_jobs().await;
        let sent = world.mailer.sent().split_off(before);
        let mut to: Vec<&str> = sent.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        let expected =
            ["admin@hinomi.example", "analyst@hinomi.example", "president@minato.example"];
        assert_eq!(to, expected, "not the first person, not those who may not close");
        for mail in &sent {
            assert!(mail.subject.contains(&incident.number), "{}", mail.subject);
            for part in ["officer of minato", "All restored", &world.path(&incident, "/close")] {
                assert!(mail.body.contains(part), "{part}: {}", mail.body);
            }
        }
        act(&world, PRESIDENT, &incident, ("withdraw", "")).await;
        act(&world, ANALYST, &incident, ("close", "")).await;
        world.drain_jobs().await;
        let sent = world.mailer.sent().split_off(before + 3);
        let mut to: Vec<&str> = sent.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        let expected = ["officer@minato.example", "president@minato.example"];
        assert_eq!(to, expected, "after somebody of the provider, somebody of the company");
    }
}

#[tokio::test]
async fn the_slower_of_two_sees_what_the_faster_did_and_keeps_the_own_text() {
    for world in World::every_kind().await {
        let incident = at_level(&world, 0).await;
        let seen = incident.version.to_string();
        act(&world, PRESIDENT, &incident, ("close", "done")).await;
        let form = [("act", "close"), ("note", "my own words"), ("seen", &seen)];
        let late = world.browser(OFFICER).post(&world.path(&incident, "/close"), &form).await;
        assert_eq!(late.status(), 409);
        assert!(late.text().contains("president of minato"), "{}", late.text());
        assert!(late.text().contains("my own words"));
        assert_eq!(acts(&world, &incident).await.len(), 1);

        let incident = at_level(&world, 3).await;
        let mut officer = world.browser(OFFICER);
        let typed = [("kind", "prevention"), ("title", "Update the VPN")];
        officer.post(&world.path(&incident, "/lessons"), &typed).await;
        officer.post(&world.path(&incident, "/lessons"), &typed).await;
        let rows = measures(&world, &incident).await;
        assert_eq!(rows.len(), 1, "a form sent twice adds one");
        let path = world.path(&incident, &format!("/lessons/{}", rows[0].id));
        let (mut staff, mut president) = (world.browser(STAFF), world.browser(PRESIDENT));
        let (first, second) = (staff.get(&path).await, president.get(&path).await);
        let first = with_owner(&first, "Ken");
        let second = with_owner(&second, "Naoko");
        assert_eq!(staff.post(&path, &pairs(&first)).await.status(), 200);
        let page = president.post(&path, &pairs(&second)).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("Ken"), "{}", page.text());
        let kept = page.form_with_button("Save my version").pairs();
        assert!(kept.contains(&("owner".to_owned(), "Naoko".to_owned())), "{kept:?}");
        let page = president.submit(page.form_with_button("Save my version")).await;
        assert_eq!(page.status(), 200);
        assert_eq!(measures(&world, &incident).await[0].owner, "Naoko");
    }
}

#[tokio::test]
async fn strangers_and_wrong_roles_get_nothing_and_an_id_of_another_incident_is_not_found() {
    for world in World::every_kind().await {
        let incident = ready(&world).await;
        let restore = |row: &measure::Model| row.kind == "restore";
        let row = measures(&world, &incident).await.into_iter().find(restore).unwrap();
        let other = world.incident("Other", &[]).await;
        let done = format!("/lessons/{}/done", row.id);
        for page in ["/lessons", "/close", &format!("/lessons/{}", row.id)] {
            let path = world.path(&incident, page);
            assert_eq!(world.browser(STRANGER).get(&path).await.status(), 404, "{page}");
            assert_eq!(world.browser(EMPLOYEE).get(&path).await.status(), 403, "{page}");
        }
        for (who, status) in [(STRANGER, 404), (EMPLOYEE, 403), (STAFF, 403)] {
            let form = [("act", "close"), ("seen", "2")];
            let page = world.browser(who).post(&world.path(&incident, "/close"), &form).await;
            assert_eq!(page.status(), status, "{who:?}");
        }
        let mut officer = world.browser(OFFICER);
        let elsewhere = officer.post(&world.path(&other, &done), &[("done", "no")]).await;
        assert_eq!(elsewhere.status(), 404);
        let unknown = officer.get(&world.path(&incident, "/lessons/nonsense")).await;
        assert_eq!(unknown.status(), 404);
        let row = measures(&world, &incident).await.into_iter().find(restore).unwrap();
        assert!(row.done_at.is_some(), "still done");
    }
}

#[tokio::test]
async fn hostile_and_huge_input_is_shown_as_text_or_refused_readably() {
    for world in World::every_kind().await {
        let incident = at_level(&world, 3).await;
        let path = world.path(&incident, "/lessons");
        let mut officer = world.browser(OFFICER);
        let typed =
            [("kind", "restore"), ("title", HOSTILE), ("owner", HOSTILE), ("note", HOSTILE)];
        let page = officer.post(&path, &typed).await;
        assert!(page.text().contains(HOSTILE), "shown as text");

        let page = officer.post(&path, &[("title", ""), ("due", "someday <b>")]).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Write the date as"), "{}", page.text());
        let long = "x".repeat(201);
        let page = officer.post(&path, &[("kind", "restore"), ("title", &long)]).await;
        assert_eq!(page.status(), 422);
        let kept = page.form_with_button("Add").pairs();
        assert!(kept.contains(&("title".to_owned(), long)), "{kept:?}");

        let huge = "x".repeat(10 * 1024 * 1024);
        let page = officer.post(&path, &[("kind", "restore"), ("title", &huge)]).await;
        assert_eq!(page.status(), 413);
        assert!(!page.heading().is_empty());
        assert_eq!(measures(&world, &incident).await.len(), 1);
    }
}
