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
//! [`prove`] makes from them a [`LogProof`]: one file that shows anybody, without us and without a
//! database, that an entry stands in the log of a checkpoint. [`consistency_proof`] shows that a
//! later checkpoint only added to an earlier one; a witness who checked that states it with a
//! [`CosignKey`].
//!
//! Entries carry ids and hashes, never personal data. The `detail` of an entry enters the tree
//! only as a hash, so that it can be erased later without breaking the log.

mod append;
mod canonical;
mod checkpoint;
mod cosign;
mod entry;
mod error;
mod hash;
mod key_file;
mod layout;
mod list;
mod log_proof;
mod note;
mod note_text;
mod proof;
mod prove;
mod publish;
mod rows;
mod subtrees;
mod tile_files;
mod tiles;
mod verify;

pub use append::append;
pub use canonical::canonical_json;
pub use checkpoint::Checkpoint;
pub use cosign::{CosignKey, CosignVerifier};
pub use entry::{Actor, Entry, MIGRATION, TARGET_INDEX};
pub use error::TlogError;
pub use hash::{Frontier, Hash, empty_root, leaf_hash, node_hash};
pub use layout::{TILE_WIDTH, TilePath, bundle_entries, read_bundle, tiles_of};
pub use list::{LoggedEntry, all_entries_about, entries_about, entry_at, list_for_tenant};
pub use log_proof::{LogProof, ProofFault, Proved};
pub use note::{NoteKey, NoteVerifier};
pub use proof::{root_of_path, verify_consistency, verify_inclusion};
pub use prove::{consistency_proof, prove, prove_against};
pub use publish::Publisher;
pub use tiles::{FullTile, TileTree};
pub use verify::{Verified, verify_rows};
