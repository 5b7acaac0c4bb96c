//! The world of the directory's tests with policies and rules in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::{Fence, Migration};
use hikeshi_i18n::Source;
use hikeshi_identity::{SESSION_COOKIE, begin_session};
use hikeshi_jobs::Registry;
use hikeshi_testkit::{Browser, Page};
use hikeshi_web::Platform;

fn added() -> Added {
    let migrations: Vec<Migration> = [
        hikeshi_playbooks::MIGRATIONS,
        hikeshi_incidents::MIGRATIONS,
        hikeshi_kit::MIGRATIONS,
        hikeshi_policies::MIGRATIONS,
    ]
    .concat();
    let words: Vec<Source> = [
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_kit::WORDS,
        hikeshi_policies::WORDS,
    ]
    .concat();
    Added {
        routes: hikeshi_policies::routes(),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs,
    }
}

fn register_jobs(registry: &mut Registry<Platform>) {
    hikeshi_policies::register_jobs(registry);
}

impl World {
    /// The path of a page of the company: `page` begins with a slash.
    pub fn page(&self, page: &str) -> String {
        format!("/c/{}{page}", self.company)
    }

    /// Begins a document in English as the officer and fills in `values`; answers its path.
    pub async fn begun(&self, template: &str, values: &[(&str, &str)]) -> String {
        let mut officer = self.browser(OFFICER);
        let page = officer.get(&self.page(&format!("/policies/new/{template}"))).await;
        let values_page = officer.submit(page.form_with_button("Begin this document")).await;
        let path = values_page.address().trim_end_matches("/values").to_owned();
        let mut form = values_page.form_with_button("Save");
        for (label, value) in values {
            form = form.fill(label, value);
        }
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        path
    }

    /// A basic policy with everything filled in, approved by officer and president.
    pub async fn approved_policy(&self) -> String {
        let path = self.begun("basic-policy", &POLICY).await;
        self.approve(&path, OFFICER).await;
        self.approve(&path, PRESIDENT).await;
        path
    }

    /// The browser of a person who has just signed in: sessions end with time.
    pub async fn signed_in(&self, person: At) -> Browser {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let account = self.account(person);
        let secret = begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        self.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
    }

    /// Approves a document as it stands.
    pub async fn approve(&self, path: &str, person: At) -> Page {
        let mut browser = self.signed_in(person).await;
        let page = browser.get(&format!("{path}/approve")).await;
        browser.submit(page.form_with_button("Approve this text")).await
    }
}

/// What the basic policy asks for beside what the program knows.
pub const POLICY: [(&str, &str); 2] =
    [("Representative", "Makoto Tanabe"), ("Contact", "050-0000-0201")];
