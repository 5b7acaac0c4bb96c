//! `hikeshi log`: the tamper-evident log from the command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use hikeshi_db::Fence;
use hikeshi_i18n::{Catalogue, Source, Words};
use hikeshi_tlog::{KeyRing, NoteKey, Publisher, ROTATED, TlogError, append, last_of, rotation};
use hikeshi_web::Platform;

use super::{language, say};
use crate::cli::{Language, LogCommand, VerifyOptions};
use crate::{integrity, lock, start};

/// The words of `hikeshi log` and `hikeshi proof`.
const WORDS: Source = Source {
    slice: "log",
    ja: include_str!("../../locales/log.ja.ftl"),
    ja_easy: include_str!("../../locales/log.ja-easy.ftl"),
    en: include_str!("../../locales/log.en.ftl"),
};

/// The words in a chosen language, with those for what entries tell of.
pub(super) fn words(chosen: Language) -> anyhow::Result<Words> {
    let mut sources = vec![WORDS, hikeshi_ui::SOURCE, hikeshi_web::WORDS];
    sources.extend([hikeshi_identity::WORDS, hikeshi_directory::WORDS]);
    Ok(Catalogue::new(&sources)?.words(language(chosen)))
}

/// Runs one of the commands.
pub async fn run(command: LogCommand) -> anyhow::Result<ExitCode> {
    match command {
        LogCommand::Verify(options) => verify(options).await,
        LogCommand::Checkpoint { data } => checkpoint(&data),
        LogCommand::Key { data } => keys(&data),
        LogCommand::RotateKey { data } => rotate(data).await,
    }
}

async fn verify(options: VerifyOptions) -> anyhow::Result<ExitCode> {
    let words = words(options.lang)?;
    let wanted = integrity::Wanted {
        checkpoints: options.checkpoint,
        backups: options.backup,
        log_only: options.log_only,
    };
    let report = integrity::verify(&options.data, &wanted).await?;
    if options.json {
        say(&(serde_json::to_string_pretty(&integrity::json(&words, &report))? + "\n"))?;
    } else {
        say(&integrity::text(&words, &report))?;
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn checkpoint(data: &Path) -> anyhow::Result<ExitCode> {
    start::check_folder(data)?;
    let file = data.join("log/checkpoint");
    let note = std::fs::read_to_string(&file)
        .with_context(|| format!("no checkpoint in {}: start the server once", file.display()))?;
    say(&note)?;
    Ok(ExitCode::SUCCESS)
}

fn keys(data: &Path) -> anyhow::Result<ExitCode> {
    start::check_folder(data)?;
    let ring = KeyRing::read(&data.join("log"), &data.join("keys/log.key"))?;
    if ring.verifiers().is_empty() {
        bail!("the log has no key yet: start the server once");
    }
    for key in ring.verifiers() {
        say(&format!("{key}\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Changes the key. Broken off anywhere, it can be run again and goes on with the same new key.
async fn rotate(data: PathBuf) -> anyhow::Result<ExitCode> {
    start::check_folder(&data)?;
    let lock = lock::take(&data)?;
    let config = start::settings(&data)?;
    let platform = start::open(data, config).await?;
    let keys = platform.data_folder.join("keys");
    let (now, waiting) = (keys.join("log.key"), keys.join("log.key.next"));
    let old = NoteKey::load(&now).context("the log has no key to change yet")?;
    let next = match NoteKey::load(&waiting) {
        Err(TlogError::KeyMissing { .. }) => NoteKey::create(&waiting, old.name(), &*platform.rng)?,
        other => other?,
    };
    let seq = tell_once(&platform, &old, &next).await?;
    let publisher = Publisher::new(platform.data_folder.join("log"), old);
    let tx = platform.db.read(Fence::Open).await?;
    let proof = publisher.hand_over(tx.conn(), &next, seq).await?;
    drop(tx);
    std::fs::rename(&waiting, &now).context("the new key could not take its place")?;
    std::fs::File::open(&keys)?.sync_all()?;
    platform.db.close().await;
    drop(lock);
    let size = proof.checkpoint()?.size;
    say(&format!(
        "The log is signed by a new key from now on:\n  {}\nEntry {seq} tells of it. For those who \
         know the old key: log/rotations/{size}.tlog-proof\n",
        next.verifier()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the entry about the new key, unless an attempt that was broken off has; answers its
/// number.
async fn tell_once(platform: &Platform, old: &NoteKey, next: &NoteKey) -> anyhow::Result<u64> {
    let tx = platform.db.write(Fence::Open).await?;
    let entry = rotation(&old.verifier(), &next.verifier());
    if let Some(last) = last_of(tx.conn(), ROTATED).await?
        && last.detail_value().is_some_and(|it| it["new"] == next.verifier().to_string())
    {
        return Ok(last.seq);
    }
    let seq = append(tx.conn(), &*platform.clock, entry).await?;
    tx.commit().await?;
    Ok(seq)
}
