//! Mail that stays in memory, for tests.

use std::sync::Mutex;

use crate::{MailError, Mailer, Message};

/// Keeps all messages.
#[derive(Debug, Default)]
pub struct MemoryMailer(Mutex<Vec<Message>>);

impl MemoryMailer {
    /// All messages so far, the oldest first.
    #[must_use]
    pub fn sent(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

#[async_trait::async_trait]
impl Mailer for MemoryMailer {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(message.clone());
        Ok(())
    }
}
