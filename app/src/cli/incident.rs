//! `hikeshi incident`: incidents in and out without a browser.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Format;

/// `hikeshi incident …`: incidents in and out without a browser.
#[derive(Debug, Subcommand)]
pub enum IncidentCommand {
    /// Bring in an incident: a case file (YAML) or a timeline (CSV).
    ///
    /// Works while the pages are served. Everything of the file is written, or nothing. Lines that
    /// cannot be read are named with number and reason, and their text is kept.
    Import(ImportOptions),
}

/// `hikeshi incident import …`
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The file.
    pub file: PathBuf,
    /// The company's id; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// What the incident is.
    #[arg(long = "as", value_enum, default_value = "history")]
    pub purpose: ImportPurpose,
    /// Bring the file in although it was brought in before.
    #[arg(long)]
    pub again: bool,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// What an imported incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportPurpose {
    /// An exercise.
    Drill,
    /// A past incident, for the record.
    History,
}
