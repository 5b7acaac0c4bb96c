//! Whether exhibits and papers are those of which the log tells: row against log, file against
//! both.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Context as _;
use hikeshi_blobs::{BlobError, BlobStore, MasterKey, TenantKey};
use hikeshi_db::Tx;
use hikeshi_tlog::LoggedEntry;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::rows::{self, FileRow};

/// The entry with which the log of a copied company begins.
const BEGAN_AS_COPY: &str = "spare.began";

/// A kind of thing whose file the log knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThingKind {
    /// An exhibit.
    Exhibit,
    /// A photograph of what happened to an exhibit.
    Photo,
    /// A paper that the program made of an incident.
    Document,
    /// A file of an approved paper.
    Paper,
    /// A row of this table: a line, a fact, a decision, an event of custody.
    Record(&'static str),
    /// A file of an approved version of a policy or rules.
    Policy,
}

impl ThingKind {
    /// The name for programs and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exhibit => "exhibit",
            Self::Photo => "photo",
            Self::Document => "document",
            Self::Paper => "paper",
            Self::Record(table) => table,
            Self::Policy => "policy",
        }
    }
}

/// What is wrong with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThingFault {
    /// Its row names another hash than the log.
    RowChanged,
    /// The log tells of it, but there is no row.
    RowMissing,
    /// There is a row of which the log does not tell.
    Unlogged,
    /// Its file is gone.
    FileGone,
    /// Its file has other content, or cannot be opened any more.
    FileChanged,
}

impl ThingFault {
    /// All faults.
    pub const ALL: [Self; 5] =
        [Self::RowChanged, Self::RowMissing, Self::Unlogged, Self::FileGone, Self::FileChanged];

    /// The name for programs and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RowChanged => "row-changed",
            Self::RowMissing => "row-missing",
            Self::Unlogged => "unlogged",
            Self::FileGone => "file-gone",
            Self::FileChanged => "file-changed",
        }
    }
}

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingFinding {
    /// What.
    pub fault: ThingFault,
    /// Of what.
    pub kind: ThingKind,
    /// As people call it; its id where there is no row.
    pub name: String,
    /// The entry that tells of it.
    pub entry: Option<u64>,
    /// The id of its file.
    pub blob: Option<Uuid>,
}

/// What the log says about a thing.
#[derive(Clone)]
struct Claim {
    seq: u64,
    sha256: String,
    /// Whether the file itself was here: an exhibit can come by a package without it.
    with_file: bool,
}

impl Claim {
    const fn new(seq: u64, sha256: String) -> Self {
        Self { seq, sha256, with_file: true }
    }
}

/// What the log says about a frozen version.
struct VersionClaim {
    kind: ThingKind,
    seq: u64,
    sha256: String,
    files: Vec<String>,
}

/// What the log says about all of them, collected entry by entry.
#[derive(Default)]
pub(super) struct Claims {
    files: HashMap<(ThingKind, Uuid, String), Claim>,
    versions: HashMap<Uuid, VersionClaim>,
    disposed: HashSet<Uuid>,
    /// Things whose entry is there, but whose detail was erased.
    erased: HashSet<Uuid>,
    /// Whether the data began as a copy, whose things the log of another machine tells of.
    began_as_copy: bool,
}

