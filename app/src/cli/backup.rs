//! `hikeshi backup` and `hikeshi merge`: copies, and bringing back what was done on one.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Format;

/// `hikeshi backup …`: one file with everything in it.
#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// Write a backup: of everything, or of one company for a spare machine. Works while the pages
    /// are served.
    Create(BackupCreate),
    /// Read a backup to its end and name what is damaged.
    Verify {
        /// The backup.
        file: PathBuf,
        /// With what it is opened.
        #[command(flatten)]
        opened: OpenedWith,
    },
    /// Make a data folder from a backup, ready for `hikeshi serve`.
    Restore {
        /// The backup.
        file: PathBuf,
        /// The new data folder; it is not there yet, or empty.
        #[arg(long)]
        data: PathBuf,
        /// With what it is opened.
        #[command(flatten)]
        opened: OpenedWith,
    },
}

/// `hikeshi backup create …`
#[derive(Debug, Args)]
pub struct BackupCreate {
    /// The new file.
    #[arg(long)]
    pub out: PathBuf,
    /// Only this company, by its id: for a spare machine.
    #[arg(long)]
    pub company: Option<String>,
    /// Seal it for the owner of this public key (age1…); may be given several times.
    #[arg(long, conflicts_with = "passphrase_file")]
    pub recipient: Vec<String>,
    /// Seal it with the passphrase in the first line of this file.
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
    /// Leave the keys out. Keep the folder keys/ elsewhere: nobody can open the evidence without.
    #[arg(long, conflicts_with = "company")]
    pub without_keys: bool,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// With what a sealed backup is opened.
#[derive(Debug, Clone, Args)]
pub struct OpenedWith {
    /// The file with the secret key, as age-keygen writes it.
    #[arg(long)]
    pub identity: Option<PathBuf>,
    /// The file whose first line is the passphrase.
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
}

/// `hikeshi merge …`
#[derive(Debug, Args)]
pub struct MergeOptions {
    /// The spare's data folder, or a backup that was made on the spare.
    pub from: PathBuf,
    /// Only say what would be done.
    #[arg(long)]
    pub dry_run: bool,
    /// Print one line of JSON.
    #[arg(long)]
    pub json: bool,
    /// With what a backup is opened.
    #[command(flatten)]
    pub opened: OpenedWith,
    /// The main machine's data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}
