//! Checking proofs of inclusion and of consistency, with nothing but hashes (RFC 9162 §2.1.3.2
//! and §2.1.4.2).

use crate::Hash;
use crate::hash::{empty_root, node_hash};

/// The root to which `leaf` at place `index` of a tree of `size` leaves leads over `path`;
/// `None` if the path does not have the length that place and size demand. The proof holds if
/// this is the root that somebody trustworthy signed.
#[must_use]
pub fn root_of_path(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut node, mut index, mut last) = (leaf, index, size - 1);
    for beside in path {
        if last == 0 {
            return None;
        }
        if index & 1 == 1 || index == last {
            node = node_hash(beside, &node);
            while index & 1 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, beside);
        }
        index >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(node)
}

/// Whether `leaf` stands at place `index` of the tree with `size` leaves and the root `root`.
#[must_use]
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, root: &Hash, path: &[Hash]) -> bool {
    root_of_path(leaf, index, size, path).as_ref() == Some(root)
}

/// Whether the tree `old` (size, root) is a beginning of the tree `new`: nothing was changed,
/// taken out or put in between. An empty old tree is a beginning of every tree.
#[must_use]
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), path: &[Hash]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return false;
    }
    if old_size == 0 {
        return path.is_empty() && *old_root == empty_root();
    }
    if old_size == new_size {
        return path.is_empty() && old_root == new_root;
    }
    // A complete old tree is itself the first hash; it is not sent again.
    let whole = old_size.is_power_of_two();
    let Some((first, rest)) = (if whole { Some((old_root, path)) } else { path.split_first() })
    else {
        return false;
    };
    walk(*first, rest, old_size, new_size) == Some((*old_root, *new_root))
}

/// The roots of both trees, computed from the hashes of the proof.
fn walk(first: Hash, rest: &[Hash], old_size: u64, new_size: u64) -> Option<(Hash, Hash)> {
    let shared = (old_size - 1).trailing_ones();
    let (mut index, mut last) = ((old_size - 1) >> shared, (new_size - 1) >> shared);
    let (mut old, mut new) = (first, first);
    for hash in rest {
        if last == 0 {
            return None;
        }
        if index & 1 == 1 || index == last {
            old = node_hash(hash, &old);
            new = node_hash(hash, &new);
            while index & 1 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, hash);
        }
        index >>= 1;
        last >>= 1;
    }
    (last == 0).then_some((old, new))
}
