//! A database that the settings name, on a server where one is given.

use hikeshi::integrity::{Wanted, verify_with};
use hikeshi_config::Config;
use hikeshi_db::Fence;
use hikeshi_kernel::SystemRng;
use hikeshi_testkit::TestDatabase;
use hikeshi_tlog::{Entry, NoteKey, Publisher, append};
use sea_orm::{ConnectionTrait as _, Database};

use super::world::named;

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_the_settings_name_is_checked_in_the_same_way() {
    for database in TestDatabase::every_kind().await {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        hikeshi::start::prepare_folder(&data).unwrap();
        let mut config = Config::default();
        database.url().clone_into(&mut config.database.url);
        let platform = hikeshi::start::open(data.clone(), config.clone()).await.unwrap();
        let tx = platform.db.write(Fence::Open).await.unwrap();
        for _ in 0..300 {
            let entry = Entry::new("system", None, "thing.seen");
            append(tx.conn(), &*platform.clock, entry).await.unwrap();
        }
        tx.commit().await.unwrap();
        let key = NoteKey::create(&data.join("keys/log.key"), "log.example/test", &SystemRng);
        let tx = platform.db.read(Fence::Open).await.unwrap();
        Publisher::new(data.join("log"), key.unwrap()).publish(tx.conn()).await.unwrap();
        drop(tx);
        platform.db.close().await;
        let wanted = Wanted::default();
        let look = || verify_with(&data, &config, &wanted);
        assert_eq!(named(&look().await.unwrap()), [""; 0]);
        let conn = Database::connect(database.url()).await.unwrap();
        let sql = "UPDATE tlog_entry SET at = at + 1 WHERE seq = 260";
        conn.execute_unprepared(sql).await.unwrap();
        conn.close().await.unwrap();
        let faults = named(&look().await.unwrap());
        assert_eq!(faults, ["entry-changed 260", "history-changed log/checkpoint"]);
    }
}
