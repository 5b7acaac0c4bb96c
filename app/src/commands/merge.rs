//! `hikeshi merge`: what was done on a spare comes back.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use hikeshi_spare::{MergeOrder, Merged, SpareError};
use hikeshi_telemetry::LogFormat;
use hikeshi_web::Platform;
use serde_json::json;

use crate::{
    cli::MergeOptions,
    lock::{self, FolderLock},
    private, router, start,
};

/// Merges; the exit code is 1 when nothing was taken back because something is wrong.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(options: MergeOptions) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(LogFormat::Text, "error");
    let json = options.json;
    match take_back(&options).await {
        Ok((merged, url)) => {
            say(&merged, &url, json)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if json => {
            let code = error.downcast_ref::<SpareError>().map_or("failed", SpareError::code);
            println!(
                "{}",
                json!({ "merged": false, "error": code, "reason": format!("{error:#}") })
            );
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error),
    }
}

async fn take_back(options: &MergeOptions) -> anyhow::Result<(Merged, String)> {
    let config = start::settings(&options.data)?;
    let platform = start::open(options.data.clone(), config).await?;
    let merged = from_folder_or_file(&platform, options).await;
    platform.db.close().await;
    let merged = merged?;
    let url = merged.merge.map(|id| format!("/c/{}/merges/{id}", merged.company));
    let url = url.map(|path| platform.public(&path)).unwrap_or_default();
    Ok((merged, url))
}

async fn from_folder_or_file(
    platform: &Platform,
    options: &MergeOptions,
) -> anyhow::Result<Merged> {
    let (from, _laid_out) = if hikeshi_spare::is_archive(&options.from) {
        let staged = Laid::make(platform)?;
        let folder = staged.folder.join("spare");
        let opened = super::backup::opened(options.opened.clone());
        hikeshi_spare::restore(&options.from, &opened, &folder).await?;
        (folder, Some(staged))
    } else {
        (options.from.clone(), None)
    };
    start::check_folder(&from)?;
    let _lock = lock::take(&from).context("stop the spare before its work is taken back")?;
    let shape = router::shape();
    let order = MergeOrder { shape: &shape, from: &from, dry_run: options.dry_run };
    Ok(hikeshi_spare::merge(platform, order).await?)
}

/// A folder below the data folder that goes away with this value. While the lock in it is held, the
/// merge is under way; what a killed one left behind, keys among it, goes at the next merge or start.
struct Laid {
    folder: PathBuf,
    _lock: FolderLock,
}

const LAID: &str = "merging";

impl Laid {
    fn make(platform: &Platform) -> anyhow::Result<Self> {
        sweep(&platform.data_folder).context("another merge is under way")?;
        let folder = platform.data_folder.join(LAID);
        private::make_folder(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let lock = lock::take(&folder)?;
        Ok(Self { folder, _lock: lock })
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Removes what a killed merge left in the data folder.
///
/// # Errors
/// A merge is under way.
pub fn sweep(data: &Path) -> anyhow::Result<()> {
    let folder = data.join(LAID);
    if folder.exists() {
        let _lock = lock::take(&folder)?;
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn say(merged: &Merged, url: &str, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let mut answer = serde_json::to_value(merged)?;
        answer["merged"] = (!merged.dry_run).into();
        answer["url"] = url.into();
        println!("{answer}");
        return Ok(());
    }
    if merged.nothing_new {
        println!("Everything of this spare was here already; nothing was changed.");
        return Ok(());
    }
    println!("{}", if merged.dry_run { "Would be taken back:" } else { "Taken back:" });
    for (what, counts) in [("new", &merged.added), ("changed", &merged.changed)] {
        for (table, count) in counts {
            println!("  {count:>6} {what:<8} {table}");
        }
    }
    println!("  {:>6} files, {} entries of its log", merged.files, merged.log_entries);
    for (what, old, new) in &merged.renumbered {
        println!("  number {old} of {what} was given on both sides: it is {new} now");
    }
    if merged.not_taken > 0 {
        println!("  {} rows were left as they are here", merged.not_taken);
    }
    if merged.conflicts > 0 {
        println!("BOTH SIDES CHANGED {} things: somebody has to choose.", merged.conflicts);
    }
    if !url.is_empty() {
        println!("{url}");
    }
    Ok(())
}
