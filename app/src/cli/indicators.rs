//! `hikeshi indicators`: technical traces of an attack.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `hikeshi indicators …`: technical traces of an attack.
#[derive(Debug, Subcommand)]
pub enum IndicatorsCommand {
    /// Find addresses, hashes, paths and the like in a text, defanged or not; works without a data folder.
    ///
    /// Prints JSON: what was found, with what speaks against looking for it everywhere, and what
    /// only looks like a trace.
    Read {
        /// The file; `-` reads the standard input.
        file: PathBuf,
    },
    /// Write what was noted for an incident, without whatever points at the company.
    ///
    /// What stays behind is named on the standard error, with the reasons. Exit code 1 when nothing
    /// is left to go out.
    Export(IndicatorsExport),
}

/// `hikeshi indicators export …`
#[derive(Debug, Args)]
pub struct IndicatorsExport {
    /// The incident's id.
    #[arg(long)]
    pub incident: String,
    /// The form of the file.
    #[arg(long, value_enum)]
    pub format: IndicatorForm,
    /// How far it may go: red, amber+strict, amber, green, clear (Traffic Light Protocol 2.0).
    #[arg(long, default_value = "amber")]
    pub tlp: String,
    /// Name the company as the producer.
    #[arg(long)]
    pub named: bool,
    /// The file to write (default: the standard output).
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// The form in which indicators go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IndicatorForm {
    /// A STIX 2.1 bundle.
    Stix,
    /// A MISP event.
    Misp,
    /// A table.
    Csv,
    /// Defanged lines for a mail.
    Text,
}
