//! `hikeshi deadlines`: whom to tell until when.

use std::path::PathBuf;

use clap::Args;

use super::{Format, Language};

/// `hikeshi deadlines …`
#[derive(Debug, Args)]
pub struct DeadlinesOptions {
    /// The file with the facts.
    #[arg(long)]
    pub facts: PathBuf,
    /// The instant from which is looked (default: now); also "2024-05-22" or "yesterday 9:00".
    #[arg(long)]
    pub at: Option<String>,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// Try other rules: a folder with duties/ and holidays/ in place of those on board.
    #[arg(long)]
    pub content: Option<PathBuf>,
}
