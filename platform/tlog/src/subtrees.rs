//! Which hashes a proof is made of: the ranges of leaves of RFC 6962 §2.1.1 and §2.1.2, and the
//! complete subtrees that make up a range. Pure arithmetic; the hashes come from elsewhere.

use std::ops::Range;

use crate::Hash;
use crate::hash::{empty_root, node_hash};

/// A complete subtree of `2^height` leaves, the `index`-th of its height from the left. Its root
/// never changes once its last leaf is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Subtree {
    pub height: u8,
    pub index: u64,
}

/// The ranges whose roots lead from leaf `index` to the root of a tree of `size` leaves, the
/// leaf's sibling first. `index` must be below `size`.
pub(crate) fn inclusion_ranges(index: u64, size: u64) -> Vec<Range<u64>> {
    let (mut ranges, mut inside) = (Vec::new(), 0..size);
    while inside.end - inside.start > 1 {
        let middle = middle(&inside);
        let (below, beside) = if index < middle {
            (inside.start..middle, middle..inside.end)
        } else {
            (middle..inside.end, inside.start..middle)
        };
        ranges.push(beside);
        inside = below;
    }
    ranges.reverse();
    ranges
}

/// The ranges whose roots show that the tree of the first `old` of `new` leaves is a beginning of
/// the larger one. Empty for an empty old tree and for equal sizes.
pub(crate) fn consistency_ranges(old: u64, new: u64) -> Vec<Range<u64>> {
    if old == 0 {
        return Vec::new();
    }
    let (mut ranges, mut inside) = (Vec::new(), 0..new);
    // The root of the old tree is known to the one who checks; any other complete part is not.
    let mut known = true;
    while inside.end != old {
        let middle = middle(&inside);
        if old <= middle {
            ranges.push(middle..inside.end);
            inside = inside.start..middle;
        } else {
            ranges.push(inside.start..middle);
            inside = middle..inside.end;
            known = false;
        }
    }
    if !known {
        ranges.push(inside);
    }
    ranges.reverse();
    ranges
}

/// The complete subtrees of a range that [`inclusion_ranges`] or [`consistency_ranges`] named,
/// from left to right, so that [`join`] gives the root of the range.
pub(crate) fn cover(range: &Range<u64>) -> Vec<Subtree> {
    let (mut parts, mut start) = (Vec::new(), range.start);
    while start < range.end {
        let height = (range.end - start).ilog2();
        parts.push(Subtree { height: u8::try_from(height).unwrap_or(63), index: start >> height });
        start += 1 << height;
    }
    parts
}

/// The root over the roots of the parts of a range.
pub(crate) fn join(parts: &[Hash]) -> Hash {
    let Some((last, before)) = parts.split_last() else { return empty_root() };
    before.iter().rev().fold(*last, |right, left| node_hash(left, &right))
}

/// Where a range is split: after the largest power of two below its length.
fn middle(range: &Range<u64>) -> u64 {
    range.start + (1 << (range.end - range.start - 1).ilog2())
}
