//! Migrations and fences on SQLite and, where a server is given, on PostgreSQL.
#![cfg(test)]

use hikeshi_db::{Db, DbError, Fence, Migration};
use hikeshi_kernel::{Clock as _, SystemClock};
use hikeshi_testkit::TestDatabase;
use sea_orm::{ConnectionTrait as _, Statement};
use uuid::Uuid;

const FIRST: Migration = Migration {
    slice: "test",
    version: 1,
    name: "notes",
    sql: "CREATE TABLE note (id bigint PRIMARY KEY, company_id uuid NOT NULL, text text NOT NULL)",
    fenced: &["note"],
};
const SECOND: Migration = Migration {
    version: 2,
    name: "colour",
    sql: "ALTER TABLE note ADD COLUMN colour text",
    fenced: &[],
    ..FIRST
};

async fn count(db: &Db, fence: Fence) -> i64 {
    let tx = db.read(fence).await.unwrap();
    let backend = tx.conn().get_database_backend();
    let sql = Statement::from_string(backend, "SELECT count(*) AS n FROM note");
    tx.conn().query_one_raw(sql).await.unwrap().unwrap().try_get("", "n").unwrap()
}

async fn write(db: &Db, id: i64, company: Uuid) {
    let tx = db.write(Fence::Open).await.unwrap();
    let sql = Statement::from_sql_and_values(
        tx.conn().get_database_backend(),
        "INSERT INTO note (id, company_id, text) VALUES ($1, $2, 'x')",
        [id.into(), company.into()],
    );
    tx.conn().execute_raw(sql).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_migrates_only_what_is_new_and_copies_the_data_first() {
    for database in TestDatabase::every_kind().await {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(database.url()).await.unwrap();
        let now = SystemClock.now();
        let first = db.migrate(&[FIRST], folder.path(), now).await.unwrap();
        assert_eq!((first.applied, first.backup), (1, None));
        write(&db, 1, Uuid::from_u128(1)).await;
        let second = db.migrate(&[FIRST, SECOND], folder.path(), now).await.unwrap();
        assert_eq!(second.applied, 1);
        let copy = second.backup.expect("a copy was made");
        assert!(copy.metadata().unwrap().len() > 0);
        let third = db.migrate(&[FIRST, SECOND], folder.path(), now).await.unwrap();
        assert_eq!(third.applied, 0);
        assert_eq!(count(&db, Fence::Open).await, 1);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_or_changed_schema_is_refused_by_name() {
    for database in TestDatabase::every_kind().await {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(database.url()).await.unwrap();
        let now = SystemClock.now();
        db.migrate(&[FIRST, SECOND], folder.path(), now).await.unwrap();
        let newer = db.migrate(&[FIRST], folder.path(), now).await.unwrap_err();
        assert!(matches!(newer, DbError::Newer { migration: 2, .. }), "{newer}");
        let edited = Migration { sql: "SELECT 1", ..FIRST };
        let changed = db.migrate(&[edited, SECOND], folder.path(), now).await.unwrap_err();
        assert!(matches!(changed, DbError::Changed { migration: 1, .. }), "{changed}");
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_migration_leaves_nothing_behind() {
    for database in TestDatabase::every_kind().await {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(database.url()).await.unwrap();
        let now = SystemClock.now();
        db.migrate(&[FIRST], folder.path(), now).await.unwrap();
        let broken = Migration {
            sql: "CREATE TABLE half (id bigint); INSERT INTO nowhere VALUES (1)",
            ..SECOND
        };
        assert!(db.migrate(&[FIRST, broken], folder.path(), now).await.is_err());
        let report = db.migrate(&[FIRST, SECOND], folder.path(), now).await.unwrap();
        assert_eq!(report.applied, 1);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_a_tenants_transaction_sees_only_its_own_rows_even_without_a_filter() {
    let Some(admin) = hikeshi_testkit::postgres_url() else {
        println!("SKIPPED: needs PostgreSQL (HIKESHI_TEST_POSTGRES)");
        return;
    };
    let database = hikeshi_testkit::fresh_postgres(&admin).await;
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(database.url()).await.unwrap();
    db.migrate(&[FIRST], folder.path(), SystemClock.now()).await.unwrap();
    write(&db, 1, Uuid::from_u128(1)).await;
    write(&db, 2, Uuid::from_u128(2)).await;
    // A superuser passes every policy, so the check runs as an ordinary role.
    let tx = db.write(Fence::Open).await.unwrap();
    tx.conn()
        .execute_unprepared(
            "DO $$ BEGIN CREATE ROLE hikeshi_fence_test; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
             GRANT SELECT ON note TO hikeshi_fence_test",
        )
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let tx = db.read(Fence::Tenant(Uuid::from_u128(1))).await.unwrap();
    tx.conn().execute_unprepared("SET LOCAL ROLE hikeshi_fence_test").await.unwrap();
    let backend = tx.conn().get_database_backend();
    let sql = Statement::from_string(backend, "SELECT id FROM note");
    let rows = tx.conn().query_all_raw(sql).await.unwrap();
    let ids: Vec<i64> = rows.iter().map(|row| row.try_get("", "id").unwrap()).collect();
    assert_eq!(ids, [1]);
    drop(tx);
    db.close().await;
}