impl Claims {
    /// Takes note of what an entry says. What was said first about a thing counts.
    pub fn see(&mut self, entry: &LoggedEntry) {
        self.began_as_copy |= entry.action == BEGAN_AS_COPY;
        let Some((kind, Some(id))) = &entry.target else { return };
        let kind = match kind.as_str() {
            "evidence" => ThingKind::Exhibit,
            "document" => ThingKind::Document,
            "paper" => ThingKind::Paper,
            "policy" => ThingKind::Policy,
            _ => return,
        };
        let Some(mut detail) = entry.detail_value() else {
            if entry.detail_hash.is_some() {
                self.erased.insert(*id);
            }
            return;
        };
        // An entry that was brought from another machine carries the one that was written there.
        if detail.get("spare_entry").is_some() {
            detail = detail["detail"].take();
        }
        if kind == ThingKind::Exhibit {
            self.see_photos(entry.seq, &detail);
        }
        if matches!(kind, ThingKind::Paper | ThingKind::Policy) {
            self.see_version(kind, entry.seq, &detail);
        } else if let Some(sha256) = detail["sha256"].as_str().filter(|_| is_beginning(entry)) {
            let with_file = detail["file"].as_bool().unwrap_or(true);
            let claim = Claim { with_file, ..Claim::new(entry.seq, sha256.to_owned()) };
            self.files.entry((kind, *id, String::new())).or_insert(claim);
        } else if matches!(detail["kind"].as_str(), Some("disposed" | "destroyed")) {
            self.disposed.insert(*id);
        }
    }

    /// Photographs: of the event of which the entry tells, or each with its own.
    fn see_photos(&mut self, seq: u64, detail: &Value) {
        for (nth, photo) in (0_i64..).zip(detail["photos"].as_array().into_iter().flatten()) {
            let event = photo["event"].as_str().or_else(|| detail["event"].as_str());
            let event = event.and_then(|id| id.parse().ok());
            let (Some(event), Some(sha256)) = (event, photo["sha256"].as_str()) else { continue };
            let nth = photo["nth"].as_i64().unwrap_or(nth);
            let key = (ThingKind::Photo, event, nth.to_string());
            self.files.entry(key).or_insert_with(|| Claim::new(seq, sha256.to_owned()));
        }
    }

    fn see_version(&mut self, kind: ThingKind, seq: u64, detail: &Value) {
        let id = detail["version"].as_str().and_then(|id| id.parse().ok());
        let (Some(id), Some(sha256)) = (id, detail["sha256"].as_str()) else { return };
        let mut files = Vec::new();
        for file in detail["files"].as_array().into_iter().flatten() {
            let (Some(form), Some(sha256)) = (file["form"].as_str(), file["sha256"].as_str())
            else {
                continue;
            };
            files.push(sha256.to_owned());
            let claim = Claim::new(seq, sha256.to_owned());
            self.files.entry((kind, id, form.to_owned())).or_insert(claim);
        }
        let claim = VersionClaim { kind, seq, sha256: sha256.to_owned(), files };
        self.versions.entry(id).or_insert(claim);
    }
}

/// Whether an entry tells how a thing came here, and not of what was done with it later.
fn is_beginning(entry: &LoggedEntry) -> bool {
    const ACTS: [&str; 4] = ["added", "made", "imported", "merged"];
    entry.action.rsplit('.').next().is_some_and(|act| ACTS.contains(&act))
}

/// Compares everything; answers what was found and how many files were read.
pub(super) async fn check(
    tx: &Tx,
    folder: &Path,
    claims: &Claims,
) -> anyhow::Result<(Vec<ThingFinding>, usize)> {
    let store = BlobStore::open(folder.join("blobs"))?;
    let keys = Keys::read(tx, folder).await?;
    let (mut findings, mut read) = (Vec::new(), 0);
    let mut there = HashSet::new();
    for row in rows::files(tx).await? {
        let key = (row.kind, row.id, row.form.clone());
        let claim = claims.files.get(&key);
        there.insert(key);
        findings.extend(row_fault(&row, claim, claims).map(|fault| finding(fault, &row, claim)));
        let wanted = claim.map_or(&row.sha256, |claim| &claim.sha256);
        let never_here = row.blob.is_none() && claim.is_some_and(|claim| !claim.with_file);
        if wanted.is_empty() || never_here || claims.disposed.contains(&row.id) {
            continue;
        }
        read += 1;
        let fault = file_fault(&store, &keys, &row, wanted).await?;
        findings.extend(fault.map(|fault| finding(fault, &row, claim)));
    }
    let mut gone: Vec<_> = claims.files.iter().filter(|(key, _)| !there.contains(*key)).collect();
    gone.sort_by_key(|(_, claim)| claim.seq);
    findings.extend(gone.into_iter().map(|((kind, id, form), claim)| ThingFinding {
        fault: ThingFault::RowMissing,
        kind: *kind,
        name: format!("{id} {form}").trim_end().to_owned(),
        entry: Some(claim.seq),
        blob: None,
    }));
    findings.extend(version_faults(tx, claims).await?);
    Ok((findings, read))
}

