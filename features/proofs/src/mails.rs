//! The checkpoint outside the machine: once a month, president and officer of each company get it
//! by mail. A mail that lies in their own mailbox cannot be changed by whoever runs the machine.

use hikeshi_db::Fence;
use hikeshi_directory::company;
use hikeshi_identity::{CompanyId, CompanyScope, Role, members_of_company, send_mail};
use hikeshi_jobs::{Job, JobError, enqueue};
use hikeshi_kernel::{Lang, japan, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{jobs::failed, model::checkpoint_mail, own_log::publish_now};

/// A company's first mail comes so long after it was registered.
const FIRST_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Mails the checkpoint to one company's people.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MailCheckpoint {
    company: Uuid,
    /// As `2026-11`.
    month: String,
}

#[async_trait::async_trait]
impl Job<Platform> for MailCheckpoint {
    const KIND: &'static str = "proofs.mail-checkpoint";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        mail(platform, self).await.map_err(failed)
    }
}

/// Writes jobs for companies that have not got this month's mail. A company that was registered just
/// now gets its first one after a week. The demo mails nothing.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn mails_due(platform: &Platform) -> Result<(), Problem> {
    let now = platform.clock.now();
    let month = month_of(now);
    if platform.is_demo().await {
        return Ok(());
    }
    let tx = platform.db.read(Fence::Open).await?;
    let sql = "SELECT id FROM company WHERE created_at <= $1 AND NOT EXISTS (SELECT 1 FROM \
               checkpoint_mail WHERE checkpoint_mail.company_id = company.id AND \
               checkpoint_mail.month = $2) ORDER BY id LIMIT 20";
    let values = [to_millis(now - FIRST_AFTER).into(), month.clone().into()];
    let find = Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, values);
    let rows = tx.conn().query_all_raw(find).await?;
    drop(tx);
    if rows.is_empty() {
        return Ok(());
    }
    let tx = platform.db.write(Fence::Open).await?;
    for row in rows {
        let company: Uuid = row.try_get("", "id")?;
        let mark = checkpoint_mail::Model {
            company_id: company,
            month: month.clone(),
            size: 0,
            sent_at: to_millis(now),
        };
        checkpoint_mail::Entity::insert(mark.into_active_model())
            .exec_without_returning(tx.conn())
            .await?;
        let job = MailCheckpoint { company, month: month.clone() };
        enqueue::<Platform, MailCheckpoint>(&tx, platform.chance(), &job, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn mail(platform: &Platform, job: &MailCheckpoint) -> Result<(), Problem> {
    let id = job.company;
    let ours = publish_now(platform).await?;
    let scope = CompanyScope::of_program(CompanyId(id), "job");
    let now = platform.clock.now();
    let tx = platform.db.write(Fence::Open).await?;
    let row = company(&tx, &scope).await?;
    let words = platform.words(Lang::Ja);
    let link = platform.public(&format!("/c/{id}/sealed"));
    let at = words.date_time(now);
    let note = ours.note.trim_end();
    for member in members_of_company(&tx, scope.company()).await? {
        if !matches!(member.role, Role::President | Role::Officer) {
            continue;
        }
        let subject = words.t1("proof-mail-subject", "company", &row.name);
        let body = words.ta(
            "proof-mail-body",
            &[("company", &row.name), ("at", &at), ("note", &note), ("link", &link)],
        );
        send_mail(&tx, platform, Message { to: member.email, subject, body }).await?;
    }
    let sent = checkpoint_mail::ActiveModel {
        company_id: sea_orm::ActiveValue::Unchanged(id),
        month: sea_orm::ActiveValue::Unchanged(job.month.clone()),
        size: sea_orm::ActiveValue::Set(i64::try_from(ours.checkpoint.size)?),
        sent_at: sea_orm::ActiveValue::Set(to_millis(now)),
    };
    checkpoint_mail::Entity::update(sent).exec_without_returning(tx.conn()).await?;
    tx.commit().await?;
    Ok(())
}

fn month_of(at: Timestamp) -> String {
    at.to_zoned(japan()).strftime("%Y-%m").to_string()
}
