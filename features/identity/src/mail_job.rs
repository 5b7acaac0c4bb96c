//! Mail that leaves after the commit of what it tells about.
//!
//! Links in mail carry secrets. They are made when the mail leaves, so the table of
//! jobs never holds one.

use hikeshi_db::{Fence, Tx};
use hikeshi_jobs::{Job, JobError, Registry, enqueue};
use hikeshi_kernel::Lang;
use hikeshi_mail::Message;
use hikeshi_web::Platform;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    AccountId, LinkPurpose, NEW_PASSWORD_LIFE, accounts,
    links::{password_links, remove_link},
    make_link,
    model::invitation,
    token::hash_token,
};

/// Sends one message. A repeated run may send it again: better twice than never.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail(pub Message);

#[async_trait::async_trait]
impl Job<Platform> for SendMail {
    const KIND: &'static str = "identity.send-mail";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        platform.mailer.send(&self.0).await.map_err(|error| JobError::from_error(&error))
    }
}

/// Mails an invitation with a fresh link; a link sent before stops working.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MailInvitation {
    pub(crate) invitation: Uuid,
    pub(crate) lang: Lang,
}

#[async_trait::async_trait]
impl Job<Platform> for MailInvitation {
    const KIND: &'static str = "identity.mail-invitation";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let token = platform.rng.secret();
        let tx = platform.db.write(Fence::Open).await?;
        let found = invitation::Entity::find_by_id(self.invitation).one(tx.conn()).await?;
        let Some(row) = found.filter(|row| row.used_at.is_none()) else { return Ok(()) };
        let change = invitation::ActiveModel {
            id: Set(row.id),
            token_hash: Set(hash_token(&token)),
            ..Default::default()
        };
        invitation::Entity::update(change).exec_without_returning(tx.conn()).await?;
        // Who has an account keeps its password: the page asks for that one.
        let body = match accounts::find(&tx, &row.email).await? {
            Some(_) => "identity-mail-invitation-known-body",
            None => "identity-mail-invitation-body",
        };
        tx.commit().await?;
        let words = platform.words(self.lang);
        let link = platform.public(&format!("/invitation/{token}"));
        let message = Message {
            to: row.email,
            subject: words.t1(
                "identity-mail-invitation-subject",
                "organisation",
                &row.organisation,
            ),
            body: words.ta(
                body,
                &[("name", &row.name), ("organisation", &row.organisation), ("link", &link)],
            ),
        };
        SendMail(message).run(platform).await
    }
}

/// Mails about a new password that one account gets in an hour, so that nobody can fill a mailbox.
const MAILS_AN_HOUR: u64 = 3;

/// Mails a link for a new password, if the address has an account and did not get several within the
/// hour. Looking it up here, not
/// in the request, makes the answer and its time the same for every address.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MailNewPassword {
    pub(crate) email: String,
    pub(crate) lang: Lang,
}

#[async_trait::async_trait]
impl Job<Platform> for MailNewPassword {
    const KIND: &'static str = "identity.mail-new-password";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let tx = platform.db.write(Fence::Open).await?;
        let found = accounts::find(&tx, &self.email).await?;
        let Some(row) = found.filter(|row| !row.disabled) else { return Ok(()) };
        let expires = platform.clock.now() + NEW_PASSWORD_LIFE;
        let purpose = LinkPurpose::NewPassword;
        if password_links(&tx, platform, AccountId(row.id)).await? >= MAILS_AN_HOUR {
            return Ok(());
        }
        let token = make_link(&tx, platform, purpose, Some(AccountId(row.id)), expires).await?;
        tx.commit().await?;
        let words = platform.words(self.lang);
        let link = platform.public(&format!("/new-password/{token}"));
        let message = Message {
            to: row.email,
            subject: words.t("identity-mail-new-password-subject"),
            body: words
                .ta("identity-mail-new-password-body", &[("name", &row.name), ("link", &link)]),
        };
        let sent = SendMail(message).run(platform).await;
        if sent.is_err() {
            // Nobody has this link: it must not count, or a later run would send nothing.
            let tx = platform.db.write(Fence::Open).await?;
            remove_link(&tx, &token).await?;
            tx.commit().await?;
        }
        sent
    }
}

/// Adds the jobs of this slice to the program's.
pub fn register_jobs(registry: &mut Registry<Platform>) {
    registry.register::<SendMail>();
    registry.register::<MailInvitation>();
    registry.register::<MailNewPassword>();
}

/// Writes a message into the caller's transaction, to leave soon after the commit.
///
/// # Errors
/// The database's error.
pub async fn send_mail(
    tx: &Tx,
    platform: &Platform,
    message: Message,
) -> Result<(), sea_orm::DbErr> {
    let now = platform.clock.now();
    enqueue::<Platform, SendMail>(tx, platform.chance(), &SendMail(message), now).await
}
