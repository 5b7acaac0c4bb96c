//! A small world for tests: one provider, a company that lets it act and one that does not,
//! and a signed-in person for each role. The clock stands still until a test moves it.
//!
//! The tests of the slices above take this file too: the module that contains it says in
//! `added()` what its slice brings into the world.

use std::{collections::BTreeMap, sync::Arc};

use axum::Router;
use hikeshi_blobs::{BlobStore, MasterKey};
use hikeshi_config::Config;
use hikeshi_content::Pack;
use hikeshi_db::{Db, Fence, Migration, Tx};
use hikeshi_directory::{NewCompany, create_company, create_provider};
use hikeshi_i18n::{Catalogue, Source};
use hikeshi_identity::{
    AccountId, CompanyId, CompanyScope, ProviderId, Role, SESSION_COOKIE, begin_session,
    create_account, delegate, join_company, join_provider,
};
use hikeshi_jobs::{Jobs, Registry};
use hikeshi_kernel::{FixedClock, SystemRng};
use hikeshi_mail::MemoryMailer;
use hikeshi_testkit::{Browser, TestDatabase};
use hikeshi_web::{Platform, PlatformParts, Protection, protect};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

/// A person of the world: where, and in which role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The company that lets the provider act.
    Company(Role),
    /// The company that does not.
    Other(Role),
    /// The provider.
    Provider(Role),
}

/// The person most tests use: the officer of the company.
pub const OFFICER: At = At::Company(Role::Officer);
/// The president of the company.
pub const PRESIDENT: At = At::Company(Role::President);
/// A system administrator of the company.
pub const STAFF: At = At::Company(Role::Staff);
/// Somebody who works in the company.
pub const EMPLOYEE: At = At::Company(Role::Employee);
/// The provider's analyst.
pub const ANALYST: At = At::Provider(Role::Analyst);
/// The officer of the other company: a stranger here.
pub const STRANGER: At = At::Other(Role::Officer);

/// What a slice brings into the world beside accounts, companies and providers.
pub struct Added {
    /// Its pages.
    pub routes: Router<Platform>,
    /// Its tables.
    pub migrations: &'static [Migration],
    /// Its words.
    pub words: &'static [Source],
    /// Its jobs.
    pub register_jobs: fn(&mut Registry<Platform>),
}

/// Everything a test needs.
pub struct World {
    /// The ports, as handlers get them.
    pub platform: Platform,
    /// Moves the time.
    pub clock: Arc<FixedClock>,
    /// What was mailed.
    pub mailer: Arc<MemoryMailer>,
    /// All routes with their protection.
    pub router: Router,
    /// The provider.
    pub provider: ProviderId,
    /// The company that lets the provider act.
    pub company: CompanyId,
    /// The company that does not.
    pub other: CompanyId,
    /// Who has which account and session secret.
    people: BTreeMap<At, (AccountId, String)>,
    _folder: TempDir,
    _database: TestDatabase,
}

impl World {
    /// One world per database: SQLite always, PostgreSQL when there is a server for tests.
    pub async fn every_kind() -> Vec<Self> {
        let mut worlds = Vec::new();
        for database in TestDatabase::every_kind().await {
            worlds.push(Self::on(database).await);
        }
        worlds
    }

