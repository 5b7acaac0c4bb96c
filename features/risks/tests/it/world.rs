//! The world of the directory's tests with assessments and the ledger in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::{Fence, Migration};
use hikeshi_i18n::Source;
use hikeshi_identity::{SESSION_COOKIE, begin_session};
use hikeshi_kernel::{Lang, new_uuid};
use hikeshi_posture::assessment::{NewAnswer, Origin, begin, find, finish, give_answers, hold};
use hikeshi_posture_engine::Answer;
use hikeshi_risks::{Rated, rated};
use hikeshi_testkit::{Attachment, Browser, Page};

fn added() -> Added {
    let migrations: Vec<Migration> = [
        hikeshi_playbooks::MIGRATIONS,
        hikeshi_incidents::MIGRATIONS,
        hikeshi_posture::MIGRATIONS,
        hikeshi_risks::MIGRATIONS,
    ]
    .concat();
    let words: Vec<Source> = [
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_posture::WORDS,
        hikeshi_risks::WORDS,
    ]
    .concat();
    Added {
        routes: hikeshi_risks::routes(),
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs: |_| {},
    }
}

impl World {
    /// The path of a page of the ledger: `page` begins with a slash, or is empty.
    pub fn risks(&self, page: &str) -> String {
        format!("/c/{}/risks{page}", self.company)
    }

    /// A person who signs in again: after days the old session is over.
    pub async fn again(&self, person: At) -> Browser {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let account = self.account(person);
        let secret = begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        self.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
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
        let often = ["1: Normally never", "2: Several times a year", "3: At any time"];
        let weak = ["1: All measures", "2: In part", "3: No measure"];
        let step = |steps: [&'static str; 3], level: &str| {
            *steps.iter().find(|step| step.starts_with(level)).unwrap()
        };
        let form = page.form_with_button("Confirm").choose(step(often, levels.0));
        browser.submit(form.choose(step(weak, levels.1))).await
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

    /// Finishes a self-check in which these questions were answered.
    pub async fn self_check(&self, answers: &[(&str, Answer)]) {
        let (platform, scope) = (&self.platform, self.program());
        let catalogue = hikeshi_posture::library().unwrap().catalogue("ipa-25").unwrap();
        let (clock, rng) = platform.chance();
        let id = new_uuid(clock, rng);
        let tx = platform.db.write(scope.fence()).await.unwrap();
        begin(&tx, platform, &scope, (id, catalogue, &[])).await.unwrap();
        let draft = hold(&tx, &scope, &id.to_string()).await.unwrap();
        let answers = answers.iter().map(|(item, answer)| NewAnswer {
            site: String::new(),
            item: (*item).to_owned(),
            answer: *answer,
            note: String::new(),
            basis: String::new(),
        });
        let answers: Vec<NewAnswer> = answers.collect();
        let given = (Origin::Typed, answers.as_slice());
        give_answers(&tx, platform, &scope, &draft, given).await.unwrap();
        tx.commit().await.unwrap();
        let tx = platform.db.read(scope.fence()).await.unwrap();
        let seen = find(&tx, &scope, &id.to_string()).await.unwrap().row.revision;
        drop(tx);
        let words = platform.words(Lang::En);
        assert!(finish(platform, &scope, &words, (&id.to_string(), seen)).await.unwrap());
    }
}

/// The path of a page without what was asked of it.
pub fn path(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap().to_owned()
}
