//! Mail to readers: the first one, and reminders. The secret of a link is made when its mail leaves, so
//! that the table of jobs never holds one.

use hikeshi_db::{Fence, Tx};
use hikeshi_directory::company;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_jobs::{Job, JobError, enqueue_once};
use hikeshi_kernel::{Lang, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::link;
use crate::model::{policy, policy_reader};

/// Days between reminders.
const AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The most mails about one version to one person.
const MOST_MAILS: i64 = 4;

/// Mails a reader. `number` is how many mails had gone out when it was asked for: a mail that went
/// out is not sent again.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailReader {
    /// The company.
    pub company: Uuid,
    /// The reader.
    pub reader: Uuid,
    /// Mails before this one.
    pub number: i64,
}

#[async_trait::async_trait]
impl Job<Platform> for MailReader {
    const KIND: &'static str = "policies.mail-reader";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let said = |problem: Problem| JobError::new(format!("{problem:?}"));
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        let Some(message) = self.prepare(&tx, platform).await.map_err(said)? else {
            return Ok(());
        };
        tx.commit().await?;
        if let Err(error) = platform.mailer.send(&message).await {
            // Nobody got it: the next run sends it.
            let tx = platform.db.write(Fence::Tenant(self.company)).await?;
            self.mark(&tx, (None, self.number)).await.map_err(said)?;
            tx.commit().await?;
            return Err(JobError::from_error(&error));
        }
        Ok(())
    }
}

impl MailReader {
    /// The message, with a fresh link for whoever has no account; `None` if nobody waits for it.
    async fn prepare(&self, tx: &Tx, platform: &Platform) -> Result<Option<Message>, Problem> {
        let scope = CompanyScope::of_program(CompanyId(self.company), "job");
        let row = policy_reader::Entity::find_by_id(self.reader)
            .filter(policy_reader::Column::CompanyId.eq(self.company))
            .one(tx.conn())
            .await?;
        let waits = |row: &policy_reader::Model| {
            row.read_at.is_none() && row.withdrawn_at.is_none() && row.mails == self.number
        };
        let Some(row) = row.filter(waits).filter(|row| !row.email.is_empty()) else {
            return Ok(None);
        };
        let document = policy::Entity::find_by_id(row.policy_id)
            .filter(policy::Column::CompanyId.eq(self.company))
            .filter(policy::Column::WithdrawnAt.is_null())
            .one(tx.conn())
            .await?;
        let Some(document) = document else { return Ok(None) };
        let path = match row.account_id {
            Some(_) => format!("/c/{}/policies/reading/{}", self.company, row.id),
            None => format!("/policy-reading/{}", link::make(tx, platform, &row).await?),
        };
        let now = to_millis(platform.clock.now());
        self.mark(tx, (Some(now), self.number + 1)).await?;
        let words = platform.words(Lang::from_code(&document.lang).unwrap_or_default());
        let company = company(tx, &scope).await?.name;
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("name", &row.name),
            ("company", &company),
            ("document", &document.name),
            ("link", &platform.public(&path)),
        ];
        let body = if self.number == 0 { "readers-mail-body" } else { "readers-mail-again" };
        Ok(Some(Message {
            to: row.email,
            subject: words.ta("readers-mail-subject", &values),
            body: words.ta(body, &values),
        }))
    }

    async fn mark(&self, tx: &Tx, (at, mails): (Option<i64>, i64)) -> Result<(), Problem> {
        let change = policy_reader::ActiveModel {
            id: Set(self.reader),
            mailed_at: Set(at),
            mails: Set(mails),
            ..Default::default()
        };
        policy_reader::Entity::update(change).exec_without_returning(tx.conn()).await?;
        Ok(())
    }
}

/// Asks for the reminders that are due.
pub(crate) async fn remind(
    tx: &Tx,
    platform: &Platform,
    waiting: &[policy_reader::Model],
) -> Result<(), Problem> {
    let now = platform.clock.now();
    let due = |row: &&policy_reader::Model| {
        let since = row.mailed_at.is_some_and(|at| at <= to_millis(now - AGAIN));
        since && row.mails < MOST_MAILS
    };
    for row in waiting.iter().filter(due) {
        let job = MailReader { company: row.company_id, reader: row.id, number: row.mails };
        let key = format!("policy-reader/{}/{}", row.id, row.mails);
        enqueue_once::<Platform, _>(tx, platform.chance(), &job, now, &key).await?;
    }
    Ok(())
}
