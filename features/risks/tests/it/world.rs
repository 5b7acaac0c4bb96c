//! The world of the directory's tests with the ledger in it.

#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_jobs::Registry;
use hikeshi_risks::{Rated, rated};
use hikeshi_testkit::{Attachment, Browser, Page};
use hikeshi_web::Platform;

fn added() -> Added {
    Added {
        routes: hikeshi_risks::routes(),
        migrations: hikeshi_risks::MIGRATIONS,
        words: hikeshi_risks::WORDS,
        register_jobs,
    }
}

fn register_jobs(_: &mut Registry<Platform>) {}

impl World {
    /// The path of a page of the ledger: `page` begins with a slash, or is empty.
    pub fn risks(&self, page: &str) -> String {
        format!("/c/{}/risks{page}", self.company)
    }

    /// Enters information on paper that must not leak; the page of the row.
    pub async fn paper(&self, browser: &mut Browser, name: &str) -> Page {
        let form = browser.get(&self.risks("/new")).await.form_with_button("Save");
        let form = form.fill("Information", name).choose("Paper");
        let form = form.fill("Confidentiality", "3").fill("Integrity", "1");
        browser.submit(form.fill("Availability", "1")).await
    }

    /// Judges a threat; the page after that.
    pub async fn judge(&self, browser: &mut Browser, threat: &str, levels: (&str, &str)) -> Page {
        let page = browser.get(&self.risks(&format!("/threats/{threat}"))).await;
        let form = page.form_with_button("Confirm").fill("Likelihood", levels.0);
        browser.submit(form.fill("Weakness", levels.1)).await
    }

    /// Uploads a file; the page of the plan.
    pub async fn upload(&self, browser: &mut Browser, name: &str, bytes: &[u8]) -> Page {
        let page = browser.get(&self.risks("/import")).await;
        let file = Attachment::new(name, bytes);
        browser.submit(page.form_with_button("Read and show").attach("File", file)).await
    }

    /// The ledger as it stands.
    pub async fn ledger(&self) -> Vec<Rated> {
        let scope = self.program();
        let tx = self.platform.db.read(scope.fence()).await.unwrap();
        rated(&tx, &self.platform, &scope).await.unwrap()
    }
}

/// The path of a page without what was asked of it.
pub fn path(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap().to_owned()
}
