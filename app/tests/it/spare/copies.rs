//! What is inside a spare, and how it shows itself.

use std::{fs, path::Path};

use hikeshi::router;
use hikeshi_db::Fence;
use hikeshi_spare::{CopyOrder, Lock, SpareError};
use hikeshi_testkit::Browser;

use super::world::{OTHERS, PASSWORD, World, publisher};

/// All bytes of all files of a folder.
fn bytes(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all.extend(if path.is_dir() { bytes(&path) } else { fs::read(&path).unwrap() });
    }
    all
}

fn holds(all: &[u8], part: &[u8]) -> bool {
    all.windows(part.len()).any(|window| window == part)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spare_holds_one_company_and_not_a_byte_of_another() {
    for world in World::every_kind().await {
        let spare = world.spare("spare").await;
        spare.platform.db.close().await;
        let all = bytes(&spare.folder);
        assert!(holds(&all, b"Minato Foods") && holds(&all, b"three machines"));
        for name in OTHERS {
            assert!(!holds(&all, name.as_bytes()), "{name}");
        }
        for id in [world.other.0, world.other_incident.id] {
            assert!(!holds(&all, id.as_bytes()), "raw {id}");
            assert!(!holds(&all, id.to_string().as_bytes()), "{id}");
        }
        let kept = fs::read_to_string(world.main.data_folder.join("keys/master.key")).unwrap();
        let secret = kept.lines().last().unwrap();
        assert!(secret.starts_with("AGE-SECRET-KEY-1") && !holds(&all, secret.as_bytes()));
        let sealed = fs::read(world.folder.path().join("spare.age")).unwrap();
        assert!(!holds(&sealed, b"Minato Foods"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_sign_in_on_the_spare_with_their_passwords_and_every_page_says_what_it_is() {
    let world = World::new().await;
    let spare = world.spare("spare").await;
    let tx = spare.platform.db.read(Fence::Open).await.unwrap();
    let origin = hikeshi_spare::origin(&tx).await.unwrap();
    drop(tx);
    assert_eq!(origin.as_ref().unwrap().company, world.company.0);
    let served = router::router_as(&spare.platform, origin);
    for email in ["officer@minato.example", "analyst@hinomi.example"] {
        let mut browser = Browser::new(served.clone()).with_cookie("hikeshi_lang=en");
        let form = [("email", email), ("password", PASSWORD), ("next", "/")];
        browser.post("/sign-in", &form).await;
        let address = format!("/c/{}/incidents/{}", world.company, world.incident.id);
        let page = browser.get(&address).await;
        assert!(page.text().contains("Minato ransom note"), "{email}: {}", page.text());
        assert!(page.text().contains("spare machine"), "{}", page.text());
        let letters = format!("/c/{}/incidents/{}/letters/told", world.company, world.incident.id);
        let refused = browser.post(&letters, &[]).await;
        assert!(refused.text().contains("Letters cannot leave"), "{}", refused.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spare_is_never_written_unsealed_and_never_made_of_a_spare() {
    let world = World::new().await;
    let (shape, log) = (router::shape(), publisher(&world.main));
    let out = world.folder.path().join("open.tar");
    let mut order = CopyOrder {
        shape: &shape,
        log: &log,
        company: world.company,
        out: &out,
        lock: &Lock::None,
        program: "test",
    };
    let refused = hikeshi_spare::make_copy(&world.main, order).await.unwrap_err();
    assert_eq!(refused.code(), "unsealed");
    let spare = world.spare("spare").await;
    let (lock, log) = (world.lock(), publisher(&spare.platform));
    order = CopyOrder {
        shape: &shape,
        log: &log,
        company: world.company,
        out: &out,
        lock: &lock,
        program: "test",
    };
    let refused: SpareError = hikeshi_spare::make_copy(&spare.platform, order).await.unwrap_err();
    assert_eq!(refused.code(), "spare");
    assert!(!out.exists());
}
