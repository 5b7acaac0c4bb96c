//! The world of the directory's tests with assessments in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::Migration;
use hikeshi_i18n::Source;
use hikeshi_posture::assessment::{Assessment, find};
use hikeshi_testkit::{Browser, Page};

/// Assessments come into the world.
fn added() -> Added {
    let migrations: Vec<Migration> =
        [hikeshi_playbooks::MIGRATIONS, hikeshi_incidents::MIGRATIONS, hikeshi_posture::MIGRATIONS]
            .concat();
    let words: Vec<Source> =
        [hikeshi_playbooks::WORDS, hikeshi_incidents::WORDS, hikeshi_posture::WORDS].concat();
    Added {
        routes: hikeshi_posture::routes(),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs: |_| {},
    }
}

impl World {
    /// Where the company's assessments are.
    pub fn assessments(&self) -> String {
        format!("/c/{}/assessments", self.company)
    }

    /// Begins an assessment; the path of its page.
    pub async fn begin(&self, browser: &mut Browser, catalogue: &str, sites: &str) -> String {
        let page = browser.get(&format!("{}/new/{catalogue}", self.assessments())).await;
        let form = page.form_with_button("Begin").fill("Sites or departments", sites);
        path(&browser.submit(form).await)
    }

    /// The part of the assessment in which an item stands.
    pub async fn part_of(&self, path: &str, item: &str) -> String {
        let parts = self.assessment(path).await.catalogue.parts;
        let of = |id: &str| parts.iter().find(|part| part.items.iter().any(|one| one.id == id));
        of(item).unwrap().id.clone()
    }

    /// The assessment as the program sees it.
    pub async fn assessment(&self, path: &str) -> Assessment {
        let scope = self.program();
        let tx = self.platform.db.read(scope.fence()).await.unwrap();
        find(&tx, &scope, path.rsplit('/').next().unwrap()).await.unwrap()
    }
}

/// The path of a page without what stands behind a question mark or a hash.
pub fn path(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap_or_default().to_owned()
}
