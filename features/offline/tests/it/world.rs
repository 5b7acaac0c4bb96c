//! The world of the directory's tests with incidents and the offline pages in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::Migration;
use hikeshi_i18n::Source;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::{
    case::{
        IncidentId, NewIncident, Purpose, Status, TimelineFilter, find_incident, open_incident,
        timeline,
    },
    model::{incident, timeline_entry},
};
use hikeshi_kernel::Moment;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

/// Incidents and the offline pages come into the world.
fn added() -> Added {
    let words: Vec<Source> =
        [hikeshi_playbooks::WORDS, hikeshi_incidents::WORDS, hikeshi_offline::WORDS].concat();
    let migrations: Vec<Migration> =
        [hikeshi_playbooks::MIGRATIONS, hikeshi_incidents::MIGRATIONS].concat();
    Added {
        routes: hikeshi_incidents::routes().merge(hikeshi_offline::routes()),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs: hikeshi_incidents::register_jobs,
    }
}

impl World {
    /// An open incident of a company.
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

    /// The lines that people wrote, with their times.
    pub async fn typed(&self, incident: &incident::Model) -> Vec<timeline_entry::Model> {
        let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
        let tx = self.platform.db.read(scope.fence()).await.unwrap();
        let incident = find_incident(&tx, &scope, IncidentId(incident.id)).await.unwrap();
        let filter = TimelineFilter { typed_only: true, ..TimelineFilter::default() };
        timeline(&tx, &incident, &filter).await.unwrap()
    }

    /// Closes an incident without its form.
    pub async fn closed(&self, incident: &incident::Model) {
        let scope = CompanyScope::of_program(CompanyId(incident.company_id), "test");
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let mut row = incident.clone().into_active_model();
        row.status = Set(Status::Closed.name().to_owned());
        row.update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }
}
