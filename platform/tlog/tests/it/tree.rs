//! The two forms of the right edge against the recursive definition of RFC 6962.

use hikeshi_tlog::{
    Frontier, Hash, TILE_WIDTH, TilePath, TileTree, empty_root, leaf_hash, node_hash, tiles_of,
    verify_consistency, verify_inclusion,
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

/// Leaves, roots and proofs of the reference test of Certificate Transparency: independent of us.
const REFERENCE_LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];
const A: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const B: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const C: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const D: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const E: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const F: &str = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const G: &str = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
const H: &str = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
const I: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

#[test]
fn the_proofs_of_the_reference_test_hold_and_no_others() {
    let decode = |texts: &[&str]| -> Vec<Hash> {
        texts.iter().map(|text| hex::decode(text).unwrap().try_into().unwrap()).collect()
    };
    let leaves: Vec<Hash> =
        REFERENCE_LEAVES.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect();
    let root = |size: usize| naive_root(&leaves[..size]);
    for (index, size, path) in
        [(0_usize, 8_usize, &[A, B, C][..]), (5, 8, &[D, E, F]), (2, 3, &[G]), (1, 5, &[H, B, D])]
    {
        let path = decode(path);
        let holds = |at: usize, size: usize| {
            verify_inclusion(leaves[index], at as u64, size as u64, &root(size), &path)
        };
        assert!(holds(index, size));
        assert!((0..8).all(|at| at == index || !holds(at, size)), "{index} of {size}");
    }
    for (old, new, path) in
        [(1_usize, 8_usize, &[A, B, C][..]), (6, 8, &[I, E, F]), (2, 5, &[B, D])]
    {
        let path = decode(path);
        let holds = |old: usize, new: usize| {
            verify_consistency((old as u64, &root(old)), (new as u64, &root(new)), &path)
        };
        assert!(holds(old, new));
        assert!((1..new).all(|other| other == old || !holds(other, new)), "{old} of {new}");
    }
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
