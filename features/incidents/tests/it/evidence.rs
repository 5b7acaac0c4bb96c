//! Evidence: files and things, their chain of custody, on both databases.

use std::path::PathBuf;

use axum::http::StatusCode;
use hikeshi_db::Fence;
use hikeshi_identity::Role;
use hikeshi_incidents::model::{custody_event, evidence, incident};
use hikeshi_testkit::{Attachment, Page};
use sea_orm::{EntityTrait as _, QueryOrder as _};

use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

const FORM: &str = "0190b9a8-7f2c-7c11-9d3e-2f6c1a0b7e55";

/// Typed fields of a form.
pub fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Files of a form.
pub fn files(list: &[(&str, &[u8])]) -> Vec<(String, Attachment)> {
    list.iter().map(|(name, bytes)| ("file".to_owned(), Attachment::new(name, *bytes))).collect()
}

/// Adds one file to an incident as this person.
pub async fn add_file(
    world: &World,
    who: At,
    incident: &incident::Model,
    (name, bytes): (&str, &[u8]),
) -> Page {
    let path = world.path(incident, "/evidence/add-file");
    world.browser(who).upload(&path, &pairs(&[]), &files(&[(name, bytes)])).await
}

/// All exhibits by their number.
pub async fn rows(world: &World) -> Vec<evidence::Model> {
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    let find = evidence::Entity::find().order_by_asc(evidence::Column::Serial);
    find.all(tx.conn()).await.unwrap()
}

/// What happened to all exhibits, the earliest first: kind and outcome.
pub async fn events(world: &World) -> Vec<(String, String)> {
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    let find = custody_event::Entity::find().order_by_asc(custody_event::Column::At);
    let all = find.all(tx.conn()).await.unwrap();
    all.into_iter().map(|event| (event.kind, event.outcome)).collect()
}

/// The page of an exhibit.
pub fn page_of(world: &World, incident: &incident::Model, exhibit: &evidence::Model) -> String {
    world.path(incident, &format!("/evidence/{}", exhibit.id))
}

/// Where the stored bytes of an exhibit are.
pub fn blob_file(world: &World, exhibit: &evidence::Model) -> PathBuf {
    let blob = exhibit.blob_id.unwrap();
    let [.., a, b] = *blob.as_bytes();
    let folder = world.platform.data_folder.join("blobs");
    folder.join(format!("{a:02x}")).join(format!("{b:02x}")).join(format!("{blob}.age"))
}

/// Bytes that no compression or repetition makes easy.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let mut bytes: Vec<u8> =
        std::iter::repeat_with(&mut next).take(length / 8 + 1).flatten().collect();
    bytes.truncate(length);
    bytes
}

#[tokio::test]
async fn hostile_names_are_only_ever_shown() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        for name in ["../../x", "..", "a\u{202e}\u{200b}b.txt", "<script>alert(1)</script>.html"] {
            assert_eq!(
                add_file(&world, STAFF, &incident, (name, b"data")).await.status(),
                StatusCode::OK
            );
        }
        let page = add_file(&world, STAFF, &incident, ("a\u{1}\u{0}b.txt", b"data")).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let names: Vec<_> = rows(&world).await.into_iter().map(|row| row.file_name).collect();
        assert_eq!(names, ["x", "", "ab.txt", "script>.html"]);
        let list = world.browser(STAFF).fetch(&world.path(&incident, "/evidence")).await;
        assert!(!list.text().contains("script>.html"), "shown without escaping");
        assert!(list.page().text().contains("script>.html"));
        let names = rows(&world)
            .await
            .iter()
            .map(|row| blob_file(&world, row).exists())
            .collect::<Vec<_>>();
        assert_eq!(names, [true; 4]);
    }
}

#[tokio::test]
async fn a_file_changed_on_disk_fails_its_check_and_is_not_given_out() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        add_file(&world, STAFF, &incident, ("a.bin", &noise(300_000))).await;
        let exhibit = rows(&world).await.remove(0);
        let path = page_of(&world, &incident, &exhibit);
        world.minutes_later(1);
        let page = world.browser(STAFF).post(&(path.clone() + "/check"), &[]).await;
        assert!(page.text().contains("Check: match"), "{}", page.text());
        assert!(!page.text().contains("differs from the record"));

        let file = blob_file(&world, &exhibit);
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[1000] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        world.minutes_later(1);
        let page = world.browser(STAFF).post(&(path.clone() + "/check"), &[]).await;
        assert!(page.text().contains("Check: no match"), "{}", page.text());
        let danger = "The content of E-001 differs from the record";
        assert!(page.headings().contains(&danger.to_owned()), "{:?}", page.headings());
        let list = world.browser(STAFF).get(&world.path(&incident, "/evidence")).await;
        assert!(list.headings().contains(&danger.to_owned()), "{:?}", list.headings());
        let answer = world.browser(STAFF).fetch(&(path.clone() + "/file")).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.page().text().contains("not what was recorded"), "{}", answer.text());

        std::fs::remove_file(&file).unwrap();
        world.minutes_later(1);
        let page = world.browser(STAFF).post(&(path + "/check"), &[]).await;
        assert!(page.text().contains("Check: the file cannot be read"), "{}", page.text());
        let outcomes: Vec<_> =
            events(&world).await.into_iter().map(|(_, outcome)| outcome).collect();
        assert_eq!(outcomes, ["", "match", "mismatch", "mismatch", "unreadable"]);
    }
}

