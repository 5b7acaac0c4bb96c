//! The official texts out of a workbook.

use std::collections::BTreeMap;

use hikeshi_office::{IncomingFault, read_workbook};
use hikeshi_posture_engine::Catalogue;

use super::LIMITS;

/// Characters of an official text.
const LONGEST_TEXT: usize = 4_000;

/// The longest text beside each official id of the catalogue, from any sheet of the workbook.
pub(crate) fn take_official(
    catalogue: &Catalogue,
    bytes: &[u8],
) -> Result<BTreeMap<String, String>, IncomingFault> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for sheet in read_workbook(bytes, LIMITS)? {
        for row in &sheet.rows {
            let named = row.iter().find_map(|cell| named(catalogue, cell));
            let Some(item) = named else { continue };
            let longest = row.iter().max_by_key(|cell| cell.chars().count());
            let Some(text) = longest.filter(|text| text.chars().count() > 10) else { continue };
            let text: String = text.chars().take(LONGEST_TEXT).collect();
            let known = texts.entry(item.to_owned()).or_default();
            if known.chars().count() < text.chars().count() {
                *known = text;
            }
        }
    }
    Ok(texts)
}

/// The item whose official id the cell holds, perhaps after a short word such as `No.`.
fn named<'a>(catalogue: &'a Catalogue, cell: &str) -> Option<&'a str> {
    let folded = hikeshi_kernel::fold_width(cell);
    let number = folded.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = folded.trim().chars().count() - number.chars().count();
    if before > 3 {
        return None;
    }
    catalogue.items().find(|item| item.id == number).map(|item| item.id.as_str())
}
