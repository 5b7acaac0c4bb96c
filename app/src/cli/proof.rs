//! `hikeshi proof`: proofs of single entries.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Language;

/// `hikeshi proof …`: files that show to others that an entry stands in the log.
#[derive(Debug, Subcommand)]
pub enum ProofCommand {
    /// Make the proof of an entry, or of all entries about a thing.
    Make(MakeProof),
    /// Check a proof; works anywhere, without a data folder.
    ///
    /// Exit code 0: proved; 1: not proved, with the reason; 2: a file cannot be read.
    Verify(VerifyProof),
}

/// `hikeshi proof make …`
#[derive(Debug, Args)]
pub struct MakeProof {
    /// The number of the entry.
    #[arg(long, required_unless_present = "about", conflicts_with = "about")]
    pub entry: Option<u64>,
    /// A thing, as kind and id: evidence:ID, paper:ID, document:ID, incident:ID … With several
    /// entries, the number of the entry is added to the name of each file.
    #[arg(long, value_name = "KIND:ID")]
    pub about: Option<String>,
    /// The file to write (usually *.tlog-proof).
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Prove it against this checkpoint that the receiver kept, not against the newest.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Disclose the detail of the entry too: ids, states, hashes of files. Needed to prove what a
    /// file contained; give it only to those who may know.
    #[arg(long)]
    pub with_detail: bool,
    /// Print the short text for paper and QR codes too.
    #[arg(long)]
    pub short: bool,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi proof verify …`
#[derive(Debug, Args)]
pub struct VerifyProof {
    /// The proof.
    pub proof: PathBuf,
    /// A checkpoint that you kept or got from somebody you trust.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// A public key of the log (hikeshi log key): the text, or a file with one key a line.
    #[arg(long, value_name = "VKEY")]
    pub key: Vec<String>,
    /// The proof of a change of the key (log/rotations in the data folder), the oldest first.
    #[arg(long, value_name = "FILE")]
    pub rotation: Vec<PathBuf>,
    /// A file that the entry is said to be about: its hash must stand in the disclosed detail.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
}
