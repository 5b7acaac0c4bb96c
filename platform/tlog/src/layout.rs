//! Names and contents of the files of C2SP tlog-tiles.

use crate::TlogError;

/// Hashes in a full tile and entries in a full bundle.
pub const TILE_WIDTH: u64 = 256;

/// One file of the log: a tile of hashes, or (without a level) a bundle of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    /// The level of a tile of hashes; `None` for a bundle of entries.
    pub level: Option<u8>,
    /// The number of the tile in its level, from 0.
    pub index: u64,
    /// How many hashes or entries it holds: 1 to 256.
    pub width: u64,
}

impl TilePath {
    /// Full tiles and bundles never change again.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }
}

impl std::fmt::Display for TilePath {
    /// `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`, `N` as `x001/x234/067`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.level {
            Some(level) => write!(f, "tile/{level}/")?,
            None => f.write_str("tile/entries/")?,
        }
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for group in groups.iter().skip(1).rev() {
            write!(f, "x{group:03}/")?;
        }
        write!(f, "{:03}", groups[0])?;
        if self.width < TILE_WIDTH { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

/// The tiles of hashes of a tree of `size` leaves, level by level: for each level the number of
/// full tiles and the width of the partial tile (0: none). Levels without tiles are left out.
#[must_use]
pub fn tiles_of(size: u64) -> Vec<(u64, u64)> {
    let mut levels = Vec::new();
    let mut hashes = size;
    while hashes > 0 {
        levels.push((hashes / TILE_WIDTH, hashes % TILE_WIDTH));
        hashes /= TILE_WIDTH;
    }
    levels
}

/// A bundle: each entry after its length as two bytes, big-endian.
///
/// # Errors
/// [`TlogError::Format`] if an entry is longer than 65,535 bytes.
pub fn bundle_entries<'a>(
    entries: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, TlogError> {
    let mut bundle = Vec::new();
    for entry in entries {
        let length =
            u16::try_from(entry.len()).map_err(|_| TlogError::Format { what: "log entry" })?;
        bundle.extend(length.to_be_bytes());
        bundle.extend(entry);
    }
    Ok(bundle)
}

/// The entries of a bundle in their order, borrowed from it: each stands behind its length in two
/// bytes.
///
/// # Errors
/// [`TlogError::Format`] if the bundle ends within an entry.
pub fn read_bundle(mut bundle: &[u8]) -> Result<Vec<&[u8]>, TlogError> {
    let mut entries = Vec::new();
    while !bundle.is_empty() {
        let (length, rest) =
            bundle.split_first_chunk::<2>().ok_or(TlogError::Format { what: "entry bundle" })?;
        let (entry, rest) = rest
            .split_at_checked(usize::from(u16::from_be_bytes(*length)))
            .ok_or(TlogError::Format { what: "entry bundle" })?;
        entries.push(entry);
        bundle = rest;
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_of_seventy_thousand_leaves_are_those_of_the_specification() {
        assert_eq!(tiles_of(70_000), [(273, 112), (1, 17), (0, 1)]);
        assert_eq!(tiles_of(256), [(1, 0), (0, 1)]);
        assert_eq!(tiles_of(0), []);
    }

    #[test]
    fn tiles_are_named_as_in_the_specification() {
        let name = |level, index, width| TilePath { level, index, width }.to_string();
        assert_eq!(name(Some(0), 1_234_067, 256), "tile/0/x001/x234/067");
        assert_eq!(name(Some(0), 273, 112), "tile/0/273.p/112");
        assert_eq!(name(None, 0, 1), "tile/entries/000.p/1");
        assert_eq!(name(Some(63), 1000, 256), "tile/63/x001/000");
    }

    #[test]
    fn a_bundle_gives_its_entries_back_and_a_cut_one_is_refused() {
        let long = vec![7; 65_535];
        let bundle = bundle_entries([&b"ab"[..], b"", &long]).unwrap();
        assert_eq!(&bundle[..6], b"\x00\x02ab\x00\x00");
        assert_eq!(read_bundle(&bundle).unwrap(), [&b"ab"[..], b"", &long]);
        assert!(read_bundle(&bundle[..bundle.len() - 1]).is_err());
        assert!(read_bundle(&bundle[..5]).is_err());
        assert!(bundle_entries([&vec![0; 65_536][..]]).is_err());
    }
}
