//! `hikeshi score`: answers of a questionnaire as points.

use std::path::PathBuf;

use clap::Args;

use super::{Format, Language};

/// `hikeshi score …`
#[derive(Debug, Args)]
pub struct ScoreOptions {
    /// The questionnaire: ipa-5, ipa-6, ipa-25, cloud-15, meti-v2, meti-v3, gokui-2, scs-3, scs-4, benchmark-25.
    #[arg(long)]
    pub questionnaire: String,
    /// The file with the answers; `-` reads the standard input.
    #[arg(long)]
    pub answers: PathBuf,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
}
