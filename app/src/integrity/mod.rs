//! Whether everything is as it was written: the log with its files and keys, the checkpoints that
//! were kept, the records of incidents, and the files of which the log tells. Nothing is changed by looking.

mod backup;
mod kept;
mod records;
mod rows;
mod tell;
mod things;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use hikeshi_config::Config;
use hikeshi_db::{Db, Fence};
use hikeshi_incidents::record::Claims;
use hikeshi_tlog::{Inspection, Kept, KeyRing, LoggedEntry, inspect};

use crate::start;
pub(crate) use backup::note_backup;
pub use backup::{BackupFault, BackupFinding};
pub use kept::read_kept;
pub(crate) use tell::{json, text};
pub use things::{ThingFault, ThingFinding, ThingKind};

/// What is looked at beside the log in the data folder.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Files with checkpoints that somebody kept elsewhere.
    pub checkpoints: Vec<PathBuf>,
    /// Copies of the database.
    pub backups: Vec<PathBuf>,
    /// Leaves records and the files of exhibits and papers out: they may be many and large.
    pub log_only: bool,
}

/// What was found.
#[derive(Debug)]
pub struct Report {
    /// About the log.
    pub log: Inspection,
    /// About exhibits and papers.
    pub things: Vec<ThingFinding>,
    /// How many of their files were read.
    pub files: usize,
    /// How many records of incidents were held against the log.
    pub records: usize,
    /// Of these, how many the log does not cover: written before it told hashes of rows, or with
    /// an erased detail.
    pub not_covered: usize,
    /// About copies of the database.
    pub backups: Vec<BackupFinding>,
}

impl Report {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.log.findings.is_empty() && self.things.is_empty() && self.backups.is_empty()
    }
}

/// Looks at a data folder. A server may work on it meanwhile.
///
/// # Errors
/// It could not be looked: no data folder, no access, a checkpoint file that is not there.
pub async fn verify(folder: &Path, wanted: &Wanted) -> anyhow::Result<Report> {
    let config = start::settings(folder)?;
    verify_with(folder, &config, wanted).await
}

/// As [`verify`], with settings at hand.
///
/// # Errors
/// As [`verify`].
pub async fn verify_with(
    folder: &Path,
    config: &Config,
    wanted: &Wanted,
) -> anyhow::Result<Report> {
    start::check_folder(folder)?;
    let db = open_read_only(folder, config).await?;
    let mut kept = kept::lying_in(&folder.join("log"));
    kept.extend(kept::from_peers(&db).await?);
    for file in &wanted.checkpoints {
        kept.push(read_kept(file)?);
    }
    let copied = records::claims_of_copy(&db).await;
    let tx = db.read(Fence::Open).await?;
    let report = look(&tx, folder, (&kept, copied), wanted).await;
    drop(tx);
    db.close().await;
    report
}

async fn look(
    tx: &hikeshi_db::Tx,
    folder: &Path,
    (kept, mut records): (&[Kept], Claims),
    wanted: &Wanted,
) -> anyhow::Result<Report> {
    let log = folder.join("log");
    let ring = KeyRing::read(&log, &folder.join("keys/log.key"))?;
    let mut claims = things::Claims::default();
    let see = |entry: &LoggedEntry| {
        if !wanted.log_only {
            claims.see(entry);
            records.see(entry);
        }
    };
    let mut inspection = inspect(tx.conn(), &log, &ring, kept, see).await?;
    let (mut found, mut files, mut compared) = (Vec::new(), 0, records::Compared::default());
    if !wanted.log_only {
        (found, files) = things::check(tx, folder, &claims).await?;
        compared = records::check(tx, records).await?;
        // An exhibit whose hash differs is named once.
        let known = |it: &ThingFinding| {
            found.iter().any(|of: &ThingFinding| {
                (of.fault, of.kind, &of.name) == (it.fault, it.kind, &it.name)
            })
        };
        compared.findings.retain(|it| !known(it));
        found.append(&mut compared.findings);
        inspection.more |= compared.more;
    }
    let mut backups = Vec::new();
    for file in &wanted.backups {
        backups.extend(backup::check(tx, file, &ring).await?);
    }
    Ok(Report {
        log: inspection,
        things: found,
        files,
        records: compared.rows,
        not_covered: compared.not_covered,
        backups,
    })
}

/// The database of a data folder, for looking only.
///
/// # Errors
/// There is none, or it cannot be opened.
pub async fn open_read_only(folder: &Path, config: &Config) -> anyhow::Result<Db> {
    if !config.database.url.is_empty() {
        return start::open_database(folder, config).await;
    }
    let file = folder.join("hikeshi.db");
    let opened = Db::open_read_only(&file).await;
    opened.with_context(|| format!("cannot read {}", file.display()))
}
