//! Who holds an exhibit: hand-overs that both sides confirm, copies, checks, sheets to sign.

use axum::http::StatusCode;
use hikeshi_db::Fence;
use hikeshi_incidents::{
    evidence::{Custody, chain_of, checked_of, custody_of, event_sha256, recheck_due},
    model::{custody_photo, evidence, incident},
};
use hikeshi_testkit::{Attachment, Form, Page};
use sea_orm::EntityTrait as _;
use serde_json::json;

use crate::{
    evidence::{add_file, blob_file, events, files, noise, page_of, pairs, rows},
    programs::{Call, incidents, read, token},
    world::{ANALYST, At, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World},
};

const HAND_OVER: &str = "Write the hand-over down";
const RECEIVER: &str = "Name and firm of the receiver for somebody else";
const OPENED: &str =
    "The seal (S-1) was opened for this Opening it is written down with the reason.";
const SO: &str = "It is so";
const NOT_SO: &str = "It is not so";

/// A company with one exhibit, collected by the staff.
async fn begun(world: &World) -> (incident::Model, evidence::Model, String) {
    let incident = world.incident("A ransom note", &["ransomware"]).await;
    add_file(world, STAFF, &incident, ("a.bin", &noise(3000))).await;
    let exhibit = rows(world).await.remove(0);
    let page = page_of(world, &incident, &exhibit);
    world.minutes_later(5);
    (incident, exhibit, page)
}

async fn custody(world: &World, exhibit: &evidence::Model) -> Custody {
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    custody_of(&chain_of(&tx, exhibit).await.unwrap())
}

fn holder(custody: &Custody) -> String {
    custody.holder.as_ref().map(|one| one.name.clone()).unwrap_or_default()
}

/// The form of a hand-over as this person sees it.
async fn form(world: &World, who: At, exhibit_page: &str) -> Form {
    let page = world.browser(who).get(&format!("{exhibit_page}/hand-over")).await;
    page.form_with_button(HAND_OVER)
}

/// The staff hands the exhibit to the officer, who signs in here.
async fn given_to_officer(world: &World, exhibit_page: &str) -> (Page, String) {
    let to = world.account(OFFICER).to_string();
    let form = form(world, STAFF, exhibit_page).await.fill("To", &to);
    let mut browser = world.browser(STAFF);
    let page = browser.submit(form).await;
    assert!(page.text().contains("The other side has to confirm"), "{}", page.text());
    let path = browser.address().split('?').next().unwrap().to_owned();
    (page, path)
}

#[tokio::test]
async fn a_hand_over_counts_when_the_receiver_confirms_on_their_own_page() {
    for world in World::every_kind().await {
        let (incident, exhibit, page) = begun(&world).await;
        let (shown, path) = given_to_officer(&world, &page).await;
        assert!(shown.text().contains("Not confirmed yet"), "{}", shown.text());
        assert!(!shown.buttons().contains(&SO.to_owned()), "the giver cannot confirm");
        let now = custody(&world, &exhibit).await;
        assert_eq!((holder(&now), now.waiting.len()), ("staff of minato".to_owned(), 1));
        world.drain_jobs().await;
        let mails = world.mailer.sent();
        assert!(mails.iter().any(|mail| mail.body.contains(&path)), "the receiver is told");

        for (who, status) in [
            (STAFF, StatusCode::FORBIDDEN),
            (ANALYST, StatusCode::FORBIDDEN),
            (EMPLOYEE, StatusCode::FORBIDDEN),
            (STRANGER, StatusCode::NOT_FOUND),
        ] {
            let answer = [("act", "confirm")];
            let page = world.browser(who).post(&format!("{path}/answer"), &answer).await;
            assert_eq!(page.status(), status, "{who:?}");
        }
        let home = world.browser(OFFICER).get(&format!("/c/{}", world.company)).await;
        let waits = "Confirm that \u{201C}E-001 a.bin\u{201D} was handed over";
        let mut browser = world.browser(OFFICER);
        let asked = browser.get(&home.by_role_link(waits).href).await;
        let refused = browser.submit(asked.form_with_button(NOT_SO)).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "without a reason");
        // Two windows at once: one answer.
        let (mut one, mut two) = (world.browser(OFFICER), world.browser(OFFICER));
        let answer = [("act", "confirm")];
        let act = format!("{path}/answer");
        let (first, second) = tokio::join!(one.post(&act, &answer), two.post(&act, &answer));
        let mut statuses = [first.status(), second.status()];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
        let now = custody(&world, &exhibit).await;
        assert_eq!((holder(&now), now.waiting.len()), ("officer of minato".to_owned(), 0));
        assert_eq!(now.oddities, []);
        let list = world.browser(STAFF).get(&world.path(&incident, "/evidence")).await;
        assert!(list.text().contains("Held by officer of minato"), "{}", list.text());
        let home = world.browser(OFFICER).get(&format!("/c/{}", world.company)).await;
        assert!(!home.text().contains("was handed over"), "{}", home.text());
    }
}

