//! `[log]`: what the program says on standard error, and who else vouches for the audit log.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// `[log]`: the log on standard error, and the outside face of the audit log.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` or `json`.
    pub format: String,
    /// What is logged: `info`, `warn`, `hikeshi=debug` …
    pub filter: String,
    /// The name of the audit log in its checkpoints, chosen at the first start; empty for one made
    /// from the public address.
    pub name: String,
    /// File with the token of a monitor, who may read the entries and not only their hashes.
    pub monitor_token_file: Option<PathBuf>,
    /// Minutes between two looks at a peer.
    pub peer_minutes: u32,
    /// Other installations that keep our checkpoints while we keep theirs.
    pub peers: Vec<Peer>,
    /// The authority that stamps checkpoints with the time.
    pub timestamp: TimeStamps,
}

/// `[[log.peers]]`: another installation of Hikeshi, or a witness that speaks C2SP `tlog-witness`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Peer {
    /// How people call it.
    pub name: String,
    /// Where its log is served (`https://hikeshi.example/log`); empty for one that only comes to
    /// us, for instance because it stands behind a router.
    pub url: String,
    /// The public key of its log, as its page and `/log/keys` show it.
    pub key: String,
    /// The public key with which it cosigns our checkpoints; without it, its cosignatures are not
    /// kept.
    pub witness_key: String,
    /// What it is, in words for people.
    pub about: String,
}

/// `[log.timestamp]`: an authority for time-stamps (RFC 3161).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimeStamps {
    /// Its address; empty for none.
    pub url: String,
    /// PEM file with the certificates at which its chain must end; without it, time-stamps are kept
    /// but their signatures are not checked.
    pub ca_file: Option<PathBuf>,
    /// The policy to ask for, as numbers with dots; empty for the authority's own.
    pub policy: String,
    /// Hours between two stamps.
    pub every_hours: u32,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: "text".into(),
            filter: "info".into(),
            name: String::new(),
            monitor_token_file: None,
            peer_minutes: 15,
            peers: Vec::new(),
            timestamp: TimeStamps::default(),
        }
    }
}

impl Default for TimeStamps {
    fn default() -> Self {
        Self { url: String::new(), ca_file: None, policy: String::new(), every_hours: 24 }
    }
}
