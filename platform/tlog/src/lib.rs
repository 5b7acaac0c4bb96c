//! A tamper-evident log: what was written cannot be changed or left out without it showing.
//!
//! One append-only Merkle tree for the installation, hashed as in RFC 6962 §2.1 and published as
//! C2SP [`tlog-tiles`](https://c2sp.org/tlog-tiles) with a signed
//! [checkpoint](https://c2sp.org/tlog-checkpoint), so that independent programs can check it.
//!
//! Two halves. [`append`] writes an [`Entry`] in the caller's transaction: change and log line
//! are committed together or not at all. [`Publisher`] later turns committed rows into files; it
//! can be repeated at any time and refuses to sign a log that contradicts what it signed before.
//!
//! Entries carry ids and hashes, never personal data. The `detail` of an entry enters the tree
//! only as a hash, so that it can be erased later without breaking the log.

mod append;
mod canonical;
mod checkpoint;
mod entry;
mod error;
mod hash;
mod key_file;
mod layout;
mod list;
mod note;
mod publish;
mod rows;
mod tile_files;
mod tiles;
mod verify;

pub use append::append;
pub use canonical::canonical_json;
pub use checkpoint::Checkpoint;
pub use entry::{Actor, Entry, MIGRATION};
pub use error::TlogError;
pub use hash::{Frontier, Hash, empty_root, leaf_hash, node_hash};
pub use layout::{TILE_WIDTH, TilePath, bundle_entries, read_bundle, tiles_of};
pub use list::{LoggedEntry, list_for_tenant};
pub use note::{NoteKey, NoteVerifier};
pub use publish::Publisher;
pub use tiles::{FullTile, TileTree};
pub use verify::{Verified, verify_rows};