#[tokio::test]
async fn only_people_with_the_right_see_evidence_and_only_their_own_company_s() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let other = world.incident("A lost phone", &["loss"]).await;
        add_file(&world, STAFF, &incident, ("a.bin", b"data")).await;
        let exhibit = rows(&world).await.remove(0);
        let one = page_of(&world, &incident, &exhibit);
        let add = world.path(&incident, "/evidence/add-file");
        let mut outsider = world.outsider(&incident).await;
        for path in [&world.path(&incident, "/evidence"), &one, &(one.clone() + "/file")] {
            assert_eq!(world.browser(STRANGER).get(path).await.status(), StatusCode::NOT_FOUND);
            assert_eq!(world.browser(EMPLOYEE).get(path).await.status(), StatusCode::FORBIDDEN);
            assert_eq!(outsider.get(path).await.status(), StatusCode::FORBIDDEN);
            assert!(world.nobody().get(path).await.address().starts_with("/sign-in"));
        }
        for (who, status) in [
            (STRANGER, StatusCode::NOT_FOUND),
            (PRESIDENT, StatusCode::FORBIDDEN),
            (At::Provider(Role::Desk), StatusCode::FORBIDDEN),
        ] {
            let page =
                world.browser(who).upload(&add, &pairs(&[]), &files(&[("b", b"data")])).await;
            assert_eq!(page.status(), status, "{who:?}");
        }
        // The exhibit through another company's or another incident's address, and no id at all.
        let through =
            format!("/c/{}/incidents/{}/evidence/{}", world.other, incident.id, exhibit.id);
        assert_eq!(world.browser(STRANGER).get(&through).await.status(), StatusCode::NOT_FOUND);
        for wrong in [page_of(&world, &other, &exhibit), world.path(&incident, "/evidence/nothing")]
        {
            assert_eq!(world.browser(OFFICER).get(&wrong).await.status(), StatusCode::NOT_FOUND);
        }
        assert_eq!(rows(&world).await.len(), 1);
    }
}

#[tokio::test]
async fn a_form_sent_twice_adds_once_and_two_people_get_two_numbers() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let path = world.path(&incident, "/evidence/add-file");
        let typed = pairs(&[("form_id", FORM)]);
        let both = files(&[("a", b"one"), ("b", b"two")]);
        let page = world.browser(STAFF).upload(&path, &typed, &both).await;
        assert!(page.text().contains("Added to the evidence"), "{}", page.text());
        let page = world.browser(STAFF).upload(&path, &typed, &both).await;
        assert!(page.text().contains("was added already"), "{}", page.text());
        assert_eq!(rows(&world).await.len(), 2);
        let (mut one, mut two) = (world.browser(STAFF), world.browser(ANALYST));
        for _ in 0..4 {
            let (first, second) = (files(&[("c", b"three")]), files(&[("d", b"four")]));
            let none = pairs(&[]);
            let (first, second) =
                tokio::join!(one.upload(&path, &none, &first), two.upload(&path, &none, &second));
            assert_eq!((first.status(), second.status()), (StatusCode::OK, StatusCode::OK));
        }
        let serials: Vec<_> = rows(&world).await.iter().map(|row| row.serial).collect();
        assert_eq!(serials, (1..=10).collect::<Vec<_>>());
        for _ in 0..100 {
            if world.platform.blobs.ids(jiff::Timestamp::MAX).await.unwrap().len() == 10 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(world.platform.blobs.ids(jiff::Timestamp::MAX).await.unwrap().len(), 10);
    }
}

#[tokio::test]
async fn a_thing_is_sealed_handed_over_and_its_chain_tells_it() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let add = world.path(&incident, "/evidence/add-thing");
        let typed =
            [("form_id", FORM), ("kind", "device"), ("title", "Laptop SL-03"), ("seal", "0012")];
        let page = world.browser(STAFF).post(&add, &typed).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("Write where it was found"), "{}", page.text());
        let place = [("place", "Sales room"), ("storage", "Safe, key: Kobayashi")];
        let page = world.browser(STAFF).post(&add, &[&typed[..], &place[..]].concat()).await;
        assert!(page.text().contains("Laptop SL-03"), "{}", page.text());
        let exhibit = rows(&world).await.remove(0);
        let custody = page_of(&world, &incident, &exhibit) + "/custody";
        world.minutes_later(5);
        let wrong = [("form_id", FORM), ("kind", "stored"), ("collected", "soonish")];
        let page = world.browser(STAFF).upload(&custody, &pairs(&wrong), &[]).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let text = page.text();
        assert!(text.contains("Write where it is kept"), "{text}");
        assert!(text.contains("Write who did it") && text.contains("This time cannot be read"));
        let form = page.form_with_button("Write it down");
        assert!(form.pairs().contains(&pairs(&[("collected", "soonish")])[0]), "{form:?}");
        let form = form
            .fill("Start", "9:50")
            .fill("Place required for putting it away", "Safe 2")
            .fill("Who did it", "Kobayashi");
        for _ in 0..2 {
            let page = world.browser(STAFF).submit(form.clone()).await;
            assert!(page.text().contains("Place: Safe 2"), "{}", page.text());
        }
        let kinds: Vec<_> = events(&world).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds.len(), 3, "{kinds:?}");
        assert!(kinds.contains(&"sealed".to_owned()) && kinds[2] == "stored");
    }
}
