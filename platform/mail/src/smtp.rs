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
        self.transport.send(mail).await.map(|_| ()).map_err(|error| failure(&error))
    }

    async fn send_as(&self, name: &str, message: &Message) -> Result<(), MailError> {
        let mail = build(named(self.from.clone(), name), message)?;
        self.transport.send(mail).await.map(|_| ()).map_err(|error| failure(&error))
    }
}

/// An answer of the server, or no connection at all, is a refusal; a connection that broke is not.
fn failure(error: &lettre::transport::smtp::Error) -> MailError {
    let mut text = error.to_string();
    // The library tells this kind by its words only; with other words it counts as not known.
    let unreached = error.is_tls() || text.starts_with("Connection error");
    let refused = error.is_permanent() || error.is_transient() || error.is_client();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    if unreached || refused { MailError::Delivery(text) } else { MailError::Unconfirmed(text) }
}

/// The sender with this name before the address; an empty one changes nothing.
pub(crate) fn named(from: Mailbox, name: &str) -> Mailbox {
    let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
    match name.trim() {
        "" => from,
        name => Mailbox::new(Some(name.to_owned()), from.email),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_a_server_the_message_has_certainly_not_left() {
        let port = {
            let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            socket.local_addr().unwrap().port()
        };
        let config = Mail {
            mode: "smtp".to_owned(),
            from: "a@example.jp".to_owned(),
            host: "127.0.0.1".to_owned(),
            port,
            security: "none".to_owned(),
            ..Mail::default()
        };
        let mailer = SmtpMailer::new(&config).unwrap();
        let message = Message { to: "b@example.jp".into(), subject: "x".into(), body: "y".into() };
        let error = mailer.send(&message).await.unwrap_err();
        assert!(matches!(error, MailError::Delivery(_)), "{error}");
    }

    #[tokio::test]
    async fn a_connection_that_breaks_after_the_text_leaves_open_whether_it_left() {
        use std::io::{BufRead as _, BufReader, Write as _};
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut out, _) = socket.accept().unwrap();
            let mut lines = BufReader::new(out.try_clone().unwrap()).lines();
            out.write_all(b"220 here\r\n").unwrap();
            let mut in_text = false;
            while let Some(Ok(line)) = lines.next() {
                match (in_text, line.as_str()) {
                    (true, ".") => return,
                    (true, _) => {}
                    (false, "DATA") => {
                        in_text = true;
                        out.write_all(b"354 go\r\n").unwrap();
                    }
                    (false, _) => out.write_all(b"250 ok\r\n").unwrap(),
                }
            }
        });
        let config = Mail {
            mode: "smtp".to_owned(),
            from: "a@example.jp".to_owned(),
            host: "127.0.0.1".to_owned(),
            port,
            security: "none".to_owned(),
            ..Mail::default()
        };
        let mailer = SmtpMailer::new(&config).unwrap();
        let message = Message { to: "b@example.jp".into(), subject: "x".into(), body: "y".into() };
        let error = mailer.send(&message).await.unwrap_err();
        assert!(matches!(error, MailError::Unconfirmed(_)), "{error}");
        server.join().unwrap();
    }
}
