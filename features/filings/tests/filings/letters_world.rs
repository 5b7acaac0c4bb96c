//! Runs of letters in the world of the tests, and a post office that can fail.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use hikeshi_db::Tx;
use hikeshi_filings::{
    letters::{Channel, LetterText, Progress, begin_run, find_run, progress_of},
    model::{letter_run, paper, paper_version},
};
use hikeshi_incidents::model::{OfIncident as _, incident};
use hikeshi_kernel::new_uuid;
use hikeshi_mail::{MailError, Mailer, Message};
use hikeshi_testkit::{Attachment, Browser, Page};
use hikeshi_web::{Platform, PlatformParts};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::paper_life::path_of;
use crate::world::{OFFICER, PRESIDENT, World};

/// A letter with one field.
pub const BODY: &str = "Dear {{name}},\n\nwe have lost data about you.\n";

impl World {
    /// A run of the usual letter, without a list.
    pub async fn run(&self, incident: &incident::Model, channel: Channel) -> letter_run::Model {
        self.run_of(incident, channel, BODY).await
    }

    /// A run of another letter.
    pub async fn run_of(
        &self,
        incident: &incident::Model,
        channel: Channel,
        body: &str,
    ) -> letter_run::Model {
        let scope = self.program();
        let letter = LetterText {
            subject: "Notice about your data".to_owned(),
            body: body.to_owned(),
            from: "Minato Foods\nTokyo".to_owned(),
            paper_version: self.id(),
        };
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        approved_paper(&tx, incident, (self.id(), letter.paper_version)).await;
        let run =
            begin_run(&tx, &self.platform, &scope, incident, (channel, letter)).await.unwrap();
        tx.commit().await.unwrap();
        run
    }

    fn id(&self) -> Uuid {
        let (clock, rng) = self.platform.chance();
        new_uuid(clock, rng)
    }

    /// The page of a run.
    pub fn run_path(&self, run: &letter_run::Model) -> String {
        format!("/c/{}/incidents/{}/letters/{}", run.company_id, run.incident_id, run.id)
    }

    /// The run as it stands now, with its numbers.
    pub async fn run_now(
        &self,
        incident: &incident::Model,
        run: &letter_run::Model,
    ) -> (letter_run::Model, Progress) {
        let tx = self.platform.db.read(self.program().fence()).await.unwrap();
        let run = find_run(&tx, incident, &run.id.to_string()).await.unwrap();
        let progress = progress_of(&tx, &run).await.unwrap();
        (run, progress)
    }

    /// The run whose page this is.
    pub async fn run_of_page(&self, incident: &incident::Model, page: &Page) -> letter_run::Model {
        let id = path_of(page).rsplit('/').next().unwrap().to_owned();
        let tx = self.platform.db.read(self.program().fence()).await.unwrap();
        find_run(&tx, incident, &id).await.unwrap()
    }

    /// Hands a list over; the page that follows.
    pub async fn hand_over(
        &self,
        browser: &mut Browser,
        run: &letter_run::Model,
        list: impl Into<Vec<u8>>,
    ) -> Page {
        let file = ("list".to_owned(), Attachment::new("list.csv", list));
        browser.upload(&format!("{}/list", self.run_path(run)), &[], &[file]).await
    }

    /// A run that waits for two persons, for this list.
    pub async fn settled(
        &self,
        incident: &incident::Model,
        channel: Channel,
        list: &str,
    ) -> letter_run::Model {
        let run = self.run(incident, channel).await;
        self.settle(incident, run, list).await
    }

