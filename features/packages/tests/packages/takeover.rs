//! From one installation to another and on.

use std::io::Cursor;

use axum::http::StatusCode;
use hikeshi_identity::{CompanyId, Role};
use hikeshi_incidents::{
    case::{current_facts, whole_timeline},
    evidence::{chain_of, custody_of, list_exhibits},
    model::incident,
};
use hikeshi_kernel::Lang;
use hikeshi_package::{Exhibit, Records};
use hikeshi_packages::import::{Brought, Content, bring_in};
use hikeshi_testkit::Attachment;
use hikeshi_tlog::entries_about;
use hikeshi_web::{Problem, ProblemKind};
use sea_orm::EntityTrait as _;

use crate::world::{At, OFFICER, PICTURE, STRANGER, World, entries, everything, text_of};

async fn brought(
    world: &World,
    company: CompanyId,
    zip: &[u8],
    again: bool,
) -> Result<Brought, Problem> {
    let content =
        Content::read(Cursor::new(zip.to_vec())).unwrap_or_else(|faults| panic!("{faults:?}"));
    let words = world.platform.words(Lang::En);
    let scope = world.program_of(company);
    let brought = bring_in(&world.platform, &scope, &words, content, again).await?;
    Ok(brought.unwrap_or_else(|fault| panic!("{fault}")))
}

async fn incident_of(world: &World, brought: &Brought) -> incident::Model {
    let tx = world.platform.db.read(hikeshi_db::Fence::Open).await.unwrap();
    incident::Entity::find_by_id(brought.incident.0).one(tx.conn()).await.unwrap().unwrap()
}

/// What a package means, without ids and without what tells where it is now.
fn meaning(zip: &[u8]) -> Vec<String> {
    let content =
        Content::read(Cursor::new(zip.to_vec())).unwrap_or_else(|faults| panic!("{faults:?}"));
    let Records { incident, timeline, facts, exhibits, people, .. } = content.records;
    let mut all = vec![format!("{} {:?} {:?}", incident.title, incident.kinds, incident.noticed)];
    let came = |text: &str| text.contains("manifest SHA-256");
    for line in timeline.iter().filter(|line| !came(&line.text)) {
        let old: Vec<_> = line.corrections.iter().map(|c| (&c.text, &c.reason, c.at)).collect();
        all.push(format!(
            "{:?} {} {} {} {old:?}",
            line.moment, line.kind, line.text, line.written_at
        ));
    }
    for fact in &facts {
        for v in &fact.versions {
            all.push(format!(
                "{} {} {} {} {:?} {}",
                fact.key, v.revision, v.value, v.certainty, v.as_of, v.at
            ));
        }
    }
    for e in &exhibits {
        let source = exhibits.iter().find(|other| Some(other.id) == e.copy_of);
        let copy = (source.map(Exhibit::number), &e.copy_kind, &e.claimed_sha256);
        all.push(format!(
            "{} {copy:?} {} {} {} {:?} {}",
            e.number(),
            e.title,
            e.sha256,
            e.blake3,
            e.size,
            e.description
        ));
        for event in e.custody.iter().filter(|event| !event.note.starts_with("package ")) {
            let answered = e.custody.iter().find(|other| Some(other.id) == event.answers);
            let photos: Vec<_> = event.photos.iter().map(|p| (&p.file_name, &p.sha256)).collect();
            all.push(format!(
                "{} {:?} {:?} {} {} {} {:?} {:?} {} {:?} {photos:?}",
                event.kind,
                event.moment,
                event.ended,
                event.from,
                event.to,
                event.note,
                [&event.person, &event.witness, &event.tool, &event.seal],
                (event.offset_seconds, event.device_clock, &event.way, &event.asked),
                event.place,
                answered.map(|other| &other.kind),
            ));
        }
    }
    all.extend(
        people.iter().map(|person| format!("{} {} {}", person.name, person.part, person.phone)),
    );
    // Marks that mislead are cleaned away from what comes from outside.
    let mut all: Vec<String> =
        all.into_iter().map(|one| one.replace("\\u{202e}", "").replace('\u{202E}', "")).collect();
    all.sort();
    all
}

