//! The right edge of the tree in the form of tiles: which tiles a new leaf completes.

use crate::hash::{Frontier, Hash, node_hash};
use crate::layout::{TILE_WIDTH, TilePath};

/// The partial tile of each level. Grows leaf by leaf and hands out tiles as they become full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TileTree {
    size: u64,
    levels: Vec<Vec<Hash>>,
}

/// A tile that will never change again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullTile {
    /// Its name.
    pub path: TilePath,
    /// Its 256 hashes.
    pub hashes: Vec<Hash>,
}

impl TileTree {
    /// Takes up a tree of `size` leaves from its partial tiles, lowest level first (an empty one
    /// where a level has none); `None` if a width does not fit the size.
    #[must_use]
    pub fn from_partials(size: u64, levels: Vec<Vec<Hash>>) -> Option<Self> {
        let widths = crate::layout::tiles_of(size);
        let fits = widths.len() == levels.len()
            && widths.iter().zip(&levels).all(|((_, width), level)| *width == level.len() as u64);
        fits.then_some(Self { size, levels })
    }

    /// The number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf's hash; returns the tiles that it completes, lowest level first.
    pub fn append(&mut self, leaf: Hash) -> Vec<FullTile> {
        let mut full = Vec::new();
        let (mut node, mut level) = (leaf, 0_u8);
        let mut hashes_in_level = self.size;
        loop {
            let at = usize::from(level);
            if self.levels.len() == at {
                self.levels.push(Vec::new());
            }
            self.levels[at].push(node);
            hashes_in_level += 1;
            if (self.levels[at].len() as u64) < TILE_WIDTH {
                break;
            }
            let hashes = std::mem::take(&mut self.levels[at]);
            node = subtree_root(&hashes);
            let index = hashes_in_level / TILE_WIDTH - 1;
            full.push(FullTile {
                path: TilePath { level: Some(level), index, width: TILE_WIDTH },
                hashes,
            });
            hashes_in_level = index;
            level += 1;
        }
        self.size += 1;
        full
    }

    /// The tree without the leaves of its partial tile at level 0.
    #[must_use]
    pub(crate) fn back_to_full_tile(mut self) -> Self {
        self.size -= self.size % TILE_WIDTH;
        if self.size == 0 {
            return Self::default();
        }
        self.levels.iter_mut().take(1).for_each(Vec::clear);
        self
    }

    /// The partial tiles of the tree as it is.
    pub fn partials(&self) -> impl Iterator<Item = (TilePath, &[Hash])> {
        (0_u8..).zip(&self.levels).zip(crate::layout::tiles_of(self.size)).filter_map(
            |((level, hashes), (index, width))| {
                (width > 0)
                    .then_some((TilePath { level: Some(level), index, width }, hashes.as_slice()))
            },
        )
    }

    /// The hash of the whole tree as it stands, for the checkpoint.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut root = None;
        for level in &self.levels {
            // The hashes of one level are a small tree of their own, left of the levels below.
            let mut small = Frontier::default();
            level.iter().for_each(|hash| small.append(*hash));
            root = small.root_with(root);
        }
        root.unwrap_or_else(crate::hash::empty_root)
    }
}

/// The root of a complete subtree: the number of hashes is a power of two.
pub(crate) fn subtree_root(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    row.first().copied().unwrap_or_else(crate::hash::empty_root)
}
