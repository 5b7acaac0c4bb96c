//! Opening a data folder and serving it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, bail};
use hikeshi_blobs::{BlobStore, MasterKey};
use hikeshi_config::Config;
use hikeshi_content::Pack;
use hikeshi_db::{Db, Fence};
use hikeshi_jobs::Jobs;
use hikeshi_kernel::{Clock, Lang, SystemClock, SystemRng};
use hikeshi_web::{Platform, PlatformParts};
use tokio::{net::TcpListener, sync::watch, time::timeout};

use crate::{connections, installation, integrity, lock::FolderLock, private, router};

/// Makes the folders and keys of a data folder, for its owner only; existing keys are kept.
pub fn prepare_folder(folder: &Path) -> anyhow::Result<()> {
    for part in ["", "keys", "blobs", "log", "backups", "mail"] {
        let path = folder.join(part);
        private::make_folder(&path)
            .with_context(|| format!("cannot make the folder {}", path.display()))?;
    }
    let probe = folder.join(".writable");
    std::fs::write(&probe, b"")
        .with_context(|| format!("cannot write into the folder {}", folder.display()))?;
    std::fs::remove_file(probe)?;
    let key = folder.join("keys/master.key");
    if !key.exists() {
        MasterKey::create(&key).context("cannot make the master key")?;
    }
    Ok(())
}

/// The settings of a data folder, with the environment applied.
pub fn settings(folder: &Path) -> anyhow::Result<Config> {
    Ok(hikeshi_config::load(&folder.join("hikeshi.toml"), std::env::vars())?)
}

/// The language of the person at the terminal: English where `LC_ALL` or `LANG` says so, else
/// Japanese.
#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
pub fn language() -> Lang {
    let named = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = named("LC_ALL").or_else(|| named("LANG")).unwrap_or_default();
    if locale.starts_with("en") { Lang::En } else { Lang::Ja }
}

/// Lays the operator's content over that on board and checks all of it, and the settings that name
/// others; to be called before anything reads it.
pub fn content(config: &Config) -> anyhow::Result<()> {
    if let Some(folder) = &config.content.folder {
        let files = hikeshi_content::lay_over(folder).context("content.folder cannot be used")?;
        tracing::info!(files, folder = %folder.display(), "content of the operator is in use");
    }
    hikeshi_incidents::content::check(Pack).context("the content cannot be used")?;
    hikeshi_filings::check_content().context("the content cannot be used")?;
    hikeshi_posture::library().context("the content cannot be used")?;
    hikeshi_posture::answer_words().context("the content cannot be used")?;
    hikeshi_ladder::ladder().context("the content cannot be used")?;
    let ages = hikeshi_assets::support::check_content().map_err(anyhow::Error::msg);
    ages.context("the content cannot be used")?;
    let policies = hikeshi_policies::check_content().map_err(anyhow::Error::msg);
    policies.context("the templates of policies cannot be used")?;
    Ok(hikeshi_proofs::check_settings(config)?)
}

/// Refuses a folder that `hikeshi init` did not make.
pub fn check_folder(folder: &Path) -> anyhow::Result<()> {
    if !folder.join("keys/master.key").exists() {
        bail!(
            "{} is not a data folder of hikeshi (keys/master.key is missing). Make one with: \
             hikeshi init --data {}",
            folder.display(),
            folder.display()
        );
    }
    Ok(())
}

/// Opens everything in a data folder and brings its schema up to date.
pub async fn open(folder: PathBuf, config: Config) -> anyhow::Result<Platform> {
    open_with_clock(folder, config, Arc::new(SystemClock)).await
}

