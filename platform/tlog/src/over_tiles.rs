//! Roots and consistency proofs out of tiles that came from anywhere: from another log over the
//! network, or from a folder. What the tiles say is believed only as far as it leads to a root that
//! was signed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::Hash;
use crate::layout::{TILE_WIDTH, TilePath, tiles_of};
use crate::subtrees::{Subtree, consistency_ranges, cover, join};
use crate::tiles::subtree_root;

/// Tree heights that one tile covers: 256 = 2^8 hashes.
const TILE_HEIGHT: u8 = 8;

/// Tiles of hashes at hand, each with as many hashes as its name says.
pub type Tiles = BTreeMap<TilePath, Vec<Hash>>;

/// Reads the bytes of a tile; `None` if its length is not the one that its name says.
#[must_use]
pub fn read_hashes(path: TilePath, bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && hashes.len() as u64 == path.width).then(|| hashes.to_vec())
}

/// The tiles of a log with `new` leaves that show whether it goes on from its first `old` leaves.
#[must_use]
pub fn tiles_for_consistency(old: u64, new: u64) -> BTreeSet<TilePath> {
    tiles_under(consistency_ranges(old.min(new), new), new)
}

/// The hashes of the proof that the first `old` leaves are a beginning of the tree with `new`
/// leaves; `None` if a tile is missing.
#[must_use]
pub fn consistency_over(tiles: &Tiles, old: u64, new: u64) -> Option<Vec<Hash>> {
    let ranges = consistency_ranges(old.min(new), new);
    ranges.iter().map(|range| root_of(tiles, range, new)).collect()
}

/// The tiles of a log with `of` leaves that give the root of its first `size` leaves.
#[must_use]
pub fn tiles_for_root(size: u64, of: u64) -> BTreeSet<TilePath> {
    tiles_under(std::iter::once(0..size.min(of)), of)
}

/// The root of the first `size` leaves of a log with `of` leaves; `None` if a tile is missing.
#[must_use]
pub fn root_over(tiles: &Tiles, size: u64, of: u64) -> Option<Hash> {
    if size > of { None } else { root_of(tiles, &(0..size), of) }
}

fn tiles_under(ranges: impl IntoIterator<Item = Range<u64>>, of: u64) -> BTreeSet<TilePath> {
    ranges.into_iter().flat_map(|range| cover(&range)).map(|part| place(part, of).0).collect()
}

fn root_of(tiles: &Tiles, range: &Range<u64>, of: u64) -> Option<Hash> {
    let node = |part: Subtree| {
        let (tile, hashes) = place(part, of);
        tiles.get(&tile)?.get(hashes).map(subtree_root)
    };
    let parts: Option<Vec<_>> = cover(range).into_iter().map(node).collect();
    parts.map(|parts| join(&parts))
}

/// The tile of a log with `of` leaves in which a subtree stands, and its hashes there.
fn place(part: Subtree, of: u64) -> (TilePath, Range<usize>) {
    let (level, within) = (part.height / TILE_HEIGHT, part.height % TILE_HEIGHT);
    let first = part.index << within;
    let index = first / TILE_WIDTH;
    let (full, partial) = tiles_of(of).get(usize::from(level)).copied().unwrap_or((0, 0));
    let width = if index < full { TILE_WIDTH } else { partial };
    let start = usize::try_from(first % TILE_WIDTH).unwrap_or(usize::MAX);
    (TilePath { level: Some(level), index, width }, start..start.saturating_add(1 << within))
}
