//! `hikeshi init`: a data folder, keys, settings, the first administrator's link.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use hikeshi_db::Fence;
use hikeshi_identity::{LinkPurpose, end_first_admin_links, has_administrator, make_link};
use hikeshi_web::Platform;
use jiff::SignedDuration;

use crate::{demo, private, start};

/// How long the link of the first administrator works.
const LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Makes or completes a data folder. Run again, it gives a fresh link (and ends the older one)
/// while there is no administrator; afterwards it changes nothing and says how to get in.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(folder: &Path) -> anyhow::Result<ExitCode> {
    let settings_file = folder.join("hikeshi.toml");
    demo::refuse_for_real_use(folder)?;
    let was_there = folder.join("keys/master.key").exists();
    start::prepare_folder(folder)?;
    if !settings_file.exists() {
        private::write_new(&settings_file, hikeshi_config::SAMPLE)
            .with_context(|| format!("cannot write {}", settings_file.display()))?;
    }
    let config = start::settings(folder)?;
    let platform = start::open(folder.to_owned(), config).await?;
    let link = fresh_link(&platform).await?;
    let (folder, settings) = (folder.display(), settings_file.display());
    if was_there {
        println!(
            "The data folder {folder} is initialised already; its data, keys and settings stay."
        );
    } else {
        println!("The data folder {folder} is ready. Settings: {settings}");
    }
    if !platform.mailer.delivers() {
        println!("Mail reaches nobody yet: set mail.mode = \"smtp\" and the mail server there.");
    }
    println!("Start:  hikeshi serve --data {folder}");
    match link {
        Some(link) => {
            println!(
                "Then open this link once, within 24 hours, to become the first administrator:"
            );
            println!("  {link}");
            if was_there {
                println!("A link that was printed before no longer works.");
            }
        }
        None => {
            println!("It has an administrator already, who signs in at:");
            println!("  {}", platform.public("/sign-in"));
            println!(
                "Is the password lost, and does no mail arrive? Print a link for a new one with:"
            );
            println!("  hikeshi admin-link --email ADDRESS --data {folder}");
        }
    }
    platform.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The link of the first administrator; `None` when there is an administrator.
async fn fresh_link(platform: &Platform) -> anyhow::Result<Option<String>> {
    let tx = platform.db.write(Fence::Open).await?;
    if has_administrator(&tx).await? {
        return Ok(None);
    }
    end_first_admin_links(&tx, platform).await?;
    let expires = platform.clock.now() + LINK_LIFE;
    let token = make_link(&tx, platform, LinkPurpose::FirstAdmin, None, expires).await?;
    tx.commit().await?;
    Ok(Some(platform.public(&format!("/setup/{token}"))))
}
