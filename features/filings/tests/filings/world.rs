//! The world of the directory's tests with incidents and filings in it.

#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::{Fence, Migration};
use hikeshi_filings::duties::count_stale;
use hikeshi_i18n::Source;
use hikeshi_identity::{
    CompanyId, CompanyScope, EndRole, SESSION_COOKIE, begin_session, end_company_role,
    members_of_company,
};
use hikeshi_incidents::{
    case::{
        Certainty, IncidentId, NewFact, NewIncident, Purpose, current_facts, find_incident,
        open_incident, running_clocks, set_fact,
    },
    model::{clock, incident},
};
use hikeshi_jobs::Registry;
use hikeshi_kernel::{Clock as _, Moment, to_millis};
use hikeshi_testkit::Browser;
use hikeshi_web::Platform;

/// Incidents and filings come into the world.
fn added() -> Added {
    let migrations: Vec<Migration> =
        [hikeshi_playbooks::MIGRATIONS, hikeshi_incidents::MIGRATIONS, hikeshi_filings::MIGRATIONS]
            .concat();
    let words: Vec<Source> =
        [hikeshi_playbooks::WORDS, hikeshi_incidents::WORDS, hikeshi_filings::WORDS].concat();
    Added {
        routes: hikeshi_incidents::routes().merge(hikeshi_filings::routes()),
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
    /// A real incident of these kinds in the company, noticed on 2026-11-20 at 7:50 in Japan,
    /// with its clocks counted.
    pub async fn incident(&self, kinds: &[&str]) -> incident::Model {
        self.incident_of(self.company, Purpose::Real, kinds).await
    }

    /// The same for any company and purpose.
    pub async fn incident_of(
        &self,
        company: CompanyId,
        purpose: Purpose,
        kinds: &[&str],
    ) -> incident::Model {
        let scope = CompanyScope::of_program(company, "test");
        let new = NewIncident {
            title: "Ransom note".to_owned(),
            purpose,
            kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::Exact { at: "2026-11-19T22:50:00Z".parse().unwrap() },
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let incident = open_incident(&tx, &self.platform, &scope, new).await.unwrap();
        tx.commit().await.unwrap();
        self.count().await;
        incident
    }

    /// Counts the clocks of what changed, as the program does every few seconds.
    pub async fn count(&self) -> usize {
        count_stale(&self.platform, 50).await.unwrap()
    }

    /// Writes a fact and counts.
    pub async fn fact(&self, incident: &incident::Model, key: &str, value: &str) {
        self.minutes_later(1);
        let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let incident = find_incident(&tx, &scope, IncidentId(incident.id)).await.unwrap();
        let facts = current_facts(&tx, &incident).await.unwrap();
        let seen = facts.iter().find(|fact| fact.key == key).map_or(0, |fact| fact.revision);
        let certainty = if value.is_empty() { Certainty::Unknown } else { Certainty::Confirmed };
        let new = NewFact {
            key: key.to_owned(),
            value: value.to_owned(),
            certainty,
            as_of: Moment::Unknown,
            source: String::new(),
            seen_revision: Some(seen),
        };
        set_fact(&tx, &self.platform, &scope, &incident, new).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        self.count().await;
    }

    /// The clocks that run, what is due first at the top.
    pub async fn clocks(&self, incident: &incident::Model) -> Vec<clock::Model> {
        let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
        let tx = self.platform.db.read(scope.fence()).await.unwrap();
        running_clocks(&tx, incident).await.unwrap()
    }

    /// The browser of a person who signs in now: sessions do not last as long as limits.
    pub async fn signed_in(&self, person: At) -> Browser {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let account = self.account(person);
        let secret = begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        self.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
    }

    /// Ends all roles of a person in the company.
    pub async fn end_roles(&self, person: At) {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let now = to_millis(self.clock.now());
        for member in members_of_company(&tx, self.company).await.unwrap() {
            if member.account == self.account(person) {
                let ended = end_company_role(&tx, self.company, member.membership, now).await;
                assert_eq!(ended.unwrap(), EndRole::Ended);
            }
        }
        tx.commit().await.unwrap();
    }

    /// The running clock of that key.
    pub async fn clock(&self, incident: &incident::Model, key: &str) -> Option<clock::Model> {
        self.clocks(incident).await.into_iter().find(|clock| clock.key == key)
    }

    /// The path of a page of an incident: `page` is empty or begins with a slash.
    pub fn path(&self, incident: &incident::Model, page: &str) -> String {
        format!("/c/{}/incidents/{}{page}", incident.company_id, incident.id)
    }

    /// The page of the duty that most tests use.
    pub fn duty(&self, incident: &incident::Model) -> String {
        self.path(incident, "/duties/ppc-preliminary")
    }
}