    /// The same for a run that was begun.
    pub async fn settle(
        &self,
        incident: &incident::Model,
        run: letter_run::Model,
        list: &str,
    ) -> letter_run::Model {
        let mut officer = self.browser(OFFICER);
        let page = self.hand_over(&mut officer, &run, list).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let mut pairs = page.form_with_button("Use this list").pairs();
        pairs.push(("leave_out".to_owned(), "yes".to_owned()));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (&**a, &**b)).collect();
        let page = officer.post(&format!("{}/columns", self.run_path(&run)), &pairs).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        self.run_now(incident, &run).await.0
    }

    /// Two persons confirm.
    pub async fn confirmed(&self, run: &letter_run::Model) {
        for (person, act) in
            [(OFFICER, "I have checked text and list"), (PRESIDENT, "Confirm and begin")]
        {
            let mut browser = self.browser(person);
            let page = browser.get(&self.run_path(run)).await;
            let button = page.buttons().into_iter().find(|button| button.starts_with(act)).unwrap();
            let page = browser.submit(page.form_with_button(&button)).await;
            assert_eq!(page.status(), 200, "{}", page.text());
        }
    }

    /// Ends a run with what a person says; the page that follows.
    pub async fn end(
        &self,
        browser: &mut Browser,
        run: &letter_run::Model,
        said: &[(&str, &str)],
    ) -> Page {
        let place = format!("{}/end", self.run_path(run));
        let page = browser.get(&place).await;
        let form = page.form_with_button("End and delete the list").pairs();
        let mut pairs: Vec<(&str, &str)> = form.iter().map(|(a, b)| (&**a, &**b)).collect();
        pairs.retain(|(name, _)| said.iter().all(|(own, _)| own != name));
        pairs.extend(said);
        browser.post(&place, &pairs).await
    }

    /// The mails that went to persons on a list, not to people of the company.
    pub fn letters_sent(&self) -> Vec<Message> {
        let mut sent = self.mailer.sent();
        sent.retain(|message| !message.to.ends_with("@minato.example"));
        sent
    }

    /// The same world with another post office.
    pub fn with_post(&self, mailer: Arc<dyn Mailer>) -> Platform {
        let parts = &self.platform;
        Platform::new(PlatformParts {
            db: parts.db.clone(),
            clock: parts.clock.clone(),
            rng: parts.rng.clone(),
            mailer,
            blobs: parts.blobs.clone(),
            master_key: parts.master_key.clone(),
            catalogue: parts.catalogue.clone(),
            content: parts.content,
            config: parts.config.clone(),
            data_folder: parts.data_folder.clone(),
        })
    }
}

/// An approved paper with this version, beside its life: what it says is in the run.
async fn approved_paper(tx: &Tx, incident: &incident::Model, (id, version): (Uuid, Uuid)) {
    let others = paper::Entity::find().of_incident(incident).count(tx.conn()).await.unwrap();
    let number = i64::try_from(others).unwrap() + 1;
    let (company_id, incident_id) = (incident.company_id, incident.id);
    let paper = paper::Model {
        id,
        company_id,
        incident_id,
        number,
        kind: "persons-email".to_owned(),
        phase: "first".to_owned(),
        lang: "en".to_owned(),
        duty: String::new(),
        recipient: "Persons".to_owned(),
        profile_json: "{}".to_owned(),
        state: "approved".to_owned(),
        items_json: "[]".to_owned(),
        follows_id: None,
        made_at: 0,
        made_by_id: None,
        made_by: String::new(),
        changed_at: 0,
        version: 1,
    };
    let row = paper_version::Model {
        id: version,
        company_id,
        incident_id,
        paper_id: id,
        serial: 1,
        state: "approved".to_owned(),
        snapshot_json: "{}".to_owned(),
        content: String::new(),
        text_sha256: String::new(),
        sha256: String::new(),
        made_at: 0,
        made_by_id: None,
        made_by: String::new(),
    };
    let paper = paper::Entity::insert(paper::ActiveModel::from(paper));
    paper.exec_without_returning(tx.conn()).await.unwrap();
    let row = paper_version::Entity::insert(paper_version::ActiveModel::from(row));
    row.exec_without_returning(tx.conn()).await.unwrap();
}

/// A list of so many persons.
pub fn list_of(count: usize) -> String {
    let mut list = "name,email,address,postal code\n".to_owned();
    for nth in 0..count {
        list.push_str(&format!("Person {nth},p{nth}@example.jp,Street {nth},105-{nth:04}\n"));
    }
    list
}

/// A post office that takes its time, refuses some, breaks off with others, and rings after so
/// many letters.
#[derive(Default)]
pub struct PostOffice {
    taken: Mutex<BTreeMap<String, usize>>,
    /// Refuses every letter.
    pub closed: Mutex<bool>,
    /// Rings after this many letters.
    pub ring_after: Mutex<usize>,
    /// The bell.
    pub bell: Notify,
    /// Whether the letter that rings first waits until it may go on.
    pub waits: AtomicBool,
    /// Lets that letter go on.
    pub go_on: Notify,
}

impl PostOffice {
    /// How many letters went to each address.
    pub fn taken(&self) -> BTreeMap<String, usize> {
        self.taken.lock().unwrap().clone()
    }

    /// The number of letters.
    pub fn count(&self) -> usize {
        self.taken.lock().unwrap().values().sum()
    }
}

#[async_trait::async_trait]
impl Mailer for PostOffice {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        tokio::task::yield_now().await;
        if *self.closed.lock().unwrap() || message.to.contains("refused") {
            return Err(MailError::Delivery("550 no".to_owned()));
        }
        if message.to.contains("breaks") {
            return Err(MailError::Unconfirmed("reset".to_owned()));
        }
        *self.taken.lock().unwrap().entry(message.to.clone()).or_default() += 1;
        if self.count() >= *self.ring_after.lock().unwrap() {
            self.bell.notify_one();
            if self.waits.swap(false, Ordering::SeqCst) {
                self.go_on.notified().await;
            }
        }
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        Ok(())
    }
}
