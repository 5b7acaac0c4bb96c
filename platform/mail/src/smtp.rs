//! Mail through an SMTP server.

use hikeshi_config::{ConfigError, Mail, read_secret};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::authentication::Credentials,
};

use crate::{MailError, Mailer, Message};

/// Sends through one server with a small pool of connections.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// A mailer for the server of the settings.
    ///
    /// # Errors
    /// [`MailError`] for wrong settings.
    pub fn new(config: &Mail) -> Result<Self, MailError> {
        let wrong = |text: String| MailError::Config(ConfigError::Wrong(text));
        let from = config.from.parse().map_err(|e| wrong(format!("mail.from: {e}")))?;
        let builder = match config.security.as_str() {
            "tls" => AsyncSmtpTransport::<Tokio1Executor>::relay(&config.host)
                .map_err(|e| wrong(format!("mail.host: {e}")))?,
            "starttls" => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&config.host)
                .map_err(|e| wrong(format!("mail.host: {e}")))?,
            "none" => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host),
            other => {
                return Err(wrong(format!(
                    "mail.security is {other:?}; it can be \"tls\", \"starttls\" or \"none\""
                )));
            }
        };
        let mut builder = builder.port(config.port);
        if let Some(file) = &config.password_file {
            builder =
                builder.credentials(Credentials::new(config.user.clone(), read_secret(file)?));
        }
        Ok(Self { transport: builder.build(), from })
    }
}

#[async_trait::async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        let mail = build(self.from.clone(), message)?;
        self.transport.send(mail).await.map(|_| ()).map_err(|e| MailError::Delivery(e.to_string()))
    }
}

/// The message in the form that travels (RFC 5322, UTF-8).
pub(crate) fn build(from: Mailbox, message: &Message) -> Result<lettre::Message, MailError> {
    let to = message.to.parse::<Mailbox>().map_err(|e| MailError::Message(e.to_string()))?;
    lettre::Message::builder()
        .from(from)
        .to(to)
        .subject(message.subject.replace(['\r', '\n'], " "))
        .header(ContentType::TEXT_PLAIN)
        .body(message.body.clone())
        .map_err(|e| MailError::Message(e.to_string()))
}
