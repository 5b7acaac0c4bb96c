//! The two forms of the right edge against the recursive definition of RFC 6962.

use hikeshi_tlog::{
    Frontier, Hash, TILE_WIDTH, TilePath, TileTree, empty_root, leaf_hash, node_hash, tiles_of,
};
use proptest::prelude::*;

/// `MTH` word for word: split at the largest power of two below the number of leaves.
pub(crate) fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let split = leaves.len().next_power_of_two() / 2;
            node_hash(&naive_root(&leaves[..split]), &naive_root(&leaves[split..]))
        }
    }
}

/// The hashes of a tile word for word: `MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l])`.
fn naive_tile(leaves: &[Hash], tile: TilePath) -> Vec<Hash> {
    let span = 256_usize.pow(u32::from(tile.level.unwrap_or(0)));
    let first = usize::try_from(tile.index).unwrap() * 256;
    (first..first + usize::try_from(tile.width).unwrap())
        .map(|i| naive_root(&leaves[i * span..(i + 1) * span]))
        .collect()
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

#[test]
fn a_tree_of_seventy_thousand_leaves_has_the_tiles_of_the_specification() {
    let leaves = leaves(70_000);
    let mut tree = TileTree::default();
    let mut full = [0; 3];
    for leaf in &leaves {
        for tile in tree.append(*leaf) {
            let level = tile.path.level.unwrap();
            assert_eq!(tile.path.index, full[usize::from(level)]);
            assert_eq!(tile.hashes, naive_tile(&leaves, tile.path));
            full[usize::from(level)] += 1;
        }
    }
    assert_eq!(full, [273, 1, 0]);
    let partials: Vec<_> = tree.partials().map(|(path, _)| path.to_string()).collect();
    assert_eq!(partials, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    assert_eq!(tree.root(), naive_root(&leaves));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn edge_and_tiles_agree_with_the_definition_at_every_size(
        size in prop_oneof![0_u64..600, 65_300_u64..66_100],
    ) {
        let leaves = leaves(size);
        let (mut frontier, mut tree) = (Frontier::default(), TileTree::default());
        let mut full = Vec::new();
        for leaf in &leaves {
            frontier.append(*leaf);
            full.extend(tree.append(*leaf));
        }
        let root = naive_root(&leaves);
        prop_assert_eq!(frontier.root(), root);
        prop_assert_eq!(tree.root(), root);
        let expected: u64 = tiles_of(size).iter().map(|(full, _)| full).sum();
        prop_assert_eq!(full.len() as u64, expected);
        for tile in full {
            prop_assert_eq!(tile.path.width, TILE_WIDTH);
            prop_assert_eq!(&tile.hashes, &naive_tile(&leaves, tile.path));
        }
        let mut levels = vec![Vec::new(); tiles_of(size).len()];
        for (path, hashes) in tree.partials() {
            prop_assert_eq!(hashes, naive_tile(&leaves, path));
            levels[usize::from(path.level.unwrap())] = hashes.to_vec();
        }
        let taken_up = TileTree::from_partials(size, levels).unwrap();
        prop_assert_eq!(taken_up.root(), root);
    }
}
