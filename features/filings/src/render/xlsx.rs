//! A paper as a table with its items in order, one sheet for each section.

use hikeshi_office::{OfficeError, Sheet, workbook};
use jiff::Timestamp;

use super::printed::{Part, Printed};

/// Widths of number, title and text in characters; together they fill an upright A4 page.
const WIDTHS: [u16; 3] = [8, 28, 64];

pub(super) fn write(printed: &Printed, made_at: Timestamp) -> Result<Vec<u8>, OfficeError> {
    let sheets: Vec<Sheet> = printed.parts.iter().map(|part| sheet(printed, part)).collect();
    workbook(&sheets, made_at)
}

fn sheet(printed: &Printed, part: &Part) -> Sheet {
    let words = &printed.words;
    let named = if part.title.is_empty() { &printed.title } else { &part.title };
    let title = if part.title.is_empty() {
        printed.titled()
    } else {
        format!("{} {}", printed.titled(), part.title)
    };
    Sheet {
        name: named.clone(),
        first: printed.to_check.clone(),
        title,
        notes: printed.about().into_iter().chain([printed.source.clone()]).collect(),
        head: vec![words.number.clone(), words.title.clone(), words.text.clone()],
        widths: WIDTHS.to_vec(),
        rows: part
            .items
            .iter()
            .map(|item| vec![item.number.clone(), item.title.clone(), item.whole()])
            .collect(),
        running: format!("{} {}", printed.mark, printed.state).trim().to_owned(),
    }
}