    /// A world on one database. The clock shows 2026-11-20 09:46 in Japan.
    pub async fn on(database: TestDatabase) -> Self {
        let added = super::added();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::at("2026-11-20T00:46:00Z".parse().unwrap()));
        let mailer = Arc::new(MemoryMailer::default());
        let db = Db::open(database.url()).await.unwrap();
        let now: Timestamp = "2026-11-20T00:46:00Z".parse().unwrap();
        db.migrate(&migrations(added.migrations), folder.path(), now).await.unwrap();
        let platform = Platform::new(PlatformParts {
            db,
            clock: clock.clone(),
            rng: Arc::new(SystemRng),
            mailer: mailer.clone(),
            blobs: BlobStore::open(folder.path().join("blobs")).unwrap(),
            master_key: MasterKey::create(&folder.path().join("master.key")).unwrap(),
            catalogue: catalogue(added.words),
            content: Pack,
            config: settings(),
            data_folder: folder.path().to_owned(),
        });
        let tx = platform.db.write(Fence::Open).await.unwrap();
        let provider =
            create_provider(&tx, &platform, ("Hinomi", "050-0000-0119", "24h")).await.unwrap();
        let company = company_of(&tx, &platform, "Minato Foods").await;
        let other = company_of(&tx, &platform, "Keyaki Care").await;
        delegate(&tx, &platform, company, provider, None).await.unwrap();
        let people = people(&tx, &platform, provider, company, other).await;
        tx.commit().await.unwrap();
        let router = protect(routes().merge(added.routes), &platform, Protection::default());
        Self {
            platform,
            clock,
            mailer,
            router,
            provider,
            company,
            other,
            people,
            _folder: folder,
            _database: database,
        }
    }

    /// The browser of a signed-in person, in English so that tests can name what they look for.
    pub fn browser(&self, person: At) -> Browser {
        self.browser_in(person, "en")
    }

    /// The same in another language.
    pub fn browser_in(&self, person: At, lang: &str) -> Browser {
        let (_, secret) = &self.people[&person];
        self.nobody()
            .with_cookie(&format!("{SESSION_COOKIE}={secret}"))
            .with_cookie(&format!("hikeshi_lang={lang}"))
    }

    /// The browser of somebody who is not signed in, in English.
    pub fn nobody(&self) -> Browser {
        Browser::new(self.router.clone()).with_cookie("hikeshi_lang=en")
    }

    /// The account of a person.
    pub fn account(&self, person: At) -> AccountId {
        self.people[&person].0
    }

    /// The program acting for the company, to prepare what a test looks at.
    pub fn program(&self) -> CompanyScope {
        CompanyScope::of_program(self.company, "test")
    }

    /// Moves the clock forward.
    pub fn minutes_later(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }

    /// Runs all jobs that are due; returns how many ran.
    pub async fn drain_jobs(&self) -> usize {
        let mut registry = Registry::default();
        hikeshi_identity::register_jobs(&mut registry);
        (super::added().register_jobs)(&mut registry);
        let context = Arc::new(self.platform.clone());
        let clock = self.clock.clone();
        Jobs::new(self.platform.db.clone(), clock, context, registry).drain().await.unwrap()
    }
}

/// The usual settings; one address may try often, because all tests share it.
fn settings() -> Config {
    let mut config = Config::default();
    config.limits.sign_in_per_minute = 100_000;
    config
}

fn routes() -> Router<Platform> {
    hikeshi_web::base_routes().merge(hikeshi_identity::routes()).merge(hikeshi_directory::routes())
}

fn migrations(added: &[Migration]) -> Vec<Migration> {
    let log = Migration {
        slice: "tlog",
        version: 1,
        name: "append-only log",
        sql: hikeshi_tlog::MIGRATION,
        fenced: &[],
    };
    let alarms = Migration {
        slice: "tlog",
        version: 3,
        name: "alarms about logs",
        sql: hikeshi_tlog::ALARM_TABLE,
        fenced: &[],
    };
    [
        &[log, alarms],
        hikeshi_jobs::JOBS_MIGRATIONS,
        hikeshi_identity::MIGRATIONS,
        hikeshi_directory::MIGRATIONS,
        added,
    ]
    .concat()
}

fn catalogue(added: &[Source]) -> Catalogue {
    let base =
        [hikeshi_ui::SOURCE, hikeshi_web::WORDS, hikeshi_identity::WORDS, hikeshi_directory::WORDS];
    Catalogue::new(&[&base, added].concat()).unwrap()
}

async fn company_of(tx: &Tx, platform: &Platform, name: &str) -> CompanyId {
    let new = NewCompany { name: name.to_owned(), ..NewCompany::default() };
    create_company(tx, platform, &new).await.unwrap()
}

async fn people(
    tx: &Tx,
    platform: &Platform,
    provider: ProviderId,
    company: CompanyId,
    other: CompanyId,
) -> BTreeMap<At, (AccountId, String)> {
    let mut people = BTreeMap::new();
    for role in [Role::President, Role::Officer, Role::Staff, Role::Employee] {
        for (at, id) in [(At::Company(role), company), (At::Other(role), other)] {
            let place = if id == company { "minato" } else { "keyaki" };
            let account = account(tx, platform, role, place, false).await;
            join_company(tx, platform, account.0, id, role, None).await.unwrap();
            people.insert(at, account);
        }
    }
    for role in Role::PROVIDER {
        let set_up = role == Role::Admin;
        let account = account(tx, platform, role, "hinomi", set_up).await;
        join_provider(tx, platform, account.0, provider, role).await.unwrap();
        people.insert(At::Provider(role), account);
    }
    people
}

/// An account named after its role, with a session; `set_up` if it set the installation up.
async fn account(
    tx: &Tx,
    platform: &Platform,
    role: Role,
    place: &str,
    set_up: bool,
) -> (AccountId, String) {
    let name = format!("{} of {place}", role.name());
    let email = format!("{}@{place}.example", role.name());
    let account = create_account(tx, platform, (&name, &email), None, set_up).await.unwrap();
    let secret = begin_session(tx, platform, account, "test").await.unwrap();
    (account, secret)
}
