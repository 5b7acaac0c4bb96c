//! `hikeshi serve` and `hikeshi config`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use hikeshi_telemetry::LogFormat;

use super::merge;
use crate::{lock, start};

/// Serves a data folder until the process is told to stop.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(folder: PathBuf) -> anyhow::Result<ExitCode> {
    let config = start::settings(&folder)?;
    let format = if config.log.format == "json" { LogFormat::Json } else { LogFormat::Text };
    hikeshi_telemetry::start(format, &config.log.filter);
    start::content(&config)?;
    start::check_folder(&folder)?;
    let lock = lock::take(&folder)?;
    // A merge that is under way keeps what it laid out.
    let _ = merge::sweep(&folder);
    let platform = start::open(folder, config).await?;
    let listener = start::listen(&platform.config.server.listen).await?;
    if !platform.mailer.delivers() {
        tracing::warn!(
            "mail reaches nobody: with mail.mode = \"folder\" messages only lie as files in the \
             folder mail of the data folder; set mail.mode = \"smtp\" in hikeshi.toml"
        );
    }
    println!("Hikeshi listens on http://{}", listener.local_addr()?);
    start::serve(platform, listener, lock).await?;
    Ok(ExitCode::SUCCESS)
}

/// Says whether the settings can be used, and the content that they name.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub fn check_config(folder: &Path) -> anyhow::Result<ExitCode> {
    let config = start::settings(folder)?;
    hikeshi_mail::from_config(&config.mail, &folder.join("mail"))?;
    start::content(&config)?;
    println!("The settings can be used.");
    Ok(ExitCode::SUCCESS)
}

/// Prints all settings in force. Passwords stand in files of their own and are not shown.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub fn dump_config(folder: &Path) -> anyhow::Result<ExitCode> {
    let mut config = start::settings(folder)?;
    if config.database.url.contains('@') {
        let place = config.database.url.rsplit('@').next().unwrap_or_default();
        config.database.url = format!("postgres://***@{place}");
    }
    println!("{}", toml::to_string_pretty(&config)?);
    Ok(ExitCode::SUCCESS)
}
