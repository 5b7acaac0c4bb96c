//! The world of the directory's tests with assessments, policies and stars in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::{Fence, Migration};
use hikeshi_i18n::Source;
use hikeshi_identity::{SESSION_COOKIE, begin_session};
use hikeshi_jobs::Registry;
use hikeshi_ladder::plan::{Item, items};
use hikeshi_testkit::{Attachment, Browser, Page};
use hikeshi_web::Platform;

fn added() -> Added {
    let migrations: Vec<Migration> = [
        hikeshi_playbooks::MIGRATIONS,
        hikeshi_incidents::MIGRATIONS,
        hikeshi_kit::MIGRATIONS,
        hikeshi_policies::MIGRATIONS,
        hikeshi_posture::MIGRATIONS,
        hikeshi_ladder::MIGRATIONS,
    ]
    .concat();
    let words: Vec<Source> = [
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_kit::WORDS,
        hikeshi_policies::WORDS,
        hikeshi_posture::WORDS,
        hikeshi_ladder::WORDS,
    ]
    .concat();
    Added {
        routes: hikeshi_policies::routes()
            .merge(hikeshi_posture::routes())
            .merge(hikeshi_ladder::routes()),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs,
    }
}

fn register_jobs(registry: &mut Registry<Platform>) {
    hikeshi_policies::register_jobs(registry);
    hikeshi_ladder::register_jobs(registry);
}

/// A day in minutes.
pub const DAY: i64 = 24 * 60;

impl World {
    /// The path of a page of the company: `page` begins with a slash.
    pub fn page(&self, page: &str) -> String {
        format!("/c/{}{page}", self.company)
    }

    /// The browser of a person who has just signed in: sessions end with time.
    pub async fn signed_in(&self, person: At) -> Browser {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let account = self.account(person);
        let secret = begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        self.nobody()
            .with_cookie(&format!("{SESSION_COOKIE}={secret}"))
            .with_cookie("hikeshi_lang=en")
    }

    /// Begins an assessment and brings in answers `item,answer`; the path of its page.
    pub async fn answered(&self, catalogue: &str, lines: &str) -> String {
        let mut officer = self.signed_in(OFFICER).await;
        let page = officer.get(&self.page(&format!("/assessments/new/{catalogue}"))).await;
        let begun = officer.submit(page.form_with_button("Begin")).await;
        let here = path(&begun);
        let import = officer.get(&format!("{here}/import")).await;
        let file = Attachment::new("answers.csv", lines.as_bytes().to_vec());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let page = officer.submit(form).await;
        assert!(page.status().is_success(), "{}", page.text());
        here
    }

    /// The same, finished.
    pub async fn finished(&self, catalogue: &str, lines: &str) -> String {
        let here = self.answered(catalogue, lines).await;
        let mut officer = self.signed_in(OFFICER).await;
        let page = officer.get(&format!("{here}/finish")).await;
        let done = officer.submit(page.form_with_button("Finish and freeze")).await;
        assert!(done.text().contains("no longer change"), "{}", done.text());
        here
    }

    /// The page of stars as the officer sees it.
    pub async fn standing(&self) -> Page {
        self.signed_in(OFFICER).await.get(&self.page("/standing")).await
    }

    /// The plan as the program reads it.
    pub async fn plan(&self) -> Vec<Item> {
        let scope = self.program();
        let tx = self.platform.db.read(scope.fence()).await.unwrap();
        items(&tx, &scope).await.unwrap()
    }

    /// Writes an item of one's own as a person; the path of its page.
    pub async fn taken(&self, person: At, title: &str, due: &str, rhythm: &str) -> String {
        let mut browser = self.signed_in(person).await;
        let page = browser.get(&self.page("/plan/new")).await;
        let form = page.form_with_button("Put into the plan").fill("What to do", title);
        let done = browser.submit(form.fill("Until", due).fill("Comes back", rhythm)).await;
        assert!(done.text().contains("It is in the plan now."), "{}", done.text());
        let plan = self.plan().await;
        let item = plan.iter().find(|item| item.row.title == title).unwrap();
        self.page(&format!("/plan/{}", item.row.id))
    }

    /// Sets the state of an item as the officer.
    pub async fn moved(&self, here: &str, state: &str) -> Page {
        let mut officer = self.signed_in(OFFICER).await;
        let page = officer.get(here).await;
        officer.submit(page.form_with_button("Save the state").choose(state)).await
    }
}

/// The path of a page without what stands behind a question mark or a hash.
pub fn path(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Answers `item,answer` for these items.
pub fn lines(items: impl IntoIterator<Item = impl std::fmt::Display>, answer: &str) -> String {
    items.into_iter().map(|item| format!("{item},{answer}\n")).collect()
}