/// As [`open`], with a clock of the caller's: the demo and tests move it.
pub async fn open_with_clock(
    folder: PathBuf,
    config: Config,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<Platform> {
    check_folder(&folder)?;
    private::tighten(&folder);
    let master_key = MasterKey::load(&folder.join("keys/master.key"))
        .context("the master key cannot be used")?;
    let db = open_database(&folder, &config).await?;
    let report = db.migrate(&router::migrations(), &folder.join("backups"), clock.now()).await?;
    if report.applied > 0 {
        if let Some(copy) = &report.backup {
            integrity::note_backup(&folder, copy).context("the backup could not be noted")?;
        }
        tracing::info!(applied = report.applied, backup = ?report.backup, "schema brought up to date");
    }
    installation::check_key(&db, &master_key).await?;
    let mailer = hikeshi_mail::from_config(&config.mail, &folder.join("mail"))?;
    Ok(Platform::new(PlatformParts {
        db,
        clock,
        rng: Arc::new(SystemRng),
        mailer,
        blobs: BlobStore::open(folder.join("blobs"))?,
        master_key,
        catalogue: router::catalogue()?,
        content: Pack,
        config,
        data_folder: folder,
    }))
}

/// The database that the settings name, or that in the folder; made if it is not there.
pub(crate) async fn open_database(folder: &Path, config: &Config) -> anyhow::Result<Db> {
    if config.database.url.is_empty() {
        return Ok(Db::open_folder(folder).await?);
    }
    let url = match &config.database.password_file {
        Some(file) => with_password(&config.database.url, &hikeshi_config::read_secret(file)?),
        None => config.database.url.clone(),
    };
    Ok(Db::open(&url).await?)
}

/// The address with the password as a part of it, so written that no character of the password
/// ends that part.
fn with_password(url: &str, password: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    let encode = |b: u8| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    match url.split_once('@') {
        Some((who, place)) => {
            let password: String = password.bytes().map(encode).collect();
            format!("{who}:{password}@{place}")
        }
        None => url.to_owned(),
    }
}

/// Listens on the address of the settings.
pub async fn listen(address: &str) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "{address} is in use by another program. Stop it, or choose another port \
             (server.listen in hikeshi.toml, or HIKESHI_SERVER__LISTEN)"
        ),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot listen on {address}"))),
    }
}

/// Serves until the process is told to stop. Then no job and no request is begun, and those in hand
/// are finished within a few seconds. Only who holds the lock of the folder may serve: at the start
/// every upload is taken for one that was cut off.
pub async fn serve(
    platform: Platform,
    listener: TcpListener,
    lock: FolderLock,
) -> anyhow::Result<()> {
    take_over(&platform).await?;
    let tx = platform.db.read(Fence::Open).await?;
    let spare = hikeshi_spare::origin(&tx).await?;
    drop(tx);
    let mut registry = router::registry();
    if let Some(origin) = &spare {
        tracing::warn!(copied_at = %origin.copied_at, "this is a spare: no reminders, no letters");
        hikeshi_spare::HELD_JOBS.iter().for_each(|kind| registry.hold(kind));
    }
    let (stop, stopped) = watch::channel(false);
    let (stop_last, stopped_last) = watch::channel(false);
    let jobs = Jobs::new(
        platform.db.clone(),
        platform.clock.clone(),
        Arc::new(platform.clone()),
        registry,
    );
    let mut is_told = stopped.clone();
    let mut worker = tokio::spawn(async move { jobs.work(stopped).await });
    let housekeeping = tokio::spawn(crate::commands::housekeeping(platform.clone(), stopped_last));
    let told = async {
        told_to_stop().await;
        // Letters stop leaving with the signal, however long the last request takes.
        stop.send_replace(true);
    };
    let routes = router::router_as(&platform, spare);
    let requests = connections::serve(listener, routes, connections::HEAD_WITHIN, told);
    let job_in_hand = async {
        is_told.wait_for(|told| *told).await.ok();
        timeout(connections::END_WITHIN, &mut worker).await.ok()
    };
    match tokio::join!(requests, job_in_hand).1 {
        Some(ended) => ended?,
        None => {
            tracing::warn!("a job that took too long to end was cut off; it is run again later");
            worker.abort();
            worker.await.ok();
        }
    }
    // The log is published once more when nobody writes into it any longer.
    stop_last.send_replace(true);
    housekeeping.await?;
    platform.db.close().await;
    drop(lock);
    Ok(())
}

/// Frees what a server that was killed left behind. The lock of the folder proves that nobody else
/// works on a database inside it; on a database server the locks run out by themselves.
async fn take_over(platform: &Platform) -> anyhow::Result<()> {
    if !platform.config.database.url.is_empty() {
        return Ok(());
    }
    let tx = platform.db.write(Fence::Open).await?;
    let jobs = hikeshi_jobs::free_orphans(&tx).await?;
    let runs = hikeshi_filings::letters::free_orphans(&tx).await?;
    tx.commit().await?;
    if jobs + runs > 0 {
        tracing::info!(jobs, runs, "work that a killed server left is taken over");
    }
    Ok(())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_of_any_characters_stays_inside_its_part_of_the_address() {
        let url = with_password("postgres://hikeshi@db:5432/hikeshi", "a@b/c#d%:e");
        assert_eq!(url, "postgres://hikeshi:a%40b%2Fc%23d%25%3Ae@db:5432/hikeshi");
    }
}
