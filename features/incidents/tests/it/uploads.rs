//! Files as they come in: large, cut off, too large, empty. What arrives is kept byte by byte.

use std::{convert::Infallible, path::Path};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use bytes::Bytes;
use futures_util::stream;
use hikeshi_identity::SESSION_COOKIE;
use hikeshi_incidents::model::incident;
use hikeshi_testkit::Browser;
use hikeshi_web::{Platform, PlatformParts, Protection, protect};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use sha2::{Digest as _, Sha256};

use crate::{
    evidence::{add_file, blob_file, events, files, noise, page_of, pairs, rows},
    world::{ANALYST, OFFICER, PRESIDENT, STAFF, World},
};

#[tokio::test]
async fn a_file_of_several_megabytes_becomes_an_exhibit_with_right_hashes_and_comes_out_unchanged()
{
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let bytes = noise(5_000_003);
        let path = world.path(&incident, "/evidence/add-file");
        // Texts on both sides of the file.
        let boundary = "x-boundary";
        let text = |name: &str, value: &str| {
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        };
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"vpn.log\"\r\n\r\n"
        );
        let body = [
            text("title", "VPN log").as_bytes(),
            head.as_bytes(),
            &bytes,
            b"\r\n",
            text("collected", "2026-11-19 23:15").as_bytes(),
            text("clock_offset", "42 s fast").as_bytes(),
            format!("--{boundary}--\r\n").as_bytes(),
        ]
        .concat();
        let answer = send(&world.browser(STAFF), &path, boundary, Body::from(body)).await;
        assert_eq!(answer, StatusCode::SEE_OTHER);
        let exhibit = rows(&world).await.remove(0);
        assert_eq!((exhibit.serial, exhibit.size), (1, Some(5_000_003)));
        assert_eq!(exhibit.kind, "log", "told by the file's name");
        assert_eq!(exhibit.sha256, hex::encode(Sha256::digest(&bytes)));
        assert_eq!(exhibit.blake3, blake3::hash(&bytes).to_hex().to_string());
        assert_eq!(
            (exhibit.file_name.as_str(), exhibit.clock_offset.as_str()),
            ("vpn.log", "42 s fast")
        );
        let on_disk = std::fs::read(blob_file(&world, &exhibit)).unwrap();
        assert!(!on_disk.windows(32).any(|window| window == &bytes[..32]), "stored in plain");

        let page = world.browser(PRESIDENT).get(&page_of(&world, &incident, &exhibit)).await;
        assert!(page.text().contains(&exhibit.sha256) && page.text().contains(&exhibit.blake3));
        assert!(page.text().contains("Collected"), "{}", page.text());
        let out = page_of(&world, &incident, &exhibit) + "/file";
        let answer = world.browser(ANALYST).fetch(&out).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body == bytes, "the file came out changed");
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-disposition"), "attachment; filename*=UTF-8''vpn.log");
        let kinds: Vec<_> = events(&world).await.into_iter().map(|(kind, _)| kind).collect();
        assert!(kinds.contains(&"collected".to_owned()) && kinds.contains(&"exported".to_owned()));
    }
}
async fn send(browser: &Browser, path: &str, boundary: &str, body: Body) -> StatusCode {
    let cookie = format!("{SESSION_COOKIE}={}", browser.cookie(SESSION_COOKIE).unwrap());
    let request = Request::post(path)
        .header("cookie", cookie)
        .header("content-type", format!("multipart/form-data; boundary={boundary}"))
        .body(body)
        .unwrap();
    browser.raw(request).await.status
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let path = world.path(&incident, "/evidence/add-file");
        let whole = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"one\"\r\n\r\n\
                     complete\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"two\"\r\n\r\n";
        let broken = [
            Ok(Bytes::from(whole)),
            Ok(Bytes::from(noise(700_000))),
            Err(std::io::Error::other("the line was cut")),
        ];
        let body = Body::from_stream(stream::iter(broken));
        assert!(!send(&world.browser(STAFF), &path, "b", body).await.is_success());
        // Ends without the closing line, as after a killed browser behind a proxy.
        let short = [Ok::<_, Infallible>(Bytes::from(whole)), Ok(Bytes::from(noise(700_000)))];
        let body = Body::from_stream(stream::iter(short));
        assert!(!send(&world.browser(STAFF), &path, "b", body).await.is_success());
        assert!(rows(&world).await.is_empty());
        assert!(
            world
                .browser(STAFF)
                .get(&world.path(&incident, "/evidence"))
                .await
                .text()
                .contains("There is no evidence yet")
        );
        no_blobs(&world.platform).await;
    }
}

