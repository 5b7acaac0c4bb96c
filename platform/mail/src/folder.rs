//! Mail as files in a folder: for the demo, and for installations without a mail server.

use std::path::{Path, PathBuf};

use lettre::message::Mailbox;
use tokio::io::AsyncWriteExt as _;

use crate::{
    MailError, Mailer, Message,
    smtp::{build, named},
};

/// Writes each message as an `.eml` file that any mail program opens.
#[derive(Debug)]
pub struct FolderMailer {
    folder: PathBuf,
    from: String,
    delivers: bool,
}

impl FolderMailer {
    /// Files go into `folder`, which is made when needed.
    #[must_use]
    pub fn new(folder: PathBuf, from: String) -> Self {
        Self { folder, from, delivers: false }
    }

    /// The same for the demo, whose people are invented: its pages speak as if mail arrived.
    #[must_use]
    pub fn for_demo(folder: PathBuf, from: String) -> Self {
        Self { folder, from, delivers: true }
    }
}

#[async_trait::async_trait]
impl Mailer for FolderMailer {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        self.send_as("", message).await
    }

    async fn send_as(&self, name: &str, message: &Message) -> Result<(), MailError> {
        let failed = |e: std::io::Error| MailError::Delivery(e.to_string());
        let from: Mailbox = self
            .from
            .parse()
            .map_err(|e: lettre::address::AddressError| MailError::Message(e.to_string()))?;
        let bytes = build(named(from, name), message)?.formatted();
        tokio::fs::create_dir_all(&self.folder).await.map_err(failed)?;
        // The name comes from the content, so that a repeated job writes the same file again.
        let name = format!("{:016x}.eml", fingerprint(message));
        let unfinished = self.folder.join(format!("{name}.tmp"));
        write_private(&unfinished, &bytes).await.map_err(failed)?;
        tokio::fs::rename(unfinished, self.folder.join(name)).await.map_err(failed)
    }

    fn delivers(&self) -> bool {
        self.delivers
    }
}

/// Writes a file that only its owner can read: mail carries links that sign people in.
async fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(file).await?;
    file.write_all(bytes).await?;
    file.flush().await
}

/// FNV-1a over all parts: only names files, protects nothing.
fn fingerprint(message: &Message) -> u64 {
    let parts = [&message.to, &message.subject, &message.body];
    parts
        .iter()
        .flat_map(|part| part.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_message_becomes_one_file_even_when_sent_twice() {
        let folder = std::env::temp_dir().join(format!("hikeshi-mail-{}", std::process::id()));
        let mailer = FolderMailer::new(folder.clone(), "a@example.jp".into());
        let message =
            Message { to: "b@example.jp".into(), subject: "x\r\nBcc: y".into(), body: "z".into() };
        mailer.send(&message).await.unwrap();
        mailer.send(&message).await.unwrap();
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
        assert_eq!(files.len(), 1);
        let text = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
        assert!(!text.contains("\nBcc:"));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_message_that_is_sent_for_a_company_bears_its_name_and_nothing_more() {
        let folder = std::env::temp_dir().join(format!("hikeshi-named-{}", std::process::id()));
        let mailer = FolderMailer::new(folder.clone(), "Hikeshi <a@example.jp>".into());
        let message = Message { to: "b@example.jp".into(), subject: "x".into(), body: "z".into() };
        mailer.send_as("Minato, Foods\r\nBcc: c@example.jp", &message).await.unwrap();
        let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        let senders: Vec<_> = text.lines().filter(|line| line.starts_with("From: ")).collect();
        assert!(matches!(&senders[..], [one] if one.ends_with(" <a@example.jp>")), "{text}");
        assert!(!text.contains("\nBcc:"), "{text}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
