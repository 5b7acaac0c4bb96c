//! Reading the name of a tile strictly: one spelling for each, nothing else.

use hikeshi_tlog::{TILE_WIDTH, TilePath};

/// Reads `<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`; `None` for any other text.
pub(super) fn tile_path(text: &str) -> Option<TilePath> {
    let (level, rest) = text.split_once('/')?;
    let level = match level {
        "entries" => None,
        number => Some(number.parse::<u8>().ok().filter(|level| *level < 64)?),
    };
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => {
            (number, width.parse().ok().filter(|width| (1..TILE_WIDTH).contains(width))?)
        }
        None => (rest, TILE_WIDTH),
    };
    let mut index = 0_u64;
    for group in number.split('/') {
        let group: u64 = group.trim_start_matches('x').parse().ok()?;
        index = index.checked_mul(1000)?.checked_add(group)?;
    }
    let path = TilePath { level, index, width };
    (path.to_string().strip_prefix("tile/") == Some(text)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tile_has_one_name_and_no_path_leads_elsewhere() {
        for name in ["0/000", "0/x001/x234/067", "63/273.p/112", "entries/000.p/1"] {
            assert_eq!(tile_path(name).unwrap().to_string(), format!("tile/{name}"));
        }
        let bad = "0 / 0/ 0/0 0/0000 0/x000/001 64/000 -1/000 +0/000 00/000 0/000.p/0 0/000.p/256 \
                   0/000.p/01 0/../../keys/log.key 0/x001 entries entries/../000 0/000/ 0//000 \
                   0/001x/000 0/x001/x000/x000/x000/x000/x000/x000/000 data/000 0/%2e%2e";
        for name in bad.split_whitespace() {
            assert_eq!(tile_path(name), None, "{name}");
        }
    }
}