fn row_fault(row: &FileRow, claim: Option<&Claim>, claims: &Claims) -> Option<ThingFault> {
    match claim {
        Some(claim) if claim.sha256 != row.sha256 => Some(ThingFault::RowChanged),
        Some(_) => None,
        // Papers approved before their files were logged have no claim of their own.
        None if row.kind == ThingKind::Paper && !claims.versions.contains_key(&row.id) => None,
        None if claims.began_as_copy || claims.erased.contains(&row.target) => None,
        None => Some(ThingFault::Unlogged),
    }
}

async fn file_fault(
    store: &BlobStore,
    keys: &Keys,
    row: &FileRow,
    wanted: &str,
) -> anyhow::Result<Option<ThingFault>> {
    let Some(blob) = row.blob else { return Ok(Some(ThingFault::FileGone)) };
    let Some(key) = keys.of(row.company) else { return Ok(Some(ThingFault::FileChanged)) };
    Ok(match store.verify(key, blob).await {
        Ok(now) if now.sha256 == wanted => None,
        Ok(_) | Err(BlobError::Damaged { .. } | BlobError::WrongKey { .. }) => {
            Some(ThingFault::FileChanged)
        }
        Err(BlobError::NotFound { .. }) => Some(ThingFault::FileGone),
        Err(error) => return Err(error.into()),
    })
}

/// Versions whose text is not the one that was logged when it was frozen.
async fn version_faults(tx: &Tx, claims: &Claims) -> anyhow::Result<Vec<ThingFinding>> {
    let rows = rows::versions(tx).await?;
    let there: HashSet<Uuid> = rows.iter().map(|row| row.id).collect();
    let missing = claims.versions.iter().filter(|(id, _)| !there.contains(*id));
    let version = |fault, name: String, claim: &VersionClaim| ThingFinding {
        fault,
        kind: claim.kind,
        name,
        entry: Some(claim.seq),
        blob: None,
    };
    let mut findings: Vec<_> =
        missing.map(|(id, claim)| version(ThingFault::RowMissing, id.to_string(), claim)).collect();
    for row in rows {
        let Some(claim) = claims.versions.get(&row.id) else { continue };
        let mut hash = Sha256::new().chain_update(&row.snapshot);
        for file in &claim.files {
            hash = hash.chain_update([b'\n']).chain_update(file);
        }
        if hex::encode(hash.finalize()) != claim.sha256 {
            findings.push(version(ThingFault::RowChanged, row.name, claim));
        }
    }
    Ok(findings)
}

fn finding(fault: ThingFault, row: &FileRow, claim: Option<&Claim>) -> ThingFinding {
    ThingFinding {
        fault,
        kind: row.kind,
        name: row.name.clone(),
        entry: claim.map(|claim| claim.seq),
        blob: row.blob,
    }
}

/// The keys of the companies, opened.
struct Keys(HashMap<Uuid, TenantKey>);

impl Keys {
    async fn read(tx: &Tx, folder: &Path) -> anyhow::Result<Self> {
        let master = MasterKey::load(&folder.join("keys/master.key"))
            .context("the master key cannot be used")?;
        let wrapped = rows::company_keys(tx).await?;
        let open = |(id, key): (Uuid, Vec<u8>)| Some((id, master.unwrap_key(&key).ok()?));
        Ok(Self(wrapped.into_iter().filter_map(open).collect()))
    }

    fn of(&self, company: Uuid) -> Option<&TenantKey> {
        self.0.get(&company)
    }
}
