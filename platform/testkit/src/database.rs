//! A new, empty database for one test.

use hikeshi_kernel::{Rng as _, SystemRng};
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DbErr};
use tempfile::TempDir;

/// The variable in which `cargo xtask test` hands over the address of its private server.
const ADMIN_URL: &str = "HIKESHI_TEST_POSTGRES";

/// An empty database that lives as long as this value; keep it until the test ends.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    home: Home,
}

/// Where the database lives, and so how it goes away.
#[derive(Debug)]
enum Home {
    Folder(#[expect(dead_code, reason = "kept so that dropping it deletes the folder")] TempDir),
    Server { admin_url: String, name: String },
}

impl TestDatabase {
    /// The address to connect to: `sqlite://…?mode=rwc` or `postgres://…`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// One fresh database of every kind that can be had here: SQLite always, PostgreSQL when
    /// `cargo xtask test` started a server. A test that loops over them proves one code path on both.
    pub async fn every_kind() -> Vec<Self> {
        let mut all = vec![fresh_sqlite()];
        if let Some(admin_url) = postgres_url() {
            all.push(fresh_postgres(&admin_url).await);
        }
        all
    }
}

/// The administrator's address of the private PostgreSQL server, when there is one.
#[must_use]
pub fn postgres_url() -> Option<String> {
    std::env::var_os(ADMIN_URL)?.into_string().ok().filter(|url| !url.is_empty())
}

/// Makes an empty SQLite database in a folder of its own, deleted on drop.
#[must_use]
pub fn fresh_sqlite() -> TestDatabase {
    let folder = tempfile::tempdir()
        .unwrap_or_else(|error| panic!("no temporary folder for the test database: {error}"));
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.sqlite").display());
    TestDatabase { url, home: Home::Folder(folder) }
}

/// Makes an empty PostgreSQL database with a name of its own, dropped with everything in it
/// (and with the connections that are still open) when the value is dropped.
pub async fn fresh_postgres(admin_url: &str) -> TestDatabase {
    let name = format!("t_{}", &SystemRng.secret()[..24]);
    if let Err(error) = run(admin_url, format!("CREATE DATABASE {name}")).await {
        panic!("no test database on the server named in {ADMIN_URL}: {error}");
    }
    let url = with_database(admin_url, &name);
    TestDatabase { url, home: Home::Server { admin_url: admin_url.to_owned(), name } }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Home::Server { admin_url, name } = &self.home else { return };
        let (admin_url, sql) =
            (admin_url.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // A runtime inside a runtime is refused, hence the thread. A database that stays behind
        // goes away with the private server, so a failure here must not hide the test's result.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(run(&admin_url, sql)))
        });
        let _ = dropping.join();
    }
}

/// Runs one statement on a connection of its own.
async fn run(url: &str, sql: String) -> Result<(), DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await?;
    connection.execute_unprepared(&sql).await?;
    connection.close().await
}

/// The same server, another database: replaces the path of the address and keeps its query.
fn with_database(admin_url: &str, name: &str) -> String {
    let (address, query) = admin_url.split_once('?').map_or((admin_url, ""), |(a, q)| (a, q));
    let host_starts = address.find("://").map_or(0, |at| at + 3);
    let host_ends = address[host_starts..].find('/').map_or(address.len(), |at| host_starts + at);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{}/{name}{query}", &address[..host_ends])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_name_replaces_the_path_and_keeps_the_query() {
        let cases = [
            ("postgres://u@127.0.0.1:5/postgres", "postgres://u@127.0.0.1:5/t_1"),
            ("postgres://u:p@h?sslmode=disable", "postgres://u:p@h/t_1?sslmode=disable"),
            ("postgres://u@h/old?a=1", "postgres://u@h/t_1?a=1"),
        ];
        for (admin, expected) in cases {
            assert_eq!(with_database(admin, "t_1"), expected);
        }
    }

    #[tokio::test]
    async fn two_databases_of_a_kind_share_nothing_and_go_away() {
        for (one, other) in
            TestDatabase::every_kind().await.into_iter().zip(TestDatabase::every_kind().await)
        {
            run(one.url(), "CREATE TABLE a (id bigint)".to_owned()).await.unwrap();
            assert!(run(other.url(), "SELECT id FROM a".to_owned()).await.is_err());
            let gone = one.url().replace("?mode=rwc", "");
            drop(one);
            assert!(run(&gone, "SELECT 1".to_owned()).await.is_err(), "{gone} is still there");
        }
    }
}
