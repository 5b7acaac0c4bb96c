//! An installation with two companies of one provider, on SQLite and on PostgreSQL, and its spares.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use hikeshi::{
    integrity::{Wanted, verify_with},
    router, start,
};
use hikeshi_config::Config;
use hikeshi_db::Fence;
use hikeshi_directory::{NewCompany, company_key, create_company, create_provider};
use hikeshi_identity::{
    CompanyId, CompanyScope, Role, SESSION_COOKIE, audit, begin_session, create_account, delegate,
    hash_password, join_company, join_provider,
};
use hikeshi_incidents::{
    case::{
        Certainty, EntryKind, IncidentId, NewEntry, NewFact, NewIncident, Purpose, add_entry,
        find_incident, open_incident, set_fact, touch,
    },
    model::{evidence, incident},
    record::{Written, tell_rows},
};
use hikeshi_kernel::{FixedClock, Moment, SystemRng, new_uuid, to_millis};
use hikeshi_spare::{CopyOrder, Lock, MergeOrder, Merged, Opened, SpareError, each_record};
use hikeshi_testkit::{Browser, TestDatabase};
use hikeshi_tlog::{NoteKey, Publisher};
use hikeshi_web::Platform;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, EntityTrait as _};
use serde_json::json;
use tempfile::TempDir;

pub const PASSWORD: &str = "seven lanterns over the harbour";
/// Names of the other company: no spare of the first one may hold them.
pub const OTHERS: [&str; 4] = [
    "Kumogakure Dental",
    "officer@kumogakure.example",
    "Kumogakure ransom note",
    "kumogakure-fact",
];

/// An installation.
pub struct World {
    pub main: Platform,
    pub folder: TempDir,
    pub company: CompanyId,
    pub other: CompanyId,
    pub incident: incident::Model,
    pub other_incident: incident::Model,
    pub key: PathBuf,
    session: String,
    config: Config,
    _database: TestDatabase,
}

impl World {
    /// One installation per kind of database.
    pub async fn every_kind() -> Vec<Self> {
        let mut worlds = Vec::new();
        for database in TestDatabase::every_kind().await {
            worlds.push(Self::on(database).await);
        }
        worlds
    }

    /// One on SQLite.
    pub async fn new() -> Self {
        Self::on(hikeshi_testkit::fresh_sqlite()).await
    }

