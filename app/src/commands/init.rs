//! `hikeshi init`: a data folder, keys, settings, the first administrator's link.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use hikeshi_db::Fence;
use hikeshi_identity::{LinkPurpose, make_link};
use jiff::SignedDuration;

use crate::start;

/// Makes or completes a data folder; running it again gives a fresh link.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(folder: &Path) -> anyhow::Result<ExitCode> {
    start::prepare_folder(folder)?;
    let settings_file = folder.join("hikeshi.toml");
    if !settings_file.exists() {
        std::fs::write(&settings_file, hikeshi_config::SAMPLE)
            .with_context(|| format!("cannot write {}", settings_file.display()))?;
    }
    let config = start::settings(folder)?;
    let platform = start::open(folder.to_owned(), config).await?;
    let tx = platform.db.write(Fence::Open).await?;
    let expires = platform.clock.now() + SignedDuration::from_hours(24);
    let token = make_link(&tx, &platform, LinkPurpose::FirstAdmin, None, expires).await?;
    tx.commit().await?;
    println!(
        "The data folder {} is ready. Settings: {}",
        folder.display(),
        settings_file.display()
    );
    println!("Start:  hikeshi serve --data {}", folder.display());
    println!("Then open this link once, within 24 hours, to become the first administrator:");
    println!("  {}", platform.public(&format!("/setup/{token}")));
    platform.db.close().await;
    Ok(ExitCode::SUCCESS)
}
