//! `hikeshi package`: out, checked, in.

mod export;
mod import;
mod verify;

use std::{fs::File, path::Path, process::ExitCode};

use anyhow::{Context as _, bail};
use hikeshi_seal::{Opened, Unlock};
use hikeshi_tlog::NoteVerifier;

use crate::cli::PackageCommand;

/// Runs the command; the exit code is 1 where a package is refused.
pub async fn run(command: PackageCommand) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    match command {
        PackageCommand::Export(options) => export::run(options).await,
        PackageCommand::Verify(options) => {
            tokio::task::spawn_blocking(move || verify::run(&options)).await?
        }
        PackageCommand::Import(options) => import::run(options).await,
    }
}

/// The first line of a file with a secret.
fn secret_of(path: &Path) -> anyhow::Result<String> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        bail!("{} is empty", path.display());
    }
    Ok(line.to_owned())
}

/// What opens an encrypted package.
fn unlock_of(passphrase: Option<&Path>, identity: Option<&Path>) -> anyhow::Result<Unlock> {
    match (passphrase, identity) {
        (_, Some(path)) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Ok(Unlock::with_identities(&text)?)
        }
        (Some(path), None) => Ok(Unlock::with_passphrase(&secret_of(path)?)),
        (None, None) => Ok(Unlock::default()),
    }
}

/// The plain bytes of a package.
fn open(path: &Path, unlock: &Unlock) -> anyhow::Result<Opened<File>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(unlock.open(file)?)
}

/// A public key as given: itself, or a file with it.
fn key_of(given: Option<&str>) -> anyhow::Result<Option<NoteVerifier>> {
    let Some(given) = given else { return Ok(None) };
    let text = match given.parse::<NoteVerifier>() {
        Ok(key) => return Ok(Some(key)),
        Err(_) => std::fs::read_to_string(given)
            .with_context(|| format!("{given:?} is neither a public key nor a file"))?,
    };
    let key = text.trim().parse();
    key.map(Some).with_context(|| format!("{given} holds no public key of a log"))
}
