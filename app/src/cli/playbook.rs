//! `hikeshi playbook`: playbooks in and out without a browser.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Language;

/// `hikeshi playbook …`: playbooks in and out without a browser.
#[derive(Debug, Subcommand)]
pub enum PlaybookCommand {
    /// Say whether files can be taken over; works without a data folder.
    ///
    /// Reads CACAO 2.0 (JSON), case templates of TheHive (JSON) and our own form (YAML). Every reason
    /// of a refusal is named with its step and a code. Nothing that a file asks for is carried out.
    Validate(ValidateOptions),
    /// Take a file over as a draft, which a person reads and publishes in the browser.
    Import(PlaybookImportOptions),
    /// Write a playbook as CACAO 2.0; without a data folder one of those on board.
    Export(PlaybookExportOptions),
    /// List the playbooks on board and those that a company keeps.
    List(PlaybookListOptions),
}

/// `hikeshi playbook validate …`
#[derive(Debug, Args)]
pub struct ValidateOptions {
    /// The files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// Print a list of JSON objects instead of text.
    #[arg(long)]
    pub json: bool,
}

/// `hikeshi playbook import …`
#[derive(Debug, Args)]
pub struct PlaybookImportOptions {
    /// The file.
    pub file: PathBuf,
    /// The company's id; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// The kind of incident that it is for, such as `ransomware`.
    #[arg(long, default_value = "other")]
    pub kind: String,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// Print one line of JSON instead of text.
    #[arg(long)]
    pub json: bool,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi playbook export …`
#[derive(Debug, Args)]
pub struct PlaybookExportOptions {
    /// The playbook, as `hikeshi playbook list` names it.
    pub id: String,
    /// The file to write (default: the standard output).
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// The company's id, for a playbook that it keeps itself; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// The version: a number or `draft` for a company's own one, such as `2026.11` for one on board
    /// (default: the one in use).
    #[arg(long)]
    pub edition: Option<String>,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi playbook list …`
#[derive(Debug, Args)]
pub struct PlaybookListOptions {
    /// The company's id; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// Print a list of JSON objects instead of text.
    #[arg(long)]
    pub json: bool,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}
