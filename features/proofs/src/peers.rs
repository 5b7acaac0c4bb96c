//! The peers in the settings.

use hikeshi_config::Config;
use hikeshi_timestamp::{Anchors, Query, StampError};
use hikeshi_tlog::{CosignVerifier, NoteVerifier};

/// Another installation, as the settings name it.
#[derive(Debug, Clone)]
pub(crate) struct Peer {
    pub(crate) name: String,
    /// Where its log is served, without a slash at the end; empty for one that comes to us.
    pub(crate) url: String,
    /// The key of its log.
    pub(crate) log: NoteVerifier,
    /// The key of its cosignatures, if the settings name it.
    pub(crate) witness: Option<CosignVerifier>,
    pub(crate) about: String,
}

/// The settings of peers or time-stamps cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A peer without a name, or two with the same one.
    #[error("log.peers: every peer needs a name of its own; {name:?} is empty or there twice")]
    Name {
        /// The name.
        name: String,
    },
    /// A key is not in its form.
    #[error("log.peers: the {which} of {peer:?} is not a key; copy it from the peer's /log/keys")]
    Key {
        /// Which setting.
        which: &'static str,
        /// Whose.
        peer: String,
    },
    /// Two peers whose logs have the same name: they could not be told apart.
    #[error("log.peers: two peers have a log named {origin:?}")]
    Origin {
        /// The name of the log.
        origin: String,
    },
    /// The file of certificates cannot be read.
    #[error("log.timestamp.ca_file: {0}")]
    CaFile(std::io::Error),
    /// Certificates or policy cannot be used.
    #[error("log.timestamp: {0}")]
    Stamps(#[from] StampError),
}

/// Whether the settings of peers and time-stamps can be used.
///
/// # Errors
/// [`SettingsError`] with what is wrong.
pub fn check_settings(config: &Config) -> Result<(), SettingsError> {
    let mut seen: Vec<Peer> = Vec::new();
    for set in &config.log.peers {
        let peer = read(set)?;
        if peer.name.trim().is_empty() || seen.iter().any(|other| other.name == peer.name) {
            return Err(SettingsError::Name { name: peer.name });
        }
        if seen.iter().any(|other| other.log.name() == peer.log.name()) {
            return Err(SettingsError::Origin { origin: peer.log.name().to_owned() });
        }
        seen.push(peer);
    }
    Query::new(b"", &config.log.timestamp.policy, &hikeshi_kernel::FixedRng::new(0))?;
    anchors(config).map(|_| ())
}

/// The peers of the settings; what [`check_settings`] refuses is left out.
pub(crate) fn peers(config: &Config) -> Vec<Peer> {
    config.log.peers.iter().filter_map(|set| read(set).ok()).collect()
}

/// The peer of that name.
pub(crate) fn peer_named(config: &Config, name: &str) -> Option<Peer> {
    peers(config).into_iter().find(|peer| peer.name == name)
}

/// The certificates at which the chain of the time-stamp authority must end.
///
/// # Errors
/// [`SettingsError::CaFile`], [`SettingsError::Stamps`].
pub(crate) fn anchors(config: &Config) -> Result<Option<Anchors>, SettingsError> {
    let Some(file) = &config.log.timestamp.ca_file else { return Ok(None) };
    let pem = std::fs::read(file).map_err(SettingsError::CaFile)?;
    Ok(Some(Anchors::from_pem(&pem)?))
}

fn read(set: &hikeshi_config::Peer) -> Result<Peer, SettingsError> {
    let bad = |which| SettingsError::Key { which, peer: set.name.clone() };
    let witness = match set.witness_key.as_str() {
        "" => None,
        key => Some(key.parse().map_err(|_| bad("witness_key"))?),
    };
    Ok(Peer {
        name: set.name.clone(),
        url: set.url.trim_end_matches('/').to_owned(),
        log: set.key.parse().map_err(|_| bad("key"))?,
        witness,
        about: set.about.clone(),
    })
}