    async fn on(database: TestDatabase) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("main");
        let mut config = Config::default();
        if database.url().starts_with("postgres") {
            database.url().clone_into(&mut config.database.url);
        }
        let main = open(&data, config.clone()).await;
        let tx = main.db.write(Fence::Open).await.unwrap();
        let hash = hash_password(PASSWORD).unwrap();
        let provider = create_provider(&tx, &main, ("Hinomi", "050-0000-0119", "24h"));
        let provider = provider.await.unwrap();
        let (mut ids, mut session) = (Vec::new(), String::new());
        for (name, email) in [("Minato Foods", "officer@minato.example"), (OTHERS[0], OTHERS[1])] {
            let new = NewCompany { name: name.to_owned(), ..NewCompany::default() };
            let company = create_company(&tx, &main, &new).await.unwrap();
            let who = create_account(&tx, &main, (name, email), Some(hash.clone()), false);
            let who = who.await.unwrap();
            join_company(&tx, &main, who, company, Role::Officer, None).await.unwrap();
            delegate(&tx, &main, company, provider, None).await.unwrap();
            if ids.is_empty() {
                session = begin_session(&tx, &main, who, "test").await.unwrap();
            }
            ids.push(company);
        }
        let analyst = ("Hinomi analyst", "analyst@hinomi.example");
        let analyst = create_account(&tx, &main, analyst, Some(hash), true).await.unwrap();
        join_provider(&tx, &main, analyst, provider, Role::Analyst).await.unwrap();
        tx.commit().await.unwrap();
        let (company, other) = (ids[0], ids[1]);
        let incident = opened(&main, company, "Minato ransom note").await;
        let other_incident = opened(&main, other, OTHERS[2]).await;
        fact(&main, &incident, "scope", "three machines").await;
        fact(&main, &other_incident, "scope", OTHERS[3]).await;
        exhibit(&main, &incident, 1, b"log of the first machine").await;
        exhibit(&main, &other_incident, 1, b"kumogakure bytes").await;
        let key = folder.path().join("backup.key");
        hikeshi_blobs::MasterKey::create(&key).unwrap();
        Self {
            main,
            folder,
            company,
            other,
            incident,
            other_incident,
            key,
            session,
            config,
            _database: database,
        }
    }

    /// Somebody who may choose, on the main machine.
    pub fn browser(&self) -> Browser {
        Browser::new(router::router(&self.main))
            .with_cookie(&format!("{SESSION_COOKIE}={}", self.session))
            .with_cookie("hikeshi_lang=en")
    }

    pub fn lock(&self) -> Lock {
        let key = hikeshi_blobs::MasterKey::load(&self.key).unwrap();
        Lock::to_keys(&[key.public_text()]).unwrap()
    }

    pub fn opened(&self) -> Opened {
        Opened { identity: Some(self.key.clone()), passphrase_file: None }
    }

    /// Makes the company's spare and opens it in a folder of its own.
    pub async fn spare(&self, name: &str) -> Spare {
        let out = self.folder.path().join(format!("{name}.age"));
        let (shape, lock, log) = (router::shape(), self.lock(), publisher(&self.main));
        let order = CopyOrder {
            shape: &shape,
            log: &log,
            company: self.company,
            out: &out,
            lock: &lock,
            program: "test",
        };
        let made = hikeshi_spare::make_copy(&self.main, order).await.unwrap();
        assert_eq!(made.missing, Vec::<String>::new());
        let folder = self.folder.path().join(name);
        hikeshi_spare::restore(&out, &self.opened(), &folder).await.unwrap();
        let platform = open(&folder, Config::default()).await;
        Spare { platform, folder }
    }

    pub async fn merge(&self, spare: &Spare) -> Result<Merged, SpareError> {
        self.merge_as(spare, false).await
    }

    pub async fn merge_as(&self, spare: &Spare, dry_run: bool) -> Result<Merged, SpareError> {
        let shape = router::shape();
        let order = MergeOrder { shape: &shape, from: &spare.folder, dry_run };
        hikeshi_spare::merge(&self.main, order).await
    }

    /// What `hikeshi log verify` finds on the main machine beside its log.
    pub async fn things(&self) -> Vec<String> {
        let wanted = Wanted::default();
        let report = verify_with(&self.main.data_folder, &self.config, &wanted).await.unwrap();
        assert!(report.records > 3, "{report:?}");
        let things = report.things.iter();
        things.map(|it| format!("{} {}", it.fault.name(), it.kind.name())).collect()
    }

    pub fn scope(&self) -> CompanyScope {
        CompanyScope::of_program(self.company, "test")
    }
}

/// A spare as it is worked on.
pub struct Spare {
    pub platform: Platform,
    pub folder: PathBuf,
}

impl Spare {
    /// One statement on its database, by somebody who has the machine and minds no references.
    pub async fn tamper(&self, sql: &str) {
        statement_on(&self.folder, sql).await;
    }
}

