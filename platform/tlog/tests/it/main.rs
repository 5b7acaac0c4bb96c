//! The log from outside, on every database that can be had.
#![expect(clippy::unwrap_used, reason = "in a test a broken arrangement may stop the run")]

mod append;
mod prove;
mod publish;
mod tree;

use hikeshi_kernel::FixedClock;
use hikeshi_testkit::TestDatabase;
use hikeshi_tlog::{Entry, MIGRATION, TARGET_INDEX, append as append_entry};
use sea_orm::TransactionTrait as _;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection};
use uuid::Uuid;

/// Fresh databases with the log's tables; keep the first part until the test ends.
async fn databases() -> Vec<(TestDatabase, DatabaseConnection)> {
    let mut all = Vec::new();
    for database in TestDatabase::every_kind().await {
        let mut options = ConnectOptions::new(database.url());
        // SQLite has one writer.
        let most = if database.url().starts_with("sqlite") { 1 } else { 8 };
        options.max_connections(most).sqlx_logging(false);
        let conn = Database::connect(options).await.unwrap();
        conn.execute_unprepared(MIGRATION).await.unwrap();
        conn.execute_unprepared(TARGET_INDEX).await.unwrap();
        all.push((database, conn));
    }
    all
}

fn clock() -> FixedClock {
    FixedClock::at("2026-11-21T05:05:00Z".parse().unwrap())
}

/// Appends `count` entries in one transaction, of tenants 1 and 2 in turn.
async fn append_many(conn: &DatabaseConnection, count: u64) {
    let tx = conn.begin().await.unwrap();
    for n in 0..count {
        let entry = Entry::new("person", Some(Uuid::from_u128(9)), "thing.changed")
            .tenant(Uuid::from_u128(u128::from(n % 2 + 1)))
            .target("thing", Some(Uuid::from_u128(u128::from(n))))
            .detail(serde_json::json!({"to": "closed", "from": "open", "n": n}));
        append_entry(&tx, &clock(), entry).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Does to the tables what only an attacker or a fault does.
async fn tamper(conn: &DatabaseConnection, sql: &str) {
    let changed = conn.execute_unprepared(sql).await.unwrap().rows_affected();
    assert!(changed > 0, "{sql}");
}
