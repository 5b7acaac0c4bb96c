//! Links that open nothing any more: all the same to whoever stands outside.

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, header},
};
use http_body_util::BodyExt as _;
use std::net::{Ipv4Addr, SocketAddr};
use tower::ServiceExt as _;

use crate::{
    links::{filled, make, open},
    world::{OFFICER, World},
};

/// Bytes that do not compress.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()
    };
    std::iter::repeat_with(&mut next).take(length / 4).flatten().collect()
}

/// Ends the newest link of an incident.
async fn revoke(world: &World, incident: &hikeshi_incidents::model::incident::Model) {
    let mut officer = world.browser(OFFICER);
    let list = officer.get(&world.path(incident, "/shares")).await;
    let page = officer.follow(&list.by_role_link("Umi Insurance")).await;
    let page = officer.submit(page.form_with_button("Revoke now")).await;
    assert!(page.text().contains("Revoked"), "{}", page.text());
}

#[tokio::test]
async fn wrong_expired_revoked_and_used_up_links_are_all_answered_alike() {
    for world in World::every_kind().await {
        let (incident, _) = filled(&world).await;
        let day = [("parts", "summary"), ("days", "1")];
        let expired = make(&world, &incident, &day).await;
        world.minutes_later(24 * 60 - 1);
        assert_eq!(world.nobody().get(&expired.path).await.status(), 200, "a minute before");
        world.minutes_later(1);
        let mut nobody = world.nobody();
        let expected = nobody.get(&format!("/share/{}", "f".repeat(64))).await.text();
        assert_eq!(nobody.get(&expired.path).await.text(), expected);
        assert_eq!(nobody.post(&expired.path, &[]).await.text(), expected);
        assert_eq!(nobody.get("/share/x").await.text(), expected);
    }
}

#[tokio::test]
async fn a_revoked_link_ends_a_visit_that_has_begun_and_names_who_ended_it() {
    for world in World::every_kind().await {
        let (incident, exhibit) = filled(&world).await;
        let id = exhibit.id.to_string();
        let made = make(&world, &incident, &[("files", &id)]).await;
        let mut visitor = world.nobody();
        assert_eq!(open(&mut visitor, &made).await.status(), 200);
        revoke(&world, &incident).await;
        let wrong = visitor.get(&format!("/share/{}", "f".repeat(64))).await;
        for path in [made.path.clone(), format!("{}/files/{id}", made.path)] {
            let page = visitor.get(&path).await;
            assert_eq!((page.status(), page.text()), (wrong.status(), wrong.text()), "{path}");
        }
    }
}

#[tokio::test]
async fn a_download_breaks_off_when_its_link_is_revoked_in_the_middle() {
    for world in World::every_kind().await {
        let (incident, _) = filled(&world).await;
        let bytes = noise(6 * 1024 * 1024);
        let exhibit = world.exhibit(OFFICER, &incident, ("image.bin", &bytes)).await;
        let id = exhibit.id.to_string();
        let made = make(&world, &incident, &[("files", &id)]).await;
        let mut visitor = world.nobody();
        open(&mut visitor, &made).await;
        let secret = visitor.cookie("hikeshi_share").unwrap().to_owned();
        let request = Request::get(format!("{}/files/{id}", made.path))
            .header(header::COOKIE, format!("hikeshi_share={secret}"))
            .extension(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000))));
        let request = request.body(Body::empty()).unwrap();
        let response = world.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        let mut body = response.into_body();
        let mut got = body.frame().await.unwrap().unwrap().into_data().unwrap().len();
        revoke(&world, &incident).await;
        let mut broke = false;
        while let Some(frame) = body.frame().await {
            match frame {
                Ok(frame) => got += frame.into_data().unwrap().len(),
                Err(_) => {
                    broke = true;
                    break;
                }
            }
        }
        assert!(broke && got < bytes.len(), "{got} of {} bytes", bytes.len());
    }
}

#[tokio::test]
async fn a_link_opens_as_often_as_it_may_and_a_visit_lasts_an_hour() {
    for world in World::every_kind().await {
        let (incident, exhibit) = filled(&world).await;
        let id = exhibit.id.to_string();
        let made = make(&world, &incident, &[("files", &id), ("visits", "1")]).await;
        let mut first = world.nobody();
        assert_eq!(open(&mut first, &made).await.status(), 200);
        assert_eq!(open(&mut world.nobody(), &made).await.status(), 404, "used up");
        world.minutes_later(59);
        let file = format!("{}/files/{id}", made.path);
        assert_eq!(first.fetch(&file).await.status, 200, "the visit goes on");
        world.minutes_later(2);
        assert_eq!(first.fetch(&file).await.status, 404, "it has ended");
        assert_eq!(
            world.nobody().fetch(&file).await.status,
            404,
            "and nobody comes by its address"
        );
    }
}

#[tokio::test]
async fn wrong_pass_codes_are_throttled_and_the_right_one_opens_after_the_pause() {
    for world in World::every_kind().await {
        let (incident, _) = filled(&world).await;
        let made = make(&world, &incident, &[("parts", "summary"), ("code", "yes")]).await;
        assert_eq!(made.code.len(), 8);
        let mut visitor = world.nobody();
        for _ in 0..3 {
            assert_eq!(visitor.post(&made.path, &[("code", "00000000")]).await.status(), 422);
        }
        let page = open(&mut visitor, &made).await;
        assert_eq!(page.status(), 429, "even the right one has to wait");
        assert!(visitor.get(&made.path).await.text().contains("Pass-code"));
        world.minutes_later(2);
        let typed = format!(" {} ", made.code.to_lowercase());
        let page = visitor.post(&made.path, &[("code", &typed)]).await;
        assert_eq!(page.heading(), "Shared by Minato Foods", "{}", page.text());
        let mut officer = world.browser(OFFICER);
        let list = officer.get(&world.path(&incident, "/shares")).await;
        let text = officer.follow(&list.by_role_link("Umi Insurance")).await.text();
        assert!(text.contains("Typed a wrong pass-code"), "{text}");
    }
}

#[tokio::test]
async fn the_database_holds_neither_the_secret_nor_the_pass_code() {
    for world in World::every_kind().await {
        let (incident, _) = filled(&world).await;
        let made = make(&world, &incident, &[("parts", "summary"), ("code", "yes")]).await;
        let token = made.path.trim_start_matches("/share/");
        assert_eq!(token.len(), 64, "256 bits");
        let tx = world.platform.db.read(hikeshi_db::Fence::Open).await.unwrap();
        let rows = hikeshi_sharing::links::links_of(&tx, &incident).await.unwrap();
        let stored = format!("{rows:?}");
        assert!(!stored.contains(token) && !stored.contains(&made.code));
    }
}
