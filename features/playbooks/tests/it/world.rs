//! The world of the directory's tests with playbooks in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_identity::CompanyScope;
use hikeshi_playbooks::Keeper;
use hikeshi_testkit::{Attachment, Browser, Page};

/// Playbooks come into the world.
fn added() -> Added {
    Added {
        routes: hikeshi_playbooks::routes(),
        migrations: hikeshi_playbooks::MIGRATIONS,
        words: hikeshi_playbooks::WORDS,
        register_jobs: |_| {},
    }
}

impl World {
    /// Where the company's playbooks are.
    pub fn playbooks(&self) -> String {
        format!("/c/{}/playbooks", self.company)
    }

    /// The company's shelf, as the program sees it.
    pub fn keeper(&self) -> Keeper {
        Keeper::Company(CompanyScope::of_program(self.company, "test"))
    }

    /// Copies a playbook on board; the page of the draft.
    pub async fn copy(&self, browser: &mut Browser, id: &str) -> Page {
        let page = browser.get(&format!("{}/read/{id}", self.playbooks())).await;
        browser.submit(page.form_with_button("Copy and change for us")).await
    }

    /// Uploads a file to be taken over; the page that answers.
    pub async fn take_over(&self, browser: &mut Browser, name: &str, bytes: &[u8]) -> Page {
        let page = browser.get(&format!("{}/import", self.playbooks())).await;
        let form = page.form_with_button("Read the file");
        browser.submit(form.attach("The playbook's file", Attachment::new(name, bytes))).await
    }
}

/// Publishes the draft whose page this is; the page of the playbook.
pub async fn publish(browser: &mut Browser, draft: &str, note: &str) -> Page {
    let page = browser.get(&format!("{draft}/publish")).await;
    browser.submit(page.form_with_button("Publish").fill("What you changed", note)).await
}

/// The path of a page without what stands behind a question mark or a hash.
pub fn path(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap_or_default().to_owned()
}