#[tokio::test]
async fn giver_and_receiver_are_two_persons_and_a_form_sent_twice_is_one_hand_over() {
    for world in World::every_kind().await {
        let (_, exhibit, page) = begun(&world).await;
        let form = form(&world, STAFF, &page).await;
        let own = form.clone().fill(RECEIVER, "STAFF  of Minato");
        let refused = world.browser(STAFF).submit(own).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("must be two persons"), "{}", refused.text());
        let other = form.fill(RECEIVER, "<b>Police</b>");
        for _ in 0..2 {
            let page = world.browser(STAFF).submit(other.clone()).await;
            assert!(page.text().contains("<b>Police</b>"), "{}", page.text());
        }
        assert_eq!(custody(&world, &exhibit).await.waiting.len(), 1);
    }
}

#[tokio::test]
async fn an_outsider_confirms_once_by_a_link_that_shows_nothing_else() {
    for world in World::every_kind().await {
        let (_, exhibit, page) = begun(&world).await;
        let form = form(&world, STAFF, &page).await;
        let form = form.fill(RECEIVER, "Yamada (police)");
        let mut browser = world.browser(STAFF);
        let shown = browser.submit(form).await;
        let made = browser.submit(shown.form_with_button("Make a link")).await;
        let address = made.text();
        let start = address.find("/hand-over/").unwrap();
        let link: String = address[start..].chars().take_while(|c| !c.is_whitespace()).collect();
        let opened = world.nobody().get(&link).await;
        assert_eq!(opened.status(), StatusCode::OK, "{link}");
        assert!(opened.text().contains("E-001") && !opened.text().contains("A ransom note"));
        assert_eq!(custody(&world, &exhibit).await.waiting.len(), 1, "opening changes nothing");
        // The giver's own name is no confirmation.
        let own = opened.form_with_button(SO).fill("Your name and firm", "staff of minato");
        let refused = world.nobody().submit(own).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
        let done = world.nobody().submit(opened.form_with_button(SO)).await;
        assert!(done.text().contains("on record"), "{}", done.text());
        let now = custody(&world, &exhibit).await;
        assert_eq!((holder(&now), now.waiting.len()), ("Yamada (police)".to_owned(), 0));
        let told = world.browser(STAFF).get(&page).await.text();
        assert!(told.contains("Written down by the person with the link"), "{told}");
        let again = [("act", "refuse"), ("name", "X"), ("reason", "no")];
        world.nobody().post(&link, &again).await;
        assert_eq!(holder(&custody(&world, &exhibit).await), "Yamada (police)");
        world.minutes_later(8 * 24 * 60);
        assert_eq!(world.nobody().get(&link).await.status(), StatusCode::NOT_FOUND);
        let wrong = world.nobody().get("/hand-over/nothing").await;
        assert_eq!(wrong.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_signature_needs_a_witness_and_a_picture_that_is_only_given_out() {
    for world in World::every_kind().await {
        let (_, exhibit, page) = begun(&world).await;
        let form = form(&world, STAFF, &page).await;
        let form = form.fill(RECEIVER, "Yamada");
        let mut browser = world.browser(STAFF);
        let shown = browser.submit(form.choose("A signature on paper")).await;
        let sign = shown.form_with_button("Record the signature");
        let refused = browser.submit(sign.clone().fill("Who saw the signature", "Yamada")).await;
        let text = refused.text();
        assert!(text.contains("Somebody else than the person who signed"), "{text}");
        assert!(text.contains("Choose a picture of the signed sheet"), "{text}");
        let scan = Attachment::new("<svg onload=x>.svg", "<svg/>");
        let sign = sign.fill("Who saw the signature", "Kobayashi");
        let sign = sign.attach("Picture or scan of the signed sheet", scan);
        let done = browser.submit(sign).await;
        assert!(done.text().contains("Confirmed by both"), "{}", done.text());
        assert_eq!(holder(&custody(&world, &exhibit).await), "Yamada");
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let photo = custody_photo::Entity::find().one(tx.conn()).await.unwrap().unwrap();
        drop(tx);
        let out = format!("{page}/photo/{}", photo.id);
        let answer = world.browser(OFFICER).fetch(&out).await;
        assert_eq!(
            (answer.text(), answer.header("content-type")),
            ("<svg/>".to_owned(), "application/octet-stream")
        );
        assert!(answer.header("content-disposition").starts_with("attachment"));
        assert_eq!(world.browser(STRANGER).get(&out).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(world.browser(EMPLOYEE).get(&out).await.status(), StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn who_gives_away_what_they_do_not_hold_is_marked_and_not_stopped() {
    for world in World::every_kind().await {
        let (_, exhibit, page) = begun(&world).await;
        let form = form(&world, STAFF, &page).await.fill("From", "Somebody else");
        let form = form.fill(RECEIVER, "Forensic firm");
        let shown = world.browser(STAFF).submit(form).await;
        assert_eq!(shown.status(), StatusCode::OK);
        let page = world.browser(PRESIDENT).get(&page).await;
        let text = page.text();
        assert!(text.contains("Something in the record does not fit"), "{text}");
        assert!(text.contains("Handed over by somebody who did not hold it"), "{text}");
        assert_eq!(custody(&world, &exhibit).await.oddities.len(), 2, "nor written by either side");
    }
}

#[tokio::test]
async fn a_time_read_off_a_device_is_corrected_by_its_offset() {
    for world in World::every_kind().await {
        let (_, _, page) = begun(&world).await;
        let mut browser = world.browser(STAFF);
        let asked = browser.get(&format!("{page}/custody")).await;
        let form = asked.form_with_button("Write it down").fill("What happened", "examined");
        let form = form.fill("Start", "9:50").fill("Clock offset", "+00:03:20");
        let read_off = |form: &Form| [form.pairs(), pairs(&[("device_clock", "yes")])].concat();
        let path = format!("{page}/custody");
        let wrong = read_off(&form.clone().fill("Clock offset", "a bit"));
        let wrong = browser.upload(&path, &wrong, &[]).await;
        assert!(wrong.text().contains("This offset cannot be read"), "{}", wrong.text());
        let ahead = read_off(&form.clone().fill("Start", "2026-12-24 9:00"));
        let ahead = browser.upload(&path, &ahead, &[]).await;
        assert!(ahead.text().contains("This time lies ahead"), "{}", ahead.text());
        let shown = browser.upload(&path, &read_off(&form), &[]).await;
        let corrected = "The device showed 09:50:00; corrected to 09:46:40";
        assert!(shown.text().contains(corrected), "{}", shown.text());
        assert!(shown.text().contains("3 min 20 s fast (+00:03:20)"), "{}", shown.text());
    }
}

#[tokio::test]
async fn a_copy_is_an_exhibit_of_its_own_and_is_compared_with_its_source() {
    for world in World::every_kind().await {
        let (incident, exhibit, page) = begun(&world).await;
        let add = world.path(&incident, "/evidence/add-file");
        let source = exhibit.id.to_string();
        let copy = |kind: &str| pairs(&[("source", &source), ("copy_kind", kind)]);
        for (kind, bytes) in [("working", noise(3000)), ("image", noise(40)), ("print", noise(41))]
        {
            let file = files(&[("copy.bin", &bytes)]);
            let done = world.browser(STAFF).upload(&add, &copy(kind), &file).await;
            assert_eq!(done.status(), StatusCode::OK, "{}", done.text());
        }
        add_file(&world, STAFF, &incident, ("b.bin", b"another")).await;
        let numbers: Vec<_> = rows(&world).await.into_iter().map(|row| row.number).collect();
        assert_eq!(numbers, ["E-001", "E-001-C1", "E-001-C2", "E-001-C3", "E-002"]);
        let text = world.browser(STAFF).get(&page).await.text();
        for told in ["same as the source", "differs from the source", "nothing to compare with"] {
            assert!(text.contains(told), "{told}: {text}");
        }
        let other = world.incident("A lost phone", &["loss"]).await;
        let through = world.path(&other, "/evidence/add-file");
        let file = files(&[("copy.bin", b"x")]);
        let strange = world.browser(STAFF).upload(&through, &copy("image"), &file).await;
        assert_eq!(strange.status(), StatusCode::NOT_FOUND, "a source of another incident");
    }
}

#[tokio::test]
async fn the_regular_check_finds_a_changed_file_and_tells_people_once() {
    for world in World::every_kind().await {
        let (_, exhibit, _) = begun(&world).await;
        let all = (50, i64::MAX);
        assert_eq!(recheck_due(&world.platform, all).await.unwrap(), (0, 0), "not due yet");
        world.minutes_later(8 * 24 * 60);
        assert_eq!(recheck_due(&world.platform, all).await.unwrap(), (1, 0));
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let checked = checked_of(&tx, &exhibit).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(checked.outcome, "match");
        world.minutes_later(8 * 24 * 60);
        let file = blob_file(&world, &exhibit);
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[1000] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(recheck_due(&world.platform, all).await.unwrap(), (1, 1));
        world.minutes_later(8 * 24 * 60);
        assert_eq!(recheck_due(&world.platform, all).await.unwrap(), (1, 1));
        world.drain_jobs().await;
        let told = |mail: &&hikeshi_mail::Message| mail.body.contains(&exhibit.id.to_string());
        let officers = world.mailer.sent();
        let officers = officers.iter().filter(told).filter(|mail| mail.to.starts_with("officer"));
        assert_eq!(officers.count(), 1, "told once");
        let events = events(&world).await;
        let noted: Vec<_> = events.iter().filter(|(kind, _)| kind == "verified").collect();
        assert_eq!(noted, [&("verified".to_owned(), "mismatch".to_owned())], "noted once");
    }
}

#[tokio::test]
async fn sheets_and_tags_are_printed_in_every_language_for_those_who_may_see_them() {
    for world in World::every_kind().await {
        let (incident, _, page) = begun(&world).await;
        given_to_officer(&world, &page).await;
        let all = world.path(&incident, "/evidence");
        for path in [
            format!("{page}/custody-sheet.pdf"),
            format!("{page}/tag.pdf"),
            format!("{all}/custody-sheets.pdf"),
            format!("{all}/tags.pdf"),
        ] {
            for lang in ["ja", "ja-easy", "en"] {
                let answer = world.browser(PRESIDENT).fetch(&format!("{path}?lang={lang}")).await;
                assert!(answer.body.starts_with(b"%PDF"), "{path} {lang}: {}", answer.status);
            }
            assert_eq!(world.browser(STRANGER).get(&path).await.status(), StatusCode::NOT_FOUND);
            assert_eq!(world.browser(EMPLOYEE).get(&path).await.status(), StatusCode::FORBIDDEN);
        }
    }
}

#[tokio::test]
async fn a_program_reads_the_chain_adds_to_it_and_confirms_for_its_person_only() {
    for world in World::every_kind().await {
        let (incident, exhibit, _) = begun(&world).await;
        let (_, staff) = token(&world, STAFF, world.company, &[]).await;
        let (_, officer) = token(&world, OFFICER, world.company, &[]).await;
        let (_, stranger) = token(&world, STRANGER, world.other, &[]).await;
        let base = format!("{}/{}/evidence/{}", incidents(world.company), incident.id, exhibit.id);
        let sealed = json!({ "kind": "sealed", "seal": "007", "clock_offset_seconds": -12 });
        let path = format!("{base}/custody");
        let once = Call { idempotency: Some("seal-1"), ..Call::post(&path, &sealed) };
        let first = once.send(&world, &staff).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
        assert_eq!(once.send(&world, &staff).await.text(), first.text());
        for wrong in [
            json!({ "kind": "received" }),
            json!({ "kind": "sealed" }),
            json!({ "kind": "stored", "place": "x".repeat(201) }),
            json!({ "kind": "examined", "moment": { "precision": "exact", "at": "2099-01-01T00:00:00Z" } }),
        ] {
            let answer = Call::post(&path, &wrong).send(&world, &staff).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let to = world.account(OFFICER).to_string();
        let from = world.account(STAFF).to_string();
        let body = json!({ "from": { "name": "staff of minato", "account": from },
                           "to": { "name": "officer of minato", "account": to } });
        let path = format!("{base}/hand-over");
        let given = read(&Call::post(&path, &body).send(&world, &staff).await);
        let event = given["waiting"][0].as_str().unwrap().to_owned();
        let path = format!("{path}/{event}");
        let so = json!({ "confirmed": true });
        let answer = Call::post(&path, &so).send(&world, &staff).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let answer = Call::post(&path, &so).send(&world, &stranger).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let confirmed = read(&Call::post(&path, &so).send(&world, &officer).await);
        assert_eq!(confirmed["holder"]["name"], "officer of minato");
        assert_eq!((&confirmed["seal"], &confirmed["seal_broken"]), (&json!("007"), &json!(false)));
        let again = Call::post(&path, &so).send(&world, &officer).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn a_hand_over_that_nobody_confirmed_does_not_read_as_done_in_the_list() {
    for world in World::every_kind().await {
        let (incident, _, page) = begun(&world).await;
        let (_, path) = given_to_officer(&world, &page).await;
        let list = world.path(&incident, "/evidence");
        let text = world.browser(STAFF).get(&list).await.text();
        assert!(text.contains("Handed over (not confirmed yet)"), "{text}");
        let mut officer = world.browser(OFFICER);
        let form = officer.get(&path).await.form_with_button(SO);
        officer.submit(form).await;
        let text = officer.get(&list).await.text();
        assert!(!text.contains("not confirmed yet"), "{text}");
    }
}

#[tokio::test]
async fn a_seal_is_opened_with_its_number_and_a_reason_before_the_exhibit_is_examined() {
    for world in World::every_kind().await {
        let (_, exhibit, page) = begun(&world).await;
        let path = format!("{page}/custody");
        let mut staff = world.browser(STAFF);
        let page = staff.get(&path).await;
        assert!(!page.text().contains("was opened for this"), "it is not sealed");
        let form = page.form_with_button("Write it down").fill("What happened", "sealed");
        let page = staff.submit(form.fill("Seal number required for sealing", "S-1")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        world.minutes_later(5);
        let form = staff.get(&path).await.form_with_button("Write it down");
        let form = form.fill("What happened", "examined");
        let page = staff.submit(form.choose(OPENED)).await;
        assert_eq!(page.status(), 422, "why it was opened is asked for");
        assert!(page.text().contains("why the seal was opened"), "{}", page.text());
        let form = page.form_with_button("Write it down").fill("Note", "To copy the memory");
        assert_eq!(staff.submit(form).await.status(), 200);
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let chain = chain_of(&tx, &exhibit).await.unwrap();
        let told: Vec<_> = chain.iter().map(|event| (&*event.kind, &*event.seal)).collect();
        let opened =
            [("collected", ""), ("sealed", "S-1"), ("seal-opened", "S-1"), ("examined", "")];
        assert_eq!(told, opened);
        assert_eq!(chain[2].note, "To copy the memory");
    }
}

#[tokio::test]
async fn each_event_s_log_entry_holds_the_hashes_of_the_exhibit_and_of_the_event() {
    for world in World::every_kind().await {
        let (_, exhibit, page) = begun(&world).await;
        given_to_officer(&world, &page).await;
        let tx = world.platform.db.read(Fence::Open).await.unwrap();
        let chain = chain_of(&tx, &exhibit).await.unwrap();
        let entries = hikeshi_tlog::list_for_tenant(tx.conn(), world.company.0, None, 50).await;
        let details: Vec<_> = entries.unwrap().into_iter().filter_map(|e| e.detail).collect();
        let log = details.concat();
        assert_eq!(chain.len(), 2);
        for event in &chain {
            assert!(log.contains(&event_sha256(event).unwrap()), "{}", event.kind);
        }
        assert!(log.contains(&exhibit.sha256));
    }
}
