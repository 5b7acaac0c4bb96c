//! A table that programs read.

use super::{Parcel, stamp};
use crate::give::defanged;

/// One line for each trace, with a heading: type, value, defanged value, time of noting, marking,
/// whether it can be looked for. UTF-8 with a byte order mark, for spreadsheet programs.
#[must_use]
pub fn csv(parcel: &Parcel) -> String {
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let marking = parcel.tlp.label();
    let heading = ["type", "value", "defanged", "noted_at", "tlp", "to_ids"].map(str::to_owned);
    let rows = parcel.items.iter().map(|item| {
        [
            item.kind.name().to_owned(),
            as_text(&item.value),
            as_text(&defanged(item.kind, &item.value)),
            stamp(item.noted_at),
            marking.clone(),
            item.kind.can_be_looked_for().to_string(),
        ]
    });
    let written = std::iter::once(heading).chain(rows).try_for_each(|row| table.write_record(row));
    let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

/// Spreadsheet programs calculate what begins like a formula.
fn as_text(value: &str) -> String {
    if value.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{value}")
    } else {
        value.to_owned()
    }
}
