//! Mail as a port: SMTP for real use, a folder for the demo, memory for tests.

mod folder;
mod memory;
mod smtp;

use std::{path::Path, sync::Arc};

use hikeshi_config::{ConfigError, Mail};

pub use folder::FolderMailer;
pub use memory::MemoryMailer;
pub use smtp::SmtpMailer;

/// One message to one person, plain text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Message {
    /// The address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Why a message did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address or subject is not usable; trying again will not help.
    #[error("the message cannot be built: {0}")]
    Message(String),
    /// The server or folder refused; trying again may help.
    #[error("the message was not accepted: {0}")]
    Delivery(String),
    /// The connection broke after the message was handed over: it may have left, and may not.
    #[error("nobody knows whether the message was accepted: {0}")]
    Unconfirmed(String),
    /// The settings are not usable.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// Something that delivers messages.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the message over; `Ok` means that it was accepted.
    ///
    /// # Errors
    /// [`MailError`].
    async fn send(&self, message: &Message) -> Result<(), MailError>;

    /// The same with a name before the sender's address, such as the company for which it is sent.
    ///
    /// # Errors
    /// [`MailError`].
    async fn send_as(&self, _name: &str, message: &Message) -> Result<(), MailError> {
        self.send(message).await
    }

    /// Whether people get what is sent. `false` where messages only lie in a folder: then no page
    /// may say that somebody was told by mail.
    fn delivers(&self) -> bool {
        true
    }
}

/// Whether `text` is one address that a mail server could accept: ASCII, without a name before it.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let plain = text.is_ascii() && text.len() <= 254;
    plain && text.parse::<lettre::Address>().is_ok_and(|address| !address.domain().starts_with('['))
}

/// The mailer that the settings ask for (`demo` is what `hikeshi demo` sets); `folder` is where files go in folder mode.
///
/// # Errors
/// [`MailError::Config`] for an unknown mode or an unreadable password file.
pub fn from_config(config: &Mail, folder: &Path) -> Result<Arc<dyn Mailer>, MailError> {
    match config.mode.as_str() {
        "folder" => Ok(Arc::new(FolderMailer::new(folder.to_owned(), config.from.clone()))),
        "demo" => Ok(Arc::new(FolderMailer::for_demo(folder.to_owned(), config.from.clone()))),
        "smtp" => Ok(Arc::new(SmtpMailer::new(config)?)),
        other => {
            let text = format!("mail.mode is {other:?}; it can be \"folder\" or \"smtp\"");
            Err(ConfigError::Wrong(text).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_in_a_folder_reaches_nobody_except_the_invented_people_of_the_demo() {
        let delivers = |mode: &str| {
            let config = Mail { mode: mode.to_owned(), ..Mail::default() };
            from_config(&config, Path::new("mail")).map(|mailer| mailer.delivers())
        };
        assert!(delivers("folder").is_ok_and(|delivers| !delivers));
        assert!(delivers("demo").is_ok_and(|delivers| delivers));
        assert!(delivers("fax").is_err());
    }
}