/// Files of unfinished uploads are deleted behind the answer.
async fn no_blobs(platform: &Platform) {
    for _ in 0..100 {
        if platform.blobs.ids(jiff::Timestamp::MAX).await.unwrap().is_empty() {
            let tmp = platform.data_folder.join("blobs/tmp");
            assert_eq!(std::fs::read_dir(tmp).unwrap().count(), 0, "a temporary file stays");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("blobs stay: {:?}", platform.blobs.ids(jiff::Timestamp::MAX).await);
}

#[tokio::test]
async fn a_file_over_the_limit_or_without_content_is_refused_in_words_and_not_kept() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let path = world.path(&incident, "/evidence/add-file");
        let small = with_limit(&world, 1);
        let cookie = world.browser(STAFF).cookie(SESSION_COOKIE).unwrap().to_owned();
        let router = protect(
            hikeshi_incidents::routes().merge(hikeshi_identity::routes()),
            &small,
            Protection::default(),
        );
        let mut browser = Browser::new(router)
            .with_cookie(&format!("{SESSION_COOKIE}={cookie}"))
            .with_cookie("hikeshi_lang=en");
        let typed = pairs(&[("title", "Kept words")]);
        let long = noise((1 << 20) + 1);
        let page = browser.upload(&path, &typed, &files(&[("ok", b"ok"), ("long", &long)])).await;
        assert_eq!(page.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.text().contains("The file is too large"), "{}", page.text());
        let again = page.form_with_button("Add as evidence").pairs();
        assert!(again.contains(&pairs(&[("title", "Kept words")])[0]), "{again:?}");
        let page = browser.upload(&path, &typed, &files(&[("empty.txt", b"")])).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("One of the files is empty"), "{}", page.text());
        let page = browser.upload(&path, &typed, &files(&[("", b"")])).await;
        assert!(page.text().contains("Choose a file"), "{}", page.text());
        let typed = pairs(&[("collected", "25:99"), ("title", &"x".repeat(300))]);
        let page = browser.upload(&path, &typed, &files(&[("ok", b"ok")])).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("Use at most 200 characters"), "{}", page.text());
        assert!(rows(&world).await.is_empty());
        let exact = noise(1 << 20);
        let page = browser.upload(&path, &pairs(&[]), &files(&[("exact", &exact)])).await;
        assert_eq!(page.status(), StatusCode::OK);
        let exhibit = rows(&world).await.remove(0);
        // The good files of the refused forms waited for a day.
        world.minutes_later(25 * 60);
        world.drain_jobs().await;
        let stay = world.platform.blobs.ids(jiff::Timestamp::MAX).await.unwrap();
        assert_eq!(stay, [exhibit.blob_id.unwrap()]);
    }
}

/// The same world with another limit for files.
fn with_limit(world: &World, mib: u64) -> Platform {
    let parts = &*world.platform;
    let mut config = parts.config.clone();
    config.limits.upload_mib = mib;
    Platform::new(PlatformParts {
        db: parts.db.clone(),
        clock: parts.clock.clone(),
        rng: parts.rng.clone(),
        mailer: parts.mailer.clone(),
        blobs: parts.blobs.clone(),
        master_key: parts.master_key.clone(),
        catalogue: parts.catalogue.clone(),
        content: parts.content,
        config,
        data_folder: parts.data_folder.clone(),
    })
}

#[tokio::test]
async fn a_real_event_log_of_windows_is_kept_byte_by_byte() {
    let sample = "shared/data/evtx-attack-samples/UACME_59_Sysmon.evtx";
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|above| above.join(sample)).find(|file| file.is_file());
    let Some(file) = found else {
        eprintln!("SKIPPED: no {sample} above {}", here.display());
        return;
    };
    let bytes = std::fs::read(file).unwrap();
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        add_file(&world, STAFF, &incident, ("UACME_59_Sysmon.evtx", &bytes)).await;
        let exhibit = rows(&world).await.remove(0);
        assert_eq!(exhibit.sha256, hex::encode(Sha256::digest(&bytes)));
        let out = page_of(&world, &incident, &exhibit) + "/file";
        assert!(world.browser(OFFICER).fetch(&out).await.body == bytes);
    }
}

#[tokio::test]
async fn a_closed_incident_shows_no_form_for_files_and_reads_none() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let tx = world.platform.db.write(world.program().fence()).await.unwrap();
        let closed = incident::ActiveModel {
            id: Set(incident.id),
            status: Set("closed".to_owned()),
            ..Default::default()
        };
        incident::Entity::update(closed).exec_without_returning(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let path = world.path(&incident, "/evidence/add-file");
        assert_eq!(world.browser(STAFF).get(&path).await.status(), StatusCode::CONFLICT);
        let broken = stream::iter([Err::<Bytes, _>(std::io::Error::other("it was read"))]);
        let answer = send(&world.browser(STAFF), &path, "x", Body::from_stream(broken)).await;
        assert_eq!(answer, StatusCode::CONFLICT, "the body is not read");
    }
}
