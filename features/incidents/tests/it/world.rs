//! The world of the directory's tests with incidents in it.

#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::Fence;
use hikeshi_identity::{
    CompanyId, Role, SESSION_COOKIE, begin_session, create_account, join_company,
};
use hikeshi_incidents::{
    case::{NewIncident, Purpose, open_incident},
    model::incident,
};
use hikeshi_kernel::Moment;
use hikeshi_testkit::Browser;

/// Incidents come into the world.
fn added() -> Added {
    let migrations = [hikeshi_playbooks::MIGRATIONS, hikeshi_incidents::MIGRATIONS].concat();
    let words = [hikeshi_playbooks::WORDS, hikeshi_incidents::WORDS].concat();
    Added {
        routes: hikeshi_playbooks::routes().merge(hikeshi_incidents::routes()),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs: hikeshi_incidents::register_jobs,
    }
}

impl World {
    /// The browser of an outsider who may see this one incident.
    pub async fn outsider(&self, incident: &incident::Model) -> Browser {
        let company = CompanyId(incident.company_id);
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let name = ("Outsider", &*format!("outsider-{}@lawyer.example", incident.id));
        let account = create_account(&tx, &self.platform, name, None, false).await.unwrap();
        let (role, only) = (Role::Outsider, Some(incident.id));
        join_company(&tx, &self.platform, account, company, role, only).await.unwrap();
        let secret = begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        self.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
    }

    /// Opens a real incident of these kinds in the company, noticed at 7:50 in Japan.
    pub async fn incident(&self, title: &str, kinds: &[&str]) -> incident::Model {
        self.incident_with(NewIncident {
            title: title.to_owned(),
            purpose: Purpose::Real,
            kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::About { at: "2026-11-19T22:50:00Z".parse().unwrap() },
        })
        .await
    }

    /// Opens an incident in the company.
    pub async fn incident_with(&self, new: NewIncident) -> incident::Model {
        let scope = self.program();
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let incident = open_incident(&tx, &self.platform, &scope, new).await.unwrap();
        tx.commit().await.unwrap();
        incident
    }

    /// The path of a page of an incident: `page` is empty or begins with a slash.
    pub fn path(&self, incident: &incident::Model, page: &str) -> String {
        format!("/c/{}/incidents/{}{page}", incident.company_id, incident.id)
    }
}
