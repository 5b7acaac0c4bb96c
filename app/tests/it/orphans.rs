//! Blobs that no row names go away; all others stay. On SQLite and, where a server is given, on
//! PostgreSQL.

use std::{fs::File, path::PathBuf, sync::Arc, time::SystemTime};

use bytes::Bytes;
use hikeshi_blobs::TenantKey;
use hikeshi_config::Config;
use hikeshi_db::Fence;
use hikeshi_kernel::{Clock as _, SystemClock};
use hikeshi_testkit::TestDatabase;
use hikeshi_web::Platform;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait as _, Statement};
use uuid::Uuid;

const TWO_DAYS: SignedDuration = SignedDuration::from_hours(48);

/// Stores a blob as an upload does, and lets it look as old as asked.
async fn stored(platform: &Platform, age: SignedDuration) -> Uuid {
    let (clock, rng) = platform.chance();
    let id = hikeshi_kernel::new_uuid(clock, rng);
    let piece = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"x"))]);
    let key = TenantKey::generate();
    platform.blobs.put_stream(&key, id, piece, 1).await.unwrap();
    let file = File::options().append(true).open(path(platform, id)).unwrap();
    file.set_modified(SystemTime::from(SystemClock.now() - age)).unwrap();
    id
}

fn path(platform: &Platform, id: Uuid) -> PathBuf {
    let [.., a, b] = *id.as_bytes();
    let folder = platform.data_folder.join("blobs");
    folder.join(format!("{a:02x}")).join(format!("{b:02x}")).join(format!("{id}.age"))
}

/// Lets a row of `table` name a blob: a copy of nothing but what must not be empty.
async fn name(platform: &Platform, incident: Uuid, blob: Uuid, insert: &str) {
    let tx = platform.db.write(Fence::Open).await.unwrap();
    let backend = tx.conn().get_database_backend();
    let values = [blob.into(), incident.into()];
    let sql = Statement::from_sql_and_values(backend, insert, values);
    tx.conn().execute_raw(sql).await.unwrap();
    tx.commit().await.unwrap();
}

const WAITING: &str = "INSERT INTO evidence_waiting (blob_id, company_id, incident_id, account_id, \
    form_id, nth, file_name, size, sha256, blake3, received_at) VALUES \
    ($1, $2, $2, $2, $2, 0, '', 1, '', '', 0)";
const EXHIBIT: &str = "INSERT INTO evidence (id, company_id, incident_id, serial, kind, title, \
    description, file_name, sha256, blake3, blob_id, serial_number, collected_json, collected_by, \
    place, clock_offset, tool, storage, added_at, added_by) VALUES \
    ($1, $2, $2, 900, '', '', '', '', '', '', $1, '', '', '', '', '', '', '', 0, '')";
const PAPER: &str = "INSERT INTO document (id, company_id, incident_id, paper, format, lang, number, \
    fingerprint, sha256, size, blob_id, made_at, made_by) VALUES \
    ($1, $2, $2, 'test', '', '', 1, '', '', 1, $1, 0, '')";

#[tokio::test(flavor = "multi_thread")]
async fn a_blob_that_no_row_names_goes_after_a_day_and_all_others_stay() {
    for database in TestDatabase::every_kind().await {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        hikeshi::start::prepare_folder(&data).unwrap();
        let mut config = Config::default();
        database.url().clone_into(&mut config.database.url);
        let clock = Arc::new(hikeshi::demo::DemoClock::default());
        let opened = hikeshi::start::open_with_clock(data, config, clock.clone()).await;
        let platform = opened.unwrap();
        let sample = hikeshi::demo::fill(&platform, &clock).await.unwrap();
        let incident = hikeshi::demo::first_incident(&platform, sample.companies[0]).await.unwrap();
        let of_the_demo = platform.blobs.ids(Timestamp::MAX).await.unwrap().len();

        let mut named = Vec::new();
        for insert in [WAITING, EXHIBIT, PAPER] {
            let blob = stored(&platform, TWO_DAYS).await;
            name(&platform, incident, blob, insert).await;
            named.push(blob);
        }
        let young = stored(&platform, SignedDuration::ZERO).await;
        let orphan = stored(&platform, TWO_DAYS).await;
        let before = SystemClock.now() - SignedDuration::from_hours(24);
        assert_eq!(hikeshi::orphans::sweep(&platform, before).await.unwrap(), 1);
        assert!(!path(&platform, orphan).exists());
        assert!(named.iter().all(|blob| path(&platform, *blob).exists()));
        assert!(path(&platform, young).exists(), "its row may be on its way");
        assert_eq!(hikeshi::orphans::sweep(&platform, before).await.unwrap(), 0);
        let all = platform.blobs.ids(Timestamp::MAX).await.unwrap().len();
        assert_eq!(all, of_the_demo + named.len() + 1);
        platform.db.close().await;
    }
}
