//! The world of the directory's tests with incidents, filings and packages in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use std::io::{Cursor, Read as _};
use std::path::PathBuf;

use hikeshi_blobs::TenantKey;
use hikeshi_db::{Fence, Migration};
use hikeshi_i18n::Source;
use hikeshi_identity::{CompanyId, CompanyScope, SESSION_COOKIE, begin_session};
use hikeshi_incidents::{
    case::{
        Certainty, EntryKind, NewEntry, NewFact, NewIncident, Purpose, add_entry, correct_entry,
        open_incident, set_fact,
    },
    evidence::{
        CopyKind, CopyOf, CustodyKind, NewCustodyEvent, NewExhibit, Party, Side, Way, add_copies,
        add_custody_event, add_exhibits, keep_bytes, list_exhibits,
    },
    model::incident,
    people::{NewParticipant, Part as Place, add_participant},
};
use hikeshi_indicators::{Kind, Trace};
use hikeshi_jobs::Registry;
use hikeshi_kernel::{Clock as _, Lang, Moment, new_uuid};
use hikeshi_package::{Audience, Part, Redaction};
use hikeshi_packages::{
    Wish,
    export::{ToFile, Written, export_to_file},
};
use hikeshi_seal::Lock;
use hikeshi_sharing::technical::note_indicators;
use hikeshi_testkit::Browser;
use hikeshi_tlog::{NoteKey, Publisher};
use hikeshi_web::Platform;
use tempfile::TempDir;

/// Incidents, filings and packages come into the world.
fn added() -> Added {
    let migrations: Vec<Migration> = [
        hikeshi_playbooks::MIGRATIONS,
        hikeshi_incidents::MIGRATIONS,
        hikeshi_filings::MIGRATIONS,
        hikeshi_sharing::MIGRATIONS,
        hikeshi_packages::MIGRATIONS,
    ]
    .concat();
    let words: Vec<Source> = [
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_filings::WORDS,
        hikeshi_packages::WORDS,
    ]
    .concat();
    Added {
        routes: hikeshi_incidents::routes()
            .merge(hikeshi_filings::routes())
            .merge(hikeshi_packages::routes()),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs,
    }
}

fn register_jobs(registry: &mut Registry<Platform>) {
    hikeshi_incidents::register_jobs(registry);
    hikeshi_filings::register_jobs(registry);
    hikeshi_packages::register_jobs(registry);
}

/// Words that must not be taken for anything but words.
pub const HOSTILE: &str = "=HYPERLINK(\"http://x\") <script>alert(1)</script> gpj.\u{202E}exe";

/// The bytes of the photograph of the first exhibit.
pub const PICTURE: &[u8] = b"a picture of rack 7";

