//! A backup of everything: written beside a running server, checked, restored.

use std::{fs, path::PathBuf};

use hikeshi::router;
use hikeshi_config::Config;
use hikeshi_db::Fence;
use hikeshi_directory::company_key;
use hikeshi_incidents::model::{evidence, incident};
use hikeshi_spare::{Lock, MadeWhole, Opened, SpareError, WholeOrder, verify};
use hikeshi_tlog::verify_rows;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::world::{World, open, publisher};

async fn whole(
    world: &World,
    name: &str,
    (lock, keys): (&Lock, bool),
) -> (PathBuf, Result<MadeWhole, SpareError>) {
    let out = world.folder.path().join(name);
    let (shape, log) = (router::shape(), publisher(&world.main));
    let order = WholeOrder { shape: &shape, log: &log, out: &out, lock, keys, program: "test" };
    let made = hikeshi_spare::make_whole(&world.main, order).await;
    (out, made)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_back_from_a_sealed_backup() {
    for world in World::every_kind().await {
        let (out, made) = whole(&world, "all.age", (&world.lock(), true)).await;
        made.unwrap();
        assert!(verify(&out, &Opened::default()).is_err(), "it opens without a key");
        let checked = verify(&out, &world.opened()).unwrap();
        assert_eq!(checked.damaged, Vec::<String>::new());
        let folder = world.folder.path().join("restored");
        hikeshi_spare::restore(&out, &world.opened(), &folder).await.unwrap();
        let restored = open(&folder, Config::default()).await;
        let tx = restored.db.read(Fence::Open).await.unwrap();
        assert_eq!(incident::Entity::find().count(tx.conn()).await.unwrap(), 2);
        verify_rows(tx.conn()).await.unwrap();
        publisher(&restored).publish(tx.conn()).await.unwrap();
        let key = company_key(&tx, &restored, &world.scope()).await.unwrap();
        let exhibits = evidence::Entity::find().all(tx.conn()).await.unwrap();
        let own = exhibits.iter().find(|row| row.company_id == world.company.0).unwrap();
        restored.blobs.verify(&key, own.blob_id.unwrap()).await.unwrap();
        assert!(hikeshi_spare::origin(&tx).await.unwrap().is_none());
        let again = hikeshi_spare::restore(&out, &world.opened(), &folder).await.unwrap_err();
        assert_eq!(again.code(), "exists");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_never_lie_open_and_damage_is_named() {
    let world = World::new().await;
    let (_, refused) = whole(&world, "open.tar", (&Lock::None, true)).await;
    assert_eq!(refused.unwrap_err().code(), "unsealed");
    let (out, made) = whole(&world, "open.tar", (&Lock::None, false)).await;
    made.unwrap();
    let good = fs::read(&out).unwrap();
    let kept = fs::read_to_string(world.main.data_folder.join("keys/master.key")).unwrap();
    let secret = kept.lines().last().unwrap().as_bytes();
    assert!(!good.windows(secret.len()).any(|window| window == secret));

    let said = |bytes: &[u8]| {
        fs::write(&out, bytes).unwrap();
        verify(&out, &Opened::default()).unwrap().damaged.join("\n")
    };
    assert_eq!(said(&good), "");
    let age = b"age-encryption.org/v1";
    let at = good.windows(age.len()).rposition(|window| window == age).unwrap();
    let mut bad = good.clone();
    bad[at + 5] ^= 1;
    let told = said(&bad);
    assert!(told.contains("blobs/") && told.contains("is damaged"), "{told}");
    let told = said(&good[..good.len() / 2]);
    assert!(told.contains("nothing can be read") && told.contains("cut off"), "{told}");
    let target = world.folder.path().join("half");
    let refused = hikeshi_spare::restore(&out, &Opened::default(), &target).await.unwrap_err();
    assert_eq!(refused.code(), "damaged");
    assert!(!target.exists());

    let (sealed, made) = whole(&world, "sealed.age", (&world.lock(), true)).await;
    made.unwrap();
    let mut bytes = fs::read(&sealed).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&sealed, bytes).unwrap();
    assert!(!verify(&sealed, &world.opened()).unwrap().damaged.is_empty());
}
