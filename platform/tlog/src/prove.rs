//! Making proofs: from the published tiles where they are whole, from the rows otherwise.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sea_orm::ConnectionTrait;

use crate::layout::{TILE_WIDTH, TilePath, tiles_of};
use crate::proof::{verify_consistency, verify_inclusion};
use crate::publish::{blocking, read_checkpoint_note};
use crate::subtrees::{Subtree, consistency_ranges, cover, inclusion_ranges, join};
use crate::tile_files::read_tile;
use crate::tiles::subtree_root;
use crate::{Checkpoint, Frontier, Hash, LogProof, LoggedEntry, TlogError, rows};

/// Tree heights that one tile covers: 256 = 2^8 hashes.
const TILE_HEIGHT: u8 = 8;

/// The proof that entry `seq` stands in the log, against the checkpoint that was published last
/// into `folder`. It reads one row and a handful of tiles, however long the log is; only where
/// tiles are missing or damaged it counts from the rows. Signatures are not looked at here.
///
/// # Errors
/// [`TlogError::NotPublished`] if no checkpoint covers the entry yet; [`TlogError::Broken`] if
/// the row does not agree with itself; [`TlogError::Forked`] if the log does not give the root of
/// the checkpoint; [`TlogError::Db`], [`TlogError::Io`].
pub async fn prove(
    conn: &impl ConnectionTrait,
    folder: &Path,
    seq: u64,
) -> Result<LogProof, TlogError> {
    let root = folder.to_owned();
    let note = blocking(move || read_checkpoint_note(&root)).await?;
    let note = note.ok_or(TlogError::NotPublished { seq })?;
    prove_against(conn, folder, seq, &note).await
}

/// As [`prove`], against a checkpoint that somebody kept: `note` may be any earlier checkpoint of
/// this log, signed or as printed on paper.
///
/// # Errors
/// As [`prove`]; [`TlogError::Format`] if `note` is no checkpoint.
pub async fn prove_against(
    conn: &impl ConnectionTrait,
    folder: &Path,
    seq: u64,
    note: &str,
) -> Result<LogProof, TlogError> {
    let checkpoint = Checkpoint::read(note)?;
    if seq >= checkpoint.size {
        return Err(TlogError::NotPublished { seq });
    }
    let entry = rows::entries(conn, seq, seq.saturating_add(1), 1).await?;
    let entry: LoggedEntry = entry.into_iter().next().ok_or(TlogError::NotPublished { seq })?;
    let leaf = entry.checked_leaf().map_err(|why| TlogError::Broken { seq, why })?;
    let ranges = inclusion_ranges(seq, checkpoint.size);
    let holds =
        |path: &[Hash]| verify_inclusion(leaf, seq, checkpoint.size, &checkpoint.root, path);
    let path = hashes(conn, folder, &ranges, holds)
        .await?
        .ok_or(TlogError::Forked { size: checkpoint.size })?;
    LogProof::new(&entry, path, note.to_owned())
}

/// The proof that the tree `old` (size and root) is a beginning of the tree `new`; both must be
/// sizes that this log had. The hashes are in the order of RFC 6962 §2.1.2.
///
/// # Errors
/// [`TlogError::Forked`] with the old size if it is not so; [`TlogError::Shrunk`] if the log is
/// shorter than either; [`TlogError::Db`], [`TlogError::Io`].
pub async fn consistency_proof(
    conn: &impl ConnectionTrait,
    folder: &Path,
    old: &Checkpoint,
    new: &Checkpoint,
) -> Result<Vec<Hash>, TlogError> {
    let size = rows::head(conn).await?.size();
    if let Some(signed) = [old.size, new.size].into_iter().find(|signed| *signed > size) {
        return Err(TlogError::Shrunk { rows: size, signed });
    }
    let fork = TlogError::Forked { size: old.size };
    if old.size > new.size {
        return Err(fork);
    }
    let ranges = consistency_ranges(old.size, new.size);
    let holds =
        |path: &[Hash]| verify_consistency((old.size, &old.root), (new.size, &new.root), path);
    hashes(conn, folder, &ranges, holds).await?.ok_or(fork)
}