/// Everything that the zip of a package holds: path and bytes.
pub fn entries(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// One file of a package as text.
pub fn text_of(zip: &[u8], path: &str) -> String {
    let found = entries(zip).into_iter().find(|(name, _)| name == path);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {path}")).1).unwrap()
}

impl World {
    /// Opens an incident in the company with nothing in it.
    pub async fn empty_incident(&self, title: &str) -> incident::Model {
        let scope = self.program();
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let new = NewIncident {
            title: title.to_owned(),
            purpose: Purpose::Real,
            kinds: vec!["ransomware".to_owned()],
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::About { at: "2026-11-19T22:50:00Z".parse().unwrap() },
        };
        let incident = open_incident(&tx, &self.platform, &scope, new).await.unwrap();
        tx.commit().await.unwrap();
        incident
    }

    /// An incident with something of everything: a corrected line, a fact in two versions, two
    /// exhibits with custody, a person.
    pub async fn full_incident(&self, files: &[(&str, &[u8])]) -> incident::Model {
        let incident = self.empty_incident("Files cannot be opened").await;
        let scope = self.program();
        self.write_down(&incident, &scope).await;
        let traces = [Trace { kind: Kind::Ipv4, value: "203.0.113.66".to_owned() }];
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        note_indicators(&tx, &self.platform, &scope, &incident, &traces).await.unwrap();
        tx.commit().await.unwrap();
        let key = {
            let tx = self.platform.db.read(scope.fence()).await.unwrap();
            hikeshi_directory::company_key(&tx, &self.platform, &scope).await.unwrap()
        };
        let mut exhibits = Vec::new();
        for (name, bytes) in files {
            let stored = keep_bytes(&self.platform, &key, name, bytes.to_vec()).await.unwrap();
            let (clock, rng) = self.platform.chance();
            exhibits.push(NewExhibit {
                id: new_uuid(clock, rng),
                kind: "log".to_owned(),
                title: format!("Log {name}"),
                description: HOSTILE.to_owned(),
                file: Some(stored),
                serial_number: String::new(),
                collected: Moment::Exact { at: self.clock.now() },
                collected_by: "Tanabe Ken".to_owned(),
                place: "Server room".to_owned(),
                clock_offset: "42 s fast".to_owned(),
                tool: "dd 9.1".to_owned(),
                seal: String::new(),
                storage: "Safe".to_owned(),
            });
        }
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        if !exhibits.is_empty() {
            add_exhibits(&tx, &self.platform, &scope, &incident, &exhibits).await.unwrap();
        }
        for exhibit in list_exhibits(&tx, &incident).await.unwrap() {
            let event = NewCustodyEvent {
                from: Party::named("Tanabe Ken"),
                to: Party::named("Satomura Yuiko"),
                place: "Office".to_owned(),
                note: "=1+1".to_owned(),
                asks: Some((Way::Signature, Side::Receiver)),
                ..NewCustodyEvent::now(&self.platform, CustodyKind::Transferred)
            };
            let hand_over = event.id;
            add_custody_event(&tx, &self.platform, &scope, &exhibit, event).await.unwrap();
            let answer = NewCustodyEvent {
                answers: Some(hand_over),
                ..NewCustodyEvent::now(&self.platform, CustodyKind::Received)
            };
            add_custody_event(&tx, &self.platform, &scope, &exhibit, answer).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.examined(&incident, &key).await;
        incident
    }

    /// The first exhibit is examined before a witness, photographed, and printed as a copy.
    async fn examined(&self, incident: &incident::Model, key: &TenantKey) {
        let (platform, scope) = (&self.platform, self.program());
        let tx = platform.db.read(scope.fence()).await.unwrap();
        let Some(source) = list_exhibits(&tx, incident).await.unwrap().into_iter().next() else {
            return;
        };
        drop(tx);
        let photo = keep_bytes(platform, key, "rack-7.jpg", PICTURE.to_vec()).await.unwrap();
        let now = self.clock.now();
        let event = NewCustodyEvent {
            person: "Kanzaki Rei".to_owned(),
            witness: "Onodera Mio (Kaede Security)".to_owned(),
            tool: "FTK Imager 4.7".to_owned(),
            seal: "S-55".to_owned(),
            ended: Some(Moment::Exact { at: now }),
            offset: Some(-12),
            device_clock: true,
            photos: vec![photo],
            ..NewCustodyEvent::now(platform, CustodyKind::Examined)
        };
        let tx = platform.db.write(scope.fence()).await.unwrap();
        add_custody_event(&tx, platform, &scope, &source, event).await.unwrap();
        let (clock, rng) = platform.chance();
        let print = NewExhibit {
            id: new_uuid(clock, rng),
            kind: "paper".to_owned(),
            title: "Print of the log".to_owned(),
            description: String::new(),
            file: None,
            serial_number: String::new(),
            collected: Moment::Exact { at: now },
            collected_by: "Kanzaki Rei".to_owned(),
            place: String::new(),
            clock_offset: String::new(),
            tool: String::new(),
            seal: String::new(),
            storage: "Safe".to_owned(),
        };
        let claimed_sha256 = "ab".repeat(32);
        let copy = CopyOf { source, kind: CopyKind::Print, claimed_sha256 };
        assert!(add_copies(&tx, platform, &scope, incident, (&copy, &[print])).await.unwrap());
        tx.commit().await.unwrap();
    }

    async fn write_down(&self, incident: &incident::Model, scope: &CompanyScope) {
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let platform = &self.platform;
        let entry = |text: &str| NewEntry {
            kind: EntryKind::Action,
            moment: Moment::Exact { at: self.clock.now() },
            text: text.to_owned(),
            automatic: false,
            source: String::new(),
        };
        add_entry(&tx, platform, scope, incident, entry(HOSTILE)).await.unwrap();
        let said = "Tanabe unplugged FS-01 (10.20.30.40), call 03-1234-5678";
        let line = add_entry(&tx, platform, scope, incident, entry("Tanabe Ken unplugged PC-9"))
            .await
            .unwrap();
        let reason = "wrong machine, says Satomura Yuiko";
        correct_entry(&tx, platform, scope, incident, (line.id, 1), (entry(said), reason))
            .await
            .unwrap()
            .unwrap();
        for (value, certainty) in
            [("10.20.30.40", Certainty::Suspected), ("10.20.30.41", Certainty::Confirmed)]
        {
            let fact = NewFact {
                key: "affected-systems".to_owned(),
                value: format!("File server FS-01 at {value}"),
                certainty,
                as_of: Moment::Exact { at: self.clock.now() },
                source: "asked Tanabe Ken".to_owned(),
                seen_revision: None,
            };
            set_fact(&tx, platform, scope, incident, fact).await.unwrap().unwrap();
        }
        let person = NewParticipant {
            name: "Tanabe Ken".to_owned(),
            organisation: "Minato Foods".to_owned(),
            part: Place::SystemAdmin,
            phone: "03-1234-5678".to_owned(),
            email: "tanabe@minato.example".to_owned(),
        };
        add_participant(&tx, platform, scope, incident, person).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The log signs what stands in it, as the running program does every few seconds.
    pub async fn publish_log(&self) {
        let folder = &self.platform.data_folder;
        let path = folder.join("keys/log.key");
        let key = NoteKey::load(&path)
            .or_else(|_| NoteKey::create(&path, "test.example/log", &*self.platform.rng))
            .unwrap();
        let tx = self.platform.db.read(Fence::Open).await.unwrap();
        Publisher::new(folder.join("log"), key).publish(tx.conn()).await.unwrap();
    }

    /// Makes a package by the way of the command line.
    pub async fn package(
        &self,
        incident: &incident::Model,
        wish: Wish,
    ) -> (Written, Vec<u8>, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("case.zip");
        let order = ToFile { incident: incident.id, wish, lock: Lock::None, path: path.clone() };
        let written = export_to_file(&self.platform, order).await.unwrap();
        let bytes = std::fs::read(path).unwrap();
        (written, bytes, folder)
    }

    /// The path of a page of an incident: `page` is empty or begins with a slash.
    pub fn path(&self, incident: &incident::Model, page: &str) -> String {
        format!("/c/{}/incidents/{}{page}", incident.company_id, incident.id)
    }

    /// The browser of a person who signs in now: sessions do not last as long as packages.
    pub async fn signed_in(&self, person: At) -> Browser {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let secret =
            begin_session(&tx, &self.platform, self.account(person), "test").await.unwrap();
        tx.commit().await.unwrap();
        let cookie = format!("{SESSION_COOKIE}={secret}");
        self.nobody().with_cookie(&cookie)
    }

    /// The program acting for any company.
    pub fn program_of(&self, company: CompanyId) -> CompanyScope {
        CompanyScope::of_program(company, "test")
    }
}

/// Everything, nothing struck out.
pub fn everything() -> Wish {
    Wish {
        audience: Audience::Provider,
        recipient: "Kaede Security".to_owned(),
        parts: Part::ALL.iter().copied().collect(),
        redactions: [].into(),
        lang: Lang::En,
    }
}

/// Everything but the files, with these redactions.
pub fn struck(redactions: &[Redaction]) -> Wish {
    let parts = Part::ALL.iter().copied().filter(|part| *part != Part::Evidence);
    Wish {
        audience: Audience::Insurer,
        recipient: "Umi Insurance".to_owned(),
        parts: parts.collect(),
        redactions: redactions.iter().copied().collect(),
        lang: Lang::En,
    }
}
