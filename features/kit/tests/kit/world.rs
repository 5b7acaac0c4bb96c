//! The world of the directory's tests with incidents and kits in it.

#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use axum::middleware::from_fn_with_state;
use hikeshi_db::{Fence, Migration};
use hikeshi_directory::{NewContact, add_contact};
use hikeshi_i18n::Source;
use hikeshi_identity::{CompanyScope, SESSION_COOKIE, begin_session};
use hikeshi_incidents::{
    case::{NewIncident, Purpose, open_incident},
    model::incident,
};
use hikeshi_jobs::Registry;
use hikeshi_kernel::{Lang, Moment};
use hikeshi_kit::{look_after_change, make_edition, model::kit_edition};
use hikeshi_testkit::{Answer, Browser};
use hikeshi_web::Platform;
use uuid::Uuid;

/// Incidents and kits come into the world.
fn added() -> Added {
    let migrations: Vec<Migration> =
        [hikeshi_playbooks::MIGRATIONS, hikeshi_incidents::MIGRATIONS, hikeshi_kit::MIGRATIONS]
            .concat();
    let words: Vec<Source> =
        [hikeshi_playbooks::WORDS, hikeshi_incidents::WORDS, hikeshi_kit::WORDS].concat();
    Added {
        routes: hikeshi_incidents::routes().merge(hikeshi_kit::routes()),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs,
    }
}

fn register_jobs(registry: &mut Registry<Platform>) {
    hikeshi_incidents::register_jobs(registry);
    hikeshi_kit::register_jobs(registry);
}

impl World {
    /// The browser of a person, with what the program does after each change.
    pub async fn looked_after(&self, person: At) -> Browser {
        let looked = from_fn_with_state(self.platform.clone(), look_after_change);
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let account = self.account(person);
        let secret = begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        Browser::new(self.router.clone().layer(looked))
            .with_cookie(&format!("{SESSION_COOKIE}={secret}"))
            .with_cookie("hikeshi_lang=en")
    }

    /// Somebody joins the contact tree.
    pub async fn contact(&self, name: &str, phone: &str) -> Uuid {
        let scope = self.program();
        let new = NewContact {
            level: 1,
            name: name.to_owned(),
            title: "System administrator".to_owned(),
            phone: phone.to_owned(),
            email: String::new(),
            wait_minutes: 15,
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let id = add_contact(&tx, &self.platform, &scope, &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// An edition in English.
    pub async fn edition(&self) -> kit_edition::Model {
        make_edition(&self.platform, &self.program(), Lang::En).await.unwrap()
    }

    /// Opens a real incident of these kinds.
    pub async fn incident(&self, kinds: &[&str]) -> incident::Model {
        let scope = CompanyScope::of_program(self.company, "test");
        let new = NewIncident {
            title: "Ransom note".to_owned(),
            purpose: Purpose::Real,
            kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::Exact { at: "2026-11-19T22:50:00Z".parse().unwrap() },
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let incident = open_incident(&tx, &self.platform, &scope, new).await.unwrap();
        tx.commit().await.unwrap();
        incident
    }

    /// The path of a page of the company: `page` begins with a slash.
    pub fn page(&self, page: &str) -> String {
        format!("/c/{}{page}", self.company)
    }
}

/// The text of a PDF, page by page, and what its description says.
pub fn read_pdf(file: &Answer) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kit.pdf");
    std::fs::write(&path, &file.body).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program).args(arguments).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let name = path.to_str().unwrap();
    let text = run("pdftotext", &["-raw", name, "-"]);
    let pages =
        text.split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" "));
    (pages.filter(|page| !page.is_empty()).collect(), run("pdfinfo", &[name]))
}
