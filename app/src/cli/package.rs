//! `hikeshi package …`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Format, Language};

/// `hikeshi package …`: an incident as a file that others can check.
#[derive(Debug, Subcommand)]
pub enum PackageCommand {
    /// Write the package of one incident into a new file; works while the pages are served.
    ///
    /// Prints the hashes, which stand in the log from then on.
    Export(PackageExport),
    /// Check a package: every hash, what is missing or too much, the signature, the proofs.
    ///
    /// Needs no data folder and no network. The exit code is 1 when anything is wrong.
    Verify(PackageVerify),
    /// Take an incident over from a package of another installation. Checked first, all or nothing.
    Import(PackageImport),
}

/// `hikeshi package export …`
#[derive(Debug, Args)]
pub struct PackageExport {
    /// The incident's id, as in the address of its pages.
    #[arg(long)]
    pub incident: String,
    /// The new file; one that is there is not replaced.
    #[arg(long)]
    pub out: PathBuf,
    /// For whom: insurer, lawyer, police, forensic, provider, other. Decides what is in it unless
    /// `--parts` and `--redact` say it.
    #[arg(long = "for", default_value = "provider")]
    pub audience: String,
    /// The name of the recipient, for the record.
    #[arg(long, default_value = "")]
    pub name: String,
    /// What is in it, with commas: timeline,facts,papers,custody,evidence,decisions,measures,people,case,technical,proofs.
    #[arg(long)]
    pub parts: Option<String>,
    /// What is struck out, with commas: persons,technical,damage,response; "none" for nothing.
    #[arg(long)]
    pub redact: Option<String>,
    /// Encrypt to this age public key.
    #[arg(long, value_name = "age1…", conflicts_with = "passphrase_file")]
    pub recipient: Option<String>,
    /// Encrypt with the passphrase in this file.
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
    /// Write evidence, contacts and names so that whoever gets the file can read them.
    #[arg(long, conflicts_with_all = ["recipient", "passphrase_file"])]
    pub unencrypted: bool,
    /// The language of the page inside.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi package verify …`
#[derive(Debug, Args)]
pub struct PackageVerify {
    /// The package.
    pub file: PathBuf,
    /// The public key of the sender's log (`name+id+base64`), or a file with it.
    #[arg(long)]
    pub key: Option<String>,
    /// The passphrase of an encrypted package is in this file.
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
    /// The age identity for an encrypted package is in this file.
    #[arg(long)]
    pub identity: Option<PathBuf>,
    /// Print one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// `hikeshi package import …`
#[derive(Debug, Args)]
pub struct PackageImport {
    /// The package.
    pub file: PathBuf,
    /// The company's id; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// The passphrase of an encrypted package is in this file.
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
    /// The age identity for an encrypted package is in this file.
    #[arg(long)]
    pub identity: Option<PathBuf>,
    /// The public key of the sender's log (`name+id+base64`), or a file with it: nothing signed by
    /// another is taken over.
    #[arg(long)]
    pub key: Option<String>,
    /// Bring it in although another package of the same incident came before.
    #[arg(long)]
    pub again: bool,
    /// Print one line of JSON.
    #[arg(long)]
    pub json: bool,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}
