//! `hikeshi log`: the tamper-evident log.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Language;

/// `hikeshi log …`: see docs/verify-the-log.md.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Check the whole log, its files and keys, every kept checkpoint, and the files of exhibits and papers.
    ///
    /// Changes nothing and works while the pages are served. Exit code 0: nothing found; 1: something
    /// is not as it was, and it is named; 2: it could not be checked.
    Verify(VerifyOptions),
    /// Print the current signed checkpoint, to be kept by somebody else.
    Checkpoint {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Print the public keys of the log, the oldest first.
    Key {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Change the key that signs the log. The server must be stopped.
    ///
    /// The old key signs the entry that tells of the new one; its public half stays in the list, its
    /// secret is deleted.
    RotateKey {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
}

/// `hikeshi log verify …`
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// A checkpoint that somebody kept: the file, or the lines as they stand on paper.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// A copy of the database to check against its note and the log of today.
    #[arg(long, value_name = "FILE")]
    pub backup: Vec<PathBuf>,
    /// Leave the files of exhibits and papers out.
    #[arg(long)]
    pub log_only: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi bench-log …`
#[derive(Debug, Args)]
pub struct BenchLog {
    /// A new folder on the disk that is measured.
    #[arg(long)]
    pub folder: PathBuf,
    /// The length of the log.
    #[arg(long, default_value_t = 200_000)]
    pub entries: u64,
    /// Proofs of each kind.
    #[arg(long, default_value_t = 1_000)]
    pub proofs: usize,
    /// Entries that are appended one by one.
    #[arg(long, default_value_t = 2_000)]
    pub appends: u64,
    /// Who appends at the same time.
    #[arg(long, default_value_t = 8)]
    pub writers: u64,
}