#[tokio::test]
async fn what_goes_out_comes_in_elsewhere_with_the_same_meaning_and_goes_out_again() {
    for world in World::every_kind().await {
        let files: &[(&str, &[u8])] =
            &[("vpn.log", b"a line"), ("../../x\u{202E}gpj.exe", b"another")];
        let incident = world.full_incident(files).await;
        world.publish_log().await;
        let (written, first, _folder) = world.package(&incident, everything()).await;
        world.minutes_later(60);
        let came = brought(&world, world.other, &first, false).await.unwrap();
        assert_eq!((came.exhibits, came.files), (3, 2), "two files and a print of one of them");
        let here = incident_of(&world, &came).await;
        assert_eq!((here.level, here.status.as_str()), (None, "open"));
        let (_, second, _folder) = world.package(&here, everything()).await;
        assert_eq!(meaning(&first), meaning(&second));

        let scope = world.program_of(world.other);
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let lines = whole_timeline(&tx, &here).await.unwrap();
        let marked = |by: &str| by.contains("Minato Foods");
        assert!(
            lines.iter().filter(|l| !l.automatic).all(|l| marked(&l.by_name) && l.by_id.is_none())
        );
        assert!(lines.iter().filter(|l| !l.automatic).all(|l| l.source.contains("Minato Foods")));
        assert!(current_facts(&tx, &here).await.unwrap().iter().all(|fact| marked(&fact.by_name)));
        for exhibit in list_exhibits(&tx, &here).await.unwrap() {
            let chain = chain_of(&tx, &exhibit).await.unwrap();
            // After it only the second package was noted.
            let last = chain.iter().rev().find(|event| event.kind == "transferred").unwrap();
            assert_eq!(
                (last.from_name.as_str(), last.to_name.as_str()),
                ("Minato Foods", "Keyaki Care")
            );
            assert!(last.note.contains(&written.package.to_string()));
            let logged = entries_about(tx.conn(), world.other.0, "evidence", exhibit.id).await;
            let logged = logged.unwrap();
            assert_eq!(logged[0].action, "evidence.imported");
            assert_eq!(logged[0].detail_value().unwrap()["sha256"], exhibit.sha256);
            let custody = custody_of(&chain);
            let received = custody.holder.is_some_and(|holder| holder.name == "Keyaki Care");
            assert_eq!(received, exhibit.blob_id.is_some(), "a thing is received by hand");
        }
        drop(tx);
        let pictures = entries(&second).into_iter().filter(|(_, bytes)| bytes == PICTURE);
        let paths: Vec<_> = pictures.map(|(path, _)| path).collect();
        assert_eq!(paths, ["evidence/photos/E-001_01_rack-7.jpg"], "it goes on with its event");
        let told = text_of(&second, "incident.json");
        assert!(told.contains(&written.package.to_string()) && told.contains("Minato Foods"));
        // On to a third, and the chain of packages is not lost.
        let third = brought(&world, world.company, &second, true).await.unwrap();
        let (_, third, _folder) =
            world.package(&incident_of(&world, &third).await, everything()).await;
        assert_eq!(meaning(&first), meaning(&third));
    }
}

#[tokio::test]
async fn the_same_package_comes_in_once_and_another_of_the_same_incident_only_when_somebody_says_so()
 {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[]).await;
        let (_, first, _folder) = world.package(&incident, everything()).await;
        let (_, later, _folder) = world.package(&incident, everything()).await;
        let refused = brought(&world, world.company, &first, false).await.unwrap_err();
        assert!(refused.detail.unwrap().contains("was written here"));
        brought(&world, world.other, &first, false).await.unwrap();
        for again in [false, true] {
            let refused = brought(&world, world.other, &first, again).await.unwrap_err();
            assert_eq!(refused.kind, ProblemKind::Conflict);
            assert!(refused.detail.unwrap().contains("2026-001"));
        }
        assert!(brought(&world, world.other, &later, false).await.is_err());
        assert_eq!(brought(&world, world.other, &later, true).await.unwrap().number, "2026-002");
    }
}

#[tokio::test]
async fn on_the_page_a_package_is_checked_and_shown_before_it_comes_in() {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[("vpn.log", b"a line")]).await;
        world.publish_log().await;
        let (_, zip, _folder) = world.package(&incident, everything()).await;
        let path = format!("/c/{}/packages/import", world.other);
        let mut broken = zip.clone();
        let middle = broken.windows(6).position(|bytes| bytes == b"a line").unwrap();
        broken[middle] = b'b';
        let mut officer = world.browser(STRANGER);
        let send = |bytes: &[u8]| vec![("file".to_owned(), Attachment::new("case.zip", bytes))];
        let page = officer.upload(&path, &[], &send(&broken)).await;
        assert!(page.text().contains("cannot be brought in"), "{}", page.text());
        assert!(page.text().contains("evidence/E-001_vpn.log"));
        let page = officer.upload(&path, &[], &send(&zip)).await;
        assert!(page.text().contains("The package is whole"), "{}", page.text());
        assert!(page.text().contains("2026-001 of Minato Foods"));
        let check = page.address().to_owned();
        for who in [OFFICER, At::Other(Role::President)] {
            let status = world.browser(who).get(&check).await.status();
            assert!(
                matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN),
                "{who:?} {status}"
            );
        }
        let page = officer.submit(page.form_with_button("Bring it in")).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(page.text().contains("Files cannot be opened"), "{}", page.text());
        let page = officer.upload(&path, &[], &send(&zip)).await;
        assert!(page.text().contains("was brought in before"), "{}", page.text());
        assert!(!page.buttons().iter().any(|button| button == "Bring it in"));
        let page = officer.upload(&path, &[], &send(b"no zip at all")).await;
        assert!(page.text().contains("cannot be read as a zip"));
    }
}
