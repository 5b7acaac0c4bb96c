//! Mail that leaves after the commit of what it tells about.

use hikeshi_db::Tx;
use hikeshi_jobs::{Job, JobError, Registry, enqueue};
use hikeshi_mail::Message;
use hikeshi_web::Platform;
use serde::{Deserialize, Serialize};

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

/// Adds the jobs of this slice to the program's.
pub fn register_jobs(registry: &mut Registry<Platform>) {
    registry.register::<SendMail>();
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
