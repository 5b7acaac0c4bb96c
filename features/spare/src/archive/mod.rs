//! A backup as one file: an ordinary tar, sealed with age where it holds keys. Both can be opened
//! with other people's programs (`age -d FILE | tar x`).
//!
//! It begins with `hikeshi-backup.json` (what it is), and ends with `manifest.json`: the SHA-256 of
//! everything between. What does not end with its manifest was cut off.

mod locked;
mod pack;
mod unpack;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use locked::{Opened, is_archive, passphrase_lock, recipients_lock};
pub(crate) use pack::Packing;
pub(crate) use unpack::extract;
pub use unpack::{Checked, verify};

pub(crate) const HEAD: &str = "hikeshi-backup.json";
pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const DATABASE: &str = "hikeshi.db";
pub(crate) const SETTINGS: &str = "hikeshi.toml";
/// The form of the file that this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// What a backup says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The form of the file.
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// When.
    pub made_at: Timestamp,
    /// The public half of the master key of the installation that it was made from.
    pub installation: String,
    /// The company, if it holds that one only.
    pub company: Option<Uuid>,
    /// The spare that comes out of it, if it holds one company only.
    pub spare: Option<Uuid>,
    /// Whether the keys are inside.
    pub keys: bool,
    /// How many entries the installation's log had.
    pub log_size: u64,
    /// The signed state of that log.
    pub log_checkpoint: String,
}

/// One file inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    /// Its name, with `/` between folders.
    pub(crate) name: String,
    /// Its length in bytes.
    pub(crate) size: u64,
    /// Its SHA-256 in hexadecimal letters.
    pub(crate) sha256: String,
}

/// Whether a name may stand in a backup: below one of the known folders, and nowhere else.
pub(crate) fn is_known_name(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let inside = ["keys/", "log/", "blobs/"].iter().any(|folder| name.starts_with(folder));
    let alone = [HEAD, MANIFEST, DATABASE, SETTINGS].contains(&name);
    alone || (inside && !name.contains(['\\', '\0']) && name.split('/').all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_not_known() {
        for name in ["../x", "blobs/../../x", "/etc/x", "blobs//x", "other/x", "keys/", "lock", ""]
        {
            assert!(!is_known_name(name), "{name}");
        }
        for name in ["hikeshi.db", "keys/master.key", "blobs/ab/cd/x.age", "log/tile/0/000.p/3"] {
            assert!(is_known_name(name), "{name}");
        }
    }
}
