//! `hikeshi kit`: the printed kit.

use std::path::PathBuf;

use clap::Args;

use super::Language;

/// `hikeshi kit …`
#[derive(Debug, Args)]
pub struct KitOptions {
    /// The company's id or its whole name; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// Without a company: a kit to fill in by hand.
    #[arg(long, conflicts_with = "company")]
    pub blank: bool,
    /// Where the PDF is written.
    #[arg(short, long)]
    pub output: PathBuf,
    /// The language of the paper.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}