/// The roots of the ranges, first from the tiles alone, then from the rows alone; `None` if the
/// proof does not hold either way.
async fn hashes(
    conn: &impl ConnectionTrait,
    folder: &Path,
    ranges: &[Range<u64>],
    holds: impl Fn(&[Hash]) -> bool,
) -> Result<Option<Vec<Hash>>, TlogError> {
    let (root, wanted) = (folder.to_owned(), ranges.to_vec());
    let from_tiles = blocking(move || Ok(Tiles::open(root).roots(&wanted))).await?;
    if let Some(path) = from_tiles.filter(|path| holds(path)) {
        return Ok(Some(path));
    }
    tracing::warn!("tiles of the log are missing or damaged; the proof is counted from the rows");
    let mut path = Vec::with_capacity(ranges.len());
    for range in ranges {
        path.push(root_from_rows(conn, range).await?);
    }
    Ok(Some(path).filter(|path| holds(path)))
}

/// The root of the range, from the leaves of its rows.
async fn root_from_rows(
    conn: &impl ConnectionTrait,
    range: &Range<u64>,
) -> Result<Hash, TlogError> {
    const PAGE: u64 = 4096;
    let (mut frontier, mut next) = (Frontier::default(), range.start);
    while next < range.end {
        let page = rows::leaves(conn, next, range.end.min(next.saturating_add(PAGE))).await?;
        next += page.len() as u64;
        page.into_iter().for_each(|leaf| frontier.append(leaf));
    }
    Ok(frontier.root())
}

/// The tiles of a published log, each read at most once.
struct Tiles {
    root: PathBuf,
    /// The width of the partial tile of each level, by the checkpoint in the folder.
    edge: Vec<(u64, u64)>,
    read: HashMap<(u8, u64), Option<Vec<Hash>>>,
}

impl Tiles {
    fn open(root: PathBuf) -> Self {
        let note = read_checkpoint_note(&root).ok().flatten();
        let size = note.and_then(|note| Checkpoint::read(&note).ok()).map_or(0, |it| it.size);
        Self { root, edge: tiles_of(size), read: HashMap::new() }
    }

    fn roots(&mut self, ranges: &[Range<u64>]) -> Option<Vec<Hash>> {
        ranges.iter().map(|range| self.root_of(range)).collect()
    }

    fn root_of(&mut self, range: &Range<u64>) -> Option<Hash> {
        let parts: Option<Vec<_>> = cover(range).into_iter().map(|part| self.node(part)).collect();
        parts.map(|parts| join(&parts))
    }

    /// The root of a complete subtree, from the tile in whose middle it lies.
    fn node(&mut self, part: Subtree) -> Option<Hash> {
        let (level, within) = (part.height / TILE_HEIGHT, part.height % TILE_HEIGHT);
        let first = part.index << within;
        let tile = self.tile(level, first / TILE_WIDTH)?;
        let start = usize::try_from(first % TILE_WIDTH).ok()?;
        tile.get(start..start + (1 << within)).map(subtree_root)
    }

    fn tile(&mut self, level: u8, index: u64) -> Option<&[Hash]> {
        let Self { root, edge, read } = self;
        let load = || {
            let tile = |width| read_tile(root, TilePath { level: Some(level), index, width });
            let (at, partial) = edge.get(usize::from(level)).copied().unwrap_or((0, 0));
            // A partial tile goes away when the full one is there: then that is looked for again.
            tile(TILE_WIDTH)
                .or_else(|| (at == index && partial > 0).then(|| tile(partial)).flatten())
                .or_else(|| tile(TILE_WIDTH))
        };
        read.entry((level, index)).or_insert_with(load).as_deref()
    }
}
