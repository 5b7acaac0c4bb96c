//! A filled and published data folder, and copies of it to be spoiled.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use hikeshi::integrity::{Report, Wanted, verify};
use hikeshi_config::Config;
use hikeshi_db::Fence;
use hikeshi_kernel::SystemRng;
use hikeshi_tlog::{Entry, NoteKey, Publisher, append};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The folder that all tests copy; made once.
static WHOLE: OnceCell<PathBuf> = OnceCell::const_new();

/// A data folder of one's own.
pub struct Spoiled {
    _home: TempDir,
    pub data: PathBuf,
}

impl Spoiled {
    /// A copy of the sample data, with its log published.
    pub async fn copy() -> Self {
        let whole = WHOLE.get_or_init(fill).await;
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        copy_folder(whole, &data);
        Self { _home: home, data }
    }

    /// A file below the data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// Does to the database what only an attacker or a fault does.
    pub async fn sql(&self, sql: &str) {
        let conn = self.database().await;
        let changed = conn.execute_unprepared(sql).await.unwrap().rows_affected();
        assert!(changed > 0, "{sql}");
        conn.close().await.unwrap();
    }

    /// One value of the database.
    pub async fn value<T: sea_orm::TryGetable>(&self, sql: &str) -> T {
        let conn = self.database().await;
        let query = Statement::from_string(conn.get_database_backend(), sql);
        let row = conn.query_one_raw(query).await.unwrap().expect("a row");
        conn.close().await.unwrap();
        row.try_get_by_index(0).unwrap()
    }

    pub async fn database(&self) -> DatabaseConnection {
        let url = format!("sqlite://{}?mode=rw", self.path("hikeshi.db").display());
        Database::connect(url).await.unwrap()
    }

    /// Turns one bit of a file.
    pub fn flip(&self, name: &str, at: usize) {
        let mut bytes = fs::read(self.path(name)).unwrap();
        bytes[at] ^= 1;
        fs::write(self.path(name), bytes).unwrap();
    }

    /// The file of a blob.
    pub fn blob(&self, id: uuid::Uuid) -> String {
        let [.., a, b] = *id.as_bytes();
        format!("blobs/{a:02x}/{b:02x}/{id}.age")
    }

    pub fn publisher(&self) -> Publisher {
        Publisher::new(self.path("log"), NoteKey::load(&self.path("keys/log.key")).unwrap())
    }

    /// Writes more entries and publishes them.
    pub async fn go_on(&self, entries: u64) {
        let conn = self.database().await;
        for _ in 0..entries {
            let entry = Entry::new("system", None, "thing.seen");
            append(&conn, &hikeshi_kernel::SystemClock, entry).await.unwrap();
        }
        self.publisher().publish(&conn).await.unwrap();
        conn.close().await.unwrap();
    }

    pub async fn verify(&self) -> Report {
        self.verify_with(Wanted::default()).await
    }

    pub async fn verify_with(&self, wanted: Wanted) -> Report {
        verify(&self.data, &wanted).await.unwrap()
    }

    /// What is found, as `fault entry-or-name file`, with what is empty left out.
    pub async fn faults(&self) -> Vec<String> {
        named(&self.verify().await)
    }
}

/// The findings of a report in short.
pub fn named(report: &Report) -> Vec<String> {
    let short = |parts: [String; 3]| parts.join(" ").trim().replace("  ", " ");
    let number = |it: Option<u64>| it.map(|it| it.to_string()).unwrap_or_default();
    let log = report.log.findings.iter().map(|it| {
        let file = it.file.clone().unwrap_or_default();
        short([it.fault.name().to_owned(), number(it.entry), file])
    });
    let things = report
        .things
        .iter()
        .map(|it| short([it.fault.name().to_owned(), number(it.entry), it.name.clone()]));
    let backups = report
        .backups
        .iter()
        .map(|it| short([format!("backup-{}", it.fault.name()), number(it.entry), String::new()]));
    log.chain(things).chain(backups).collect()
}

/// The sample data of the demo: incidents, exhibits with files, approved papers.
async fn fill() -> PathBuf {
    // Kept until the process ends; the system empties its temporary folder.
    let data = tempfile::tempdir().unwrap().keep().join("data");
    hikeshi::start::prepare_folder(&data).unwrap();
    let clock = Arc::new(hikeshi::demo::DemoClock::default());
    let opened =
        hikeshi::start::open_with_clock(data.clone(), Config::default(), clock.clone()).await;
    let platform = opened.unwrap();
    let key = NoteKey::create(&data.join("keys/log.key"), "log.example/test", &SystemRng).unwrap();
    hikeshi::demo::fill(&platform, &clock).await.unwrap();
    super::document::make(&platform).await;
    let publisher = Publisher::new(data.join("log"), key);
    let tx = platform.db.read(Fence::Open).await.unwrap();
    publisher.publish(tx.conn()).await.unwrap();
    publisher.keep_checkpoint().await.unwrap();
    drop(tx);
    platform.db.close().await;
    data
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
