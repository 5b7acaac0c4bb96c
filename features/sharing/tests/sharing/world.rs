//! The world of the directory's tests with incidents, filings and sharing in it.

#[path = "../../../directory/tests/it/world.rs"]
#[expect(dead_code, reason = "other slices' tests use the rest")]
mod companies;

pub use companies::*;

use hikeshi_db::{Fence, Migration};
use hikeshi_i18n::Source;
use hikeshi_identity::{CompanyId, CompanyScope, let_file};
use hikeshi_incidents::{
    case::{
        Certainty, EntryKind, NewEntry, NewFact, NewIncident, Purpose, add_entry, open_incident,
        set_fact,
    },
    model::{evidence, incident},
};
use hikeshi_jobs::Registry;
use hikeshi_kernel::Moment;
use hikeshi_testkit::Attachment;
use hikeshi_web::Platform;
use sea_orm::EntityTrait as _;

/// Incidents, filings and sharing come into the world.
fn added() -> Added {
    let migrations: Vec<Migration> = [
        hikeshi_playbooks::MIGRATIONS,
        hikeshi_incidents::MIGRATIONS,
        hikeshi_filings::MIGRATIONS,
        hikeshi_sharing::MIGRATIONS,
    ]
    .concat();
    let words: Vec<Source> = [
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_filings::WORDS,
        hikeshi_sharing::WORDS,
    ]
    .concat();
    Added {
        routes: hikeshi_incidents::routes()
            .merge(hikeshi_filings::routes())
            .merge(hikeshi_sharing::routes()),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs,
    }
}

fn register_jobs(registry: &mut Registry<Platform>) {
    hikeshi_incidents::register_jobs(registry);
    hikeshi_filings::register_jobs(registry);
}

impl World {
    /// A real incident of a company.
    pub async fn incident(&self, company: CompanyId) -> incident::Model {
        let scope = CompanyScope::of_program(company, "test");
        let new = NewIncident {
            title: "Ransom note".to_owned(),
            purpose: Purpose::Real,
            kinds: vec!["ransomware".to_owned()],
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::Exact { at: "2026-11-19T22:50:00Z".parse().unwrap() },
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let incident = open_incident(&tx, &self.platform, &scope, new).await.unwrap();
        tx.commit().await.unwrap();
        incident
    }

    /// Writes a fact.
    pub async fn fact(&self, incident: &incident::Model, key: &str, value: &str) {
        let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
        let new = NewFact {
            key: key.to_owned(),
            value: value.to_owned(),
            certainty: Certainty::Confirmed,
            as_of: Moment::Unknown,
            source: String::new(),
            seen_revision: None,
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        set_fact(&tx, &self.platform, &scope, incident, new).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    /// Writes a line that a person typed.
    pub async fn line(&self, incident: &incident::Model, text: &str) {
        let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
        let new = NewEntry {
            kind: EntryKind::Happening,
            moment: Moment::Unknown,
            text: text.to_owned(),
            automatic: false,
            source: String::new(),
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        add_entry(&tx, &self.platform, &scope, incident, new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Adds the file of an exhibit, as an officer of the incident's company.
    pub async fn exhibit(
        &self,
        who: At,
        incident: &incident::Model,
        (name, bytes): (&str, &[u8]),
    ) -> evidence::Model {
        let path = self.path(incident, "/evidence/add-file");
        let files = [("file".to_owned(), Attachment::new(name, bytes))];
        let page = self.browser(who).upload(&path, &[], &files).await;
        assert!(page.status().is_success(), "{}", page.text());
        let tx = self.platform.db.read(Fence::Open).await.unwrap();
        let all = evidence::Entity::find().all(tx.conn()).await.unwrap();
        all.into_iter().find(|row| row.incident_id == incident.id && row.file_name == name).unwrap()
    }

    /// Lets the provider act in the company's name, or takes that back.
    pub async fn allow_provider(&self, allowed: bool) {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        assert!(let_file(&tx, self.company, self.provider, allowed).await.unwrap());
        tx.commit().await.unwrap();
    }

    /// The path of a page of an incident: `page` is empty or begins with a slash.
    pub fn path(&self, incident: &incident::Model, page: &str) -> String {
        format!("/c/{}/incidents/{}{page}", incident.company_id, incident.id)
    }
}
