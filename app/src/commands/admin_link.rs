//! `hikeshi admin-link`: the way back in for whoever has the machine but no mail.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use hikeshi_db::Fence;
use hikeshi_identity::{
    AccountId, LinkPurpose, NEW_PASSWORD_LIFE, audit_open, find_account, make_link,
};

use crate::start;

/// Prints a link for a new password; it works once, within one hour. The log of the installation
/// remembers that it was made.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(folder: &Path, email: &str) -> anyhow::Result<ExitCode> {
    let config = start::settings(folder)?;
    let platform = start::open(folder.to_owned(), config).await?;
    let tx = platform.db.write(Fence::Open).await?;
    let found = find_account(&tx, email).await?.filter(|row| !row.disabled);
    let account = found.with_context(|| format!("no account has the address {email}"))?.id;
    let (purpose, expires) = (LinkPurpose::NewPassword, platform.clock.now() + NEW_PASSWORD_LIFE);
    let token = make_link(&tx, &platform, purpose, Some(AccountId(account)), expires).await?;
    audit_open(&tx, &platform, None, "account.link-printed", ("account", account)).await?;
    tx.commit().await?;
    println!("Open this link once, within one hour, to choose a new password:");
    println!("  {}", platform.public(&format!("/new-password/{token}")));
    platform.db.close().await;
    Ok(ExitCode::SUCCESS)
}
