//! Merkle tree hashing of RFC 6962 §2.1 and the compact range at the right edge of the tree.

use sha2::{Digest as _, Sha256};

/// The SHA-256 hash of a leaf or of an inner node of the tree.
pub type Hash = [u8; 32];

/// The hash of a leaf: SHA-256 of `0x00` and the entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// The hash of an inner node: SHA-256 of `0x01`, left and right.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The roots of the complete subtrees that make up a tree, largest first: all that is needed to
/// append and to know the root. One hash for each 1-bit of the size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Takes up a stored frontier; `None` if the number of peaks does not fit the size.
    #[must_use]
    pub fn from_parts(size: u64, peaks: Vec<Hash>) -> Option<Self> {
        (size.count_ones() as usize == peaks.len()).then_some(Self { size, peaks })
    }

    /// Reads [`Frontier::to_text`] again.
    #[must_use]
    pub fn from_text(size: u64, text: &str) -> Option<Self> {
        let bytes = hex::decode(text).ok()?;
        let (peaks, rest) = bytes.as_chunks::<32>();
        if rest.is_empty() { Self::from_parts(size, peaks.to_vec()) } else { None }
    }

    /// The peaks in hexadecimal, one after the other; the size is kept beside it.
    #[must_use]
    pub fn to_text(&self) -> String {
        hex::encode(self.peaks.as_flattened())
    }

    /// The number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf's hash.
    pub fn append(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Each trailing 1-bit of the old size is a subtree as large as the one just completed.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// The root of the tree (RFC 6962 `MTH`).
    #[must_use]
    pub fn root(&self) -> Hash {
        self.root_with(None).unwrap_or_else(empty_root)
    }

    /// The root when a smaller tree with the root `right` stands to the right of this one.
    pub(crate) fn root_with(&self, right: Option<Hash>) -> Option<Hash> {
        self.peaks
            .iter()
            .rev()
            .fold(right, |right, left| Some(right.map_or(*left, |right| node_hash(left, &right))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inputs and roots of the Certificate Transparency reference test (RFC 6962).
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_roots_are_those_of_the_reference_test() {
        let mut frontier = Frontier::default();
        assert_eq!(hex::encode(frontier.root()), ROOTS[0]);
        for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
            frontier.append(leaf_hash(&hex::decode(leaf).unwrap()));
            assert_eq!(hex::encode(frontier.root()), *root);
        }
    }

    #[test]
    fn a_stored_frontier_goes_on_where_it_stopped_and_a_wrong_one_is_refused() {
        let mut frontier = Frontier::default();
        for n in 0..300_u16 {
            let taken_up = Frontier::from_text(frontier.size(), &frontier.to_text());
            assert_eq!(taken_up.as_ref(), Some(&frontier));
            frontier.append(leaf_hash(&n.to_be_bytes()));
        }
        assert_eq!(Frontier::from_text(frontier.size() + 1, &frontier.to_text()), None);
        assert_eq!(Frontier::from_text(1, "00"), None);
    }
}
