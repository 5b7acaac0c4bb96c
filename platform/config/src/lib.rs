//! Settings: one commented TOML file, overridden by environment variables.
//!
//! Every setting has a value that works; a wrong key is an error that names the
//! nearest right one. `HIKESHI_MAIL__HOST=…` overrides `host` in `[mail]`.

mod load;
mod log;
mod sample;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use load::{ConfigError, load, read_secret};
pub use log::{Log, Peer, TimeStamps};
pub use sample::SAMPLE;

/// All settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where and how the program is reached.
    pub server: Server,
    /// Which database.
    pub database: Database,
    /// How mail leaves.
    pub mail: Mail,
    /// How long people stay signed in.
    pub session: Session,
    /// Bounds against accidents and abuse.
    pub limits: Limits,
    /// What the log looks like.
    pub log: Log,
    /// Rules and texts of the operator.
    pub content: Content,
    /// Where the program itself may ask on the network.
    pub outbound: Outbound,
}

/// `[server]`: where the program listens, and what people type to reach it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// The address that people type; links in mail and on posters begin with it.
    /// Made from `listen` by [`load`] where the settings leave it out.
    pub public_url: String,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
}

/// `[database]`: SQLite in the data folder unless an address is given.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// Empty: SQLite in the data folder. Otherwise `postgres://user@host/name`.
    pub url: String,
    /// File with the password of the PostgreSQL user.
    pub password_file: Option<PathBuf>,
}

/// `[mail]`: how mail leaves; without SMTP it lies as files in the data folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `folder` (files in the data folder) or `smtp`.
    pub mode: String,
    /// The sender's address.
    pub from: String,
    /// SMTP host.
    pub host: String,
    /// SMTP port.
    pub port: u16,
    /// `tls` (from the first byte), `starttls`, or `none` (loopback only).
    pub security: String,
    /// SMTP user; empty for none.
    pub user: String,
    /// File with the SMTP password.
    pub password_file: Option<PathBuf>,
}

/// `[session]`: when people have to sign in again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Session {
    /// Signed out after so many minutes without a click.
    pub idle_minutes: u32,
    /// Signed out after so many hours in any case.
    pub absolute_hours: u32,
}

/// `[limits]`: bounds against accidents and abuse.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Largest file of evidence, in MiB.
    pub upload_mib: u64,
    /// Requests a minute from one address to the help pages.
    pub help_per_minute: u32,
    /// Failed sign-ins a minute from one address; as often it may ask for links and open them.
    pub sign_in_per_minute: u32,
}

/// `[outbound]`: where the program itself may ask on the network. Nothing goes out unless
/// `[[log.peers]]` or `[log.timestamp]` name an address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outbound {
    /// Hosts inside the own network to which requests may go.
    pub private_hosts: Vec<String>,
    /// Hosts that may be asked without encryption; this machine always may.
    pub plain_hosts: Vec<String>,
}

/// `[content]`: rules and texts that come before those on board.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Content {
    /// Folder with the same folders as the pack (`duties`, `holidays`, `filings` …). Each file takes
    /// the place of the one with the same name, or joins the others.
    pub folder: Option<PathBuf>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            public_url: "http://127.0.0.1:8080".into(),
            trusted_proxies: Vec::new(),
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            mode: "folder".into(),
            from: "hikeshi@localhost".into(),
            host: String::new(),
            port: 587,
            security: "starttls".into(),
            user: String::new(),
            password_file: None,
        }
    }
}

impl Default for Session {
    fn default() -> Self {
        Self { idle_minutes: 720, absolute_hours: 168 }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { upload_mib: 2048, help_per_minute: 120, sign_in_per_minute: 30 }
    }
}
