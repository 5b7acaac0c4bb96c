//! Invitations, passwords, sessions.

use hikeshi_db::Fence;
use hikeshi_identity::{hash_password, set_password};
use hikeshi_testkit::Browser;
use jiff::SignedDuration;

use crate::world::{OFFICER, World};

const PHRASE: &str = "seven lanterns over the harbour";
/// What only the mail to somebody with an account says.
const KNOWN_MARK: &str = "You have an account already";
const OTHER_PHRASE: &str = "nine kettles under a slow bridge";

/// The path of the link in the last mail.
pub fn mailed_path(world: &World) -> String {
    let mail = world.mailer.sent().pop().expect("a mail");
    let link = mail.body.lines().find(|line| line.trim().starts_with("http")).expect("a link");
    let path = link.trim().splitn(4, '/').nth(3).expect("a path");
    format!("/{path}")
}

async fn officer_has_password(world: &World) {
    let tx = world.platform.db.write(Fence::Open).await.unwrap();
    let (account, hash) = (world.account(OFFICER), hash_password(PHRASE).unwrap());
    set_password(&tx, account, hash, world.platform.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn sign_in(browser: &mut Browser, password: &str) -> u16 {
    let pairs = [("email", "officer@minato.example"), ("password", password), ("next", "/account")];
    browser.post("/sign-in", &pairs).await.status().as_u16()
}

async fn invite_sato(world: &World) -> String {
    let form = [("person", "Sato"), ("email", "sato@minato.example"), ("role", "staff")];
    let path = format!("/c/{}/settings/invite", world.company);
    assert_eq!(world.browser(OFFICER).post(&path, &form).await.status(), 200);
    world.drain_jobs().await;
    mailed_path(world)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_makes_an_account_and_works_in_the_company_and_the_link_works_once() {
    for world in World::every_kind().await {
        let link = invite_sato(&world).await;
        let mut sato = world.nobody();
        let page = sato.get(&link).await;
        assert!(page.text().contains("Minato Foods"), "{}", page.text());
        let weak = sato.post(&link, &[("name", "Sato"), ("password", "password1234")]).await;
        assert_eq!(weak.status(), 422);
        let home = sato.post(&link, &[("name", "Sato"), ("password", PHRASE)]).await;
        assert_eq!(home.address(), format!("/c/{}", world.company));
        assert_eq!(world.nobody().get(&link).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_an_account_is_asked_for_its_password_and_not_for_a_new_one() {
    for world in World::every_kind().await {
        invite_sato(&world).await;
        let body = |world: &World| world.mailer.sent().pop().expect("a mail").body;
        assert!(!body(&world).contains(KNOWN_MARK), "{}", body(&world));
        let form = [("person", "Officer"), ("email", "OFFICER@minato.example"), ("role", "staff")];
        let path = format!("/c/{}/settings/invite", world.company);
        assert_eq!(world.browser(OFFICER).post(&path, &form).await.status(), 200);
        world.drain_jobs().await;
        assert!(body(&world).contains(KNOWN_MARK), "{}", body(&world));
        let page = world.nobody().get(&mailed_path(&world)).await;
        assert!(page.text().contains("has an account already"), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_after_seven_days() {
    for world in World::every_kind().await {
        let link = invite_sato(&world).await;
        world.clock.advance(SignedDuration::from_hours(7 * 24));
        let page = world.nobody().get(&link).await;
        assert_eq!((page.status().as_u16(), page.heading().is_empty()), (404, false));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_replaced_by_a_link_and_the_answer_is_the_same_for_strangers() {
    for world in World::every_kind().await {
        let mut browser = world.nobody();
        let unknown = browser.post("/forgot", &[("email", "nobody@minato.example")]).await.text();
        world.drain_jobs().await;
        assert!(world.mailer.sent().is_empty());
        let known = browser.post("/forgot", &[("email", "officer@minato.example")]).await.text();
        assert_eq!(unknown.replace("nobody@", "officer@"), known);
        world.drain_jobs().await;
        let earlier_link = mailed_path(&world);
        browser.post("/forgot", &[("email", "officer@minato.example")]).await;
        world.drain_jobs().await;
        let link = mailed_path(&world);
        assert_ne!(link, earlier_link);
        let mut old = world.browser(OFFICER);
        let keys = format!("/c/{}/keys", world.company);
        let key = [("purpose", "Alerts"), ("rights", "read"), ("days", "30")];
        assert!(old.post(&keys, &key).await.buttons().iter().any(|b| b == "Stop it: Alerts"));
        let about_the_person = [("password", "officer-of-minato")];
        assert_eq!(browser.post(&link, &about_the_person).await.status(), 422);
        assert_eq!(browser.post(&link, &[("password", PHRASE)]).await.status(), 200);
        assert!(old.get("/account").await.address().starts_with("/sign-in"));
        assert_eq!(world.nobody().get(&link).await.status(), 404);
        assert_eq!(world.nobody().get(&earlier_link).await.status(), 404);
        assert!(!browser.get(&keys).await.buttons().iter().any(|b| b == "Stop it: Alerts"));
        assert_eq!(sign_in(&mut world.nobody(), PHRASE).await, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_needs_the_current_one_and_ends_the_other_sessions() {
    for world in World::every_kind().await {
        officer_has_password(&world).await;
        let (mut here, mut there) = (world.nobody(), world.nobody());
        assert_eq!(sign_in(&mut here, PHRASE).await, 200);
        assert_eq!(sign_in(&mut there, PHRASE).await, 200);
        let wrong = [("current", "something else"), ("password", OTHER_PHRASE)];
        assert_eq!(here.post("/account/password", &wrong).await.status(), 422);
        let right = [("current", PHRASE), ("password", OTHER_PHRASE)];
        assert_eq!(here.post("/account/password", &right).await.address(), "/account/sessions");
        assert!(there.get("/account").await.address().starts_with("/sign-in"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passwords_pause_the_account_even_for_the_right_one_until_the_pause_is_over() {
    for world in World::every_kind().await {
        officer_has_password(&world).await;
        let mut browser = world.nobody();
        for _ in 0..5 {
            assert_eq!(sign_in(&mut browser, "wrong wrong wrong").await, 422);
        }
        assert_eq!(sign_in(&mut browser, PHRASE).await, 422);
        world.clock.advance(SignedDuration::from_secs(31));
        assert_eq!(sign_in(&mut browser, PHRASE).await, 200);
        for _ in 0..4 {
            assert_eq!(sign_in(&mut browser, "wrong wrong wrong").await, 422);
        }
        assert_eq!(sign_in(&mut browser, PHRASE).await, 200, "the count began anew");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_an_account_is_paused_and_answered_like_one_with_an_account() {
    for world in World::every_kind().await {
        officer_has_password(&world).await;
        let mut browser = world.nobody();
        for attempt in 0..7 {
            let mut answers = Vec::new();
            for email in ["officer@minato.example", "nobodys@minato.example"] {
                let pairs = [("email", email), ("password", "wrong wrong wrong"), ("next", "/")];
                let page = browser.post("/sign-in", &pairs).await;
                assert_eq!(page.status(), 422);
                let text = page.text().replace(email, "");
                assert_eq!(text.contains("signing in is paused"), attempt >= 5, "{text}");
                answers.push(text);
            }
            assert_eq!(answers[0], answers[1]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_fill_a_mailbox_with_mails_about_a_new_password() {
    for world in World::every_kind().await {
        let ask = [("email", "officer@minato.example")];
        let mut browser = world.nobody();
        let first = browser.post("/forgot", &ask).await.text();
        for _ in 0..5 {
            assert_eq!(browser.post("/forgot", &ask).await.text(), first);
            world.drain_jobs().await;
        }
        assert_eq!(world.mailer.sent().len(), 3);
        world.clock.advance(SignedDuration::from_mins(61));
        browser.post("/forgot", &ask).await;
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_the_same_time_are_counted_one_by_one_and_none_passes_the_pause() {
    for world in World::every_kind().await {
        officer_has_password(&world).await;
        let (mut a, mut b, mut c) = (world.nobody(), world.nobody(), world.nobody());
        let (mut d, mut e, mut f) = (world.nobody(), world.nobody(), world.nobody());
        let wrong = "wrong wrong wrong";
        tokio::join!(
            sign_in(&mut a, wrong),
            sign_in(&mut b, wrong),
            sign_in(&mut c, wrong),
            sign_in(&mut d, wrong),
            sign_in(&mut e, wrong),
            sign_in(&mut f, wrong),
        );
        assert_eq!(sign_in(&mut world.nobody(), PHRASE).await, 422);
        world.clock.advance(SignedDuration::from_secs(31));
        assert_eq!(sign_in(&mut world.nobody(), PHRASE).await, 200, "five were counted, not six");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    for world in World::every_kind().await {
        officer_has_password(&world).await;
        let mut browser = world.browser(OFFICER);
        let mut copy_of_old_cookie = browser.clone();
        assert_eq!(sign_in(&mut browser, PHRASE).await, 200);
        assert!(copy_of_old_cookie.get("/account").await.address().starts_with("/sign-in"));
        assert_eq!(browser.get("/account").await.address(), "/account");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_idle_and_in_any_case_after_its_longest_life() {
    for world in World::every_kind().await {
        let (mut idle, mut busy) = (world.browser(OFFICER), world.browser(OFFICER));
        for _ in 0..16 {
            world.clock.advance(SignedDuration::from_hours(10));
            assert_eq!(busy.get("/account").await.address(), "/account");
        }
        world.clock.advance(SignedDuration::from_hours(9));
        assert!(busy.get("/account").await.address().starts_with("/sign-in"));
        officer_has_password(&world).await;
        assert_eq!(sign_in(&mut idle, PHRASE).await, 200);
        world.clock.advance(SignedDuration::from_hours(13));
        assert!(idle.get("/account").await.address().starts_with("/sign-in"));
    }
}