/// One statement on the SQLite database of a data folder.
pub async fn statement_on(folder: &Path, sql: &str) {
    let file = folder.join("hikeshi.db");
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", file.display()));
    options.max_connections(1).map_sqlx_sqlite_opts(|sqlite| {
        sqlite.pragma("foreign_keys", "OFF").pragma("busy_timeout", "15000")
    });
    let connection = Database::connect(options).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

/// Opens a data folder at 2026-11-20 09:46 in Japan.
pub async fn open(data: &Path, config: Config) -> Platform {
    start::prepare_folder(data).unwrap();
    let clock = Arc::new(FixedClock::at("2026-11-20T00:46:00Z".parse().unwrap()));
    start::open_with_clock(data.to_owned(), config, clock).await.unwrap()
}

/// Publishes the log of an installation.
pub fn publisher(platform: &Platform) -> Publisher {
    let file = platform.data_folder.join("keys/log.key");
    let key = NoteKey::load(&file)
        .or_else(|_| NoteKey::create(&file, "hikeshi.local/log", &SystemRng))
        .unwrap();
    Publisher::new(platform.data_folder.join("log"), key)
}

pub async fn opened(platform: &Platform, company: CompanyId, title: &str) -> incident::Model {
    let scope = CompanyScope::of_program(company, "test");
    let new = NewIncident {
        title: title.to_owned(),
        purpose: Purpose::Real,
        kinds: vec!["ransomware".to_owned()],
        proposed_level: None,
        proposed_json: "[]".to_owned(),
        noticed: Moment::Exact { at: "2026-11-19T22:50:00Z".parse().unwrap() },
    };
    let tx = platform.db.write(scope.fence()).await.unwrap();
    let incident = open_incident(&tx, platform, &scope, new).await.unwrap();
    tx.commit().await.unwrap();
    incident
}

pub async fn fact(platform: &Platform, incident: &incident::Model, key: &str, value: &str) {
    let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
    let tx = platform.db.write(scope.fence()).await.unwrap();
    let incident = find_incident(&tx, &scope, IncidentId(incident.id)).await.unwrap();
    let new = NewFact {
        key: key.to_owned(),
        value: value.to_owned(),
        certainty: Certainty::Confirmed,
        as_of: Moment::Unknown,
        source: String::new(),
        seen_revision: None,
    };
    set_fact(&tx, platform, &scope, &incident, new).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

pub async fn line(platform: &Platform, incident: &incident::Model, text: &str) {
    let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
    let tx = platform.db.write(scope.fence()).await.unwrap();
    let incident = find_incident(&tx, &scope, IncidentId(incident.id)).await.unwrap();
    let entry = NewEntry::automatic(EntryKind::Action, platform.clock.now(), text.to_owned());
    add_entry(&tx, platform, &scope, &incident, entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// An exhibit with a file.
pub async fn exhibit(platform: &Platform, incident: &incident::Model, serial: i64, file: &[u8]) {
    let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let tx = platform.db.read(scope.fence()).await.unwrap();
    let key = company_key(&tx, platform, &scope).await.unwrap();
    drop(tx);
    let pieces = [Ok::<_, std::io::Error>(Bytes::copy_from_slice(file))];
    let stream = futures_util::stream::iter(pieces);
    let stored = platform.blobs.put_stream(&key, blob, stream, u64::MAX).await.unwrap();
    let row = evidence::Model {
        id: new_uuid(clock, rng),
        company_id: incident.company_id,
        incident_id: incident.id,
        serial,
        kind: "file".to_owned(),
        title: format!("exhibit {serial}"),
        description: String::new(),
        file_name: "a.log".to_owned(),
        size: i64::try_from(stored.size).ok(),
        sha256: stored.sha256,
        blake3: stored.blake3,
        blob_id: Some(blob),
        serial_number: String::new(),
        collected_json: serde_json::to_string(&Moment::Unknown).unwrap(),
        collected_by: String::new(),
        place: String::new(),
        clock_offset: String::new(),
        tool: String::new(),
        storage: String::new(),
        added_at: to_millis(clock.now()),
        added_by_id: None,
        added_by: String::new(),
        number: format!("E-{serial:03}"),
        source_id: None,
        copy_kind: String::new(),
        claimed_sha256: String::new(),
    };
    let tx = platform.db.write(scope.fence()).await.unwrap();
    evidence::Entity::insert(evidence::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await
        .unwrap();
    touch(&tx, incident.id, to_millis(clock.now())).await.unwrap();
    let detail = json!({ "incident": incident.id, "sha256": row.sha256,
                         "rows": Written::of(&row).unwrap() });
    audit(&tx, platform, &scope, "evidence.added", ("evidence", row.id), detail).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lets the log tell of an incident's rows of a table as they are now, as the program does when it
/// writes them: for rows that a test wrote past it.
pub async fn told(platform: &Platform, incident: &incident::Model, table: &str) {
    let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
    let tx = platform.db.write(scope.fence()).await.unwrap();
    let (mut written, id) = (Written::default(), incident.id.to_string());
    let of = if table == "incident" { "id" } else { "incident_id" };
    each_record(&tx, table, |row| {
        if row[of] == id.as_str() {
            written.add_json(table, &row).unwrap();
        }
    })
    .await
    .unwrap();
    tell_rows(&tx, platform, &scope, incident.id, written).await.unwrap();
    tx.commit().await.unwrap();
}
