//! `hikeshi admin-link`: the way back in for whoever has the machine but no mail.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use hikeshi_db::Fence;
use hikeshi_identity::{audit_open, new_password_link};

use crate::start;

/// Prints a link for a new password; it works once, within one hour. The log of the installation
/// remembers that it was made.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(folder: &Path, email: &str) -> anyhow::Result<ExitCode> {
    let config = start::settings(folder)?;
    let platform = start::open(folder.to_owned(), config).await?;
    let tx = platform.db.write(Fence::Open).await?;
    let found = new_password_link(&tx, &platform, email).await?;
    let (account, token) = found.with_context(|| format!("no account has the address {email}"))?;
    audit_open(&tx, &platform, None, "account.link-printed", ("account", account.0)).await?;
    tx.commit().await?;
    println!("Open this link once, within one hour, to choose a new password:");
    println!("  {}", platform.public(&format!("/new-password/{token}")));
    platform.db.close().await;
    Ok(ExitCode::SUCCESS)
}
