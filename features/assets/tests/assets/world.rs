//! The world of the directory's tests with ledgers in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_jobs::Registry;
use hikeshi_testkit::{Attachment, Browser, Page};
use hikeshi_web::Platform;

/// Ledgers come into the world.
fn added() -> Added {
    Added {
        routes: hikeshi_assets::routes(),
        migrations: hikeshi_assets::MIGRATIONS,
        words: hikeshi_assets::WORDS,
        register_jobs: |_: &mut Registry<Platform>| {},
    }
}

impl World {
    /// The path of a page of the ledger: `page` begins with a slash, or is empty.
    pub fn ledger(&self, page: &str) -> String {
        format!("/c/{}/assets{page}", self.company)
    }

    /// Brings a file and goes on to the preview.
    pub async fn preview(&self, browser: &mut Browser, name: &str, bytes: &[u8]) -> Page {
        let page = browser.get(&self.ledger("/imports")).await;
        let form = page.form_with_button("Read and check");
        let form = form.attach("File", Attachment::new(name, bytes));
        let page = browser.submit(form).await;
        if page.text().contains("What the columns mean") {
            return browser.submit(page.form_with_button("Next: check the result")).await;
        }
        page
    }

    /// How many assets the ledger has, without the retired.
    pub async fn count(&self) -> u64 {
        let scope = self.program();
        let tx = self.platform.db.read(scope.fence()).await.unwrap();
        let today = hikeshi_assets::support::today(&self.platform);
        hikeshi_assets::counts(&tx, &scope, today).await.unwrap().all
    }
}

/// A list of the engine's tests.
pub fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../engines/inventory/tests/fixtures/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}
