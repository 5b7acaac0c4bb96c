//! A paper as a table with its items in order. Sections stand below each other on one sheet, or on a
//! sheet each where the form has them so.

use hikeshi_office::{OfficeError, Sheet, workbook};
use jiff::Timestamp;

use super::printed::{Part, Printed};

/// Widths of number, title and text in characters; together they fill an upright A4 page.
const WIDTHS: [u16; 3] = [8, 28, 64];

pub(super) fn write(printed: &Printed, made_at: Timestamp) -> Result<Vec<u8>, OfficeError> {
    let begins = |_: &Part, next: &Part| !next.sheet;
    let sheets: Vec<Sheet> =
        printed.parts.chunk_by(begins).map(|parts| sheet(printed, parts)).collect();
    workbook(&sheets, made_at)
}

fn sheet(printed: &Printed, parts: &[Part]) -> Sheet {
    let words = &printed.words;
    let own = parts.first().filter(|part| part.sheet).map(|part| part.title.as_str());
    let title = own.map_or_else(|| printed.titled(), |own| format!("{} {own}", printed.titled()));
    Sheet {
        name: own.unwrap_or(&printed.title).to_owned(),
        first: printed.to_check.clone(),
        title,
        notes: printed.about().into_iter().chain([printed.source.clone()]).collect(),
        head: vec![words.number.clone(), words.title.clone(), words.text.clone()],
        widths: WIDTHS.to_vec(),
        rows: parts.iter().flat_map(|part| rows(part, own.is_none())).collect(),
        running: format!("{} {}", printed.mark, printed.state).trim().to_owned(),
    }
}

/// The items below the heading of their section, if it has one.
fn rows(part: &Part, headed: bool) -> Vec<Vec<String>> {
    let heading = Some(vec![part.title.clone()]).filter(|_| headed && !part.title.is_empty());
    let items =
        part.items.iter().map(|item| vec![item.number.clone(), item.title.clone(), item.whole()]);
    heading.into_iter().chain(items).collect()
}
