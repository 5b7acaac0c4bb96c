//! The rows of a list that get no letter, as a table that people keep: the list itself is deleted.

use hikeshi_casefile::write_table;
use hikeshi_i18n::Words;

use super::{Checked, Table};

/// The rows with their lines and reasons, under the headings of the list, as CSV; `None` if there
/// are none.
#[must_use]
pub fn table_left_out(words: &Words, table: &Table, checked: &Checked) -> Option<Vec<u8>> {
    if checked.troubles.is_empty() {
        return None;
    }
    let own = [words.t("letters-line"), words.t("letters-why")];
    let head: Vec<String> = own.into_iter().chain(table.heads.iter().cloned()).collect();
    let mut troubles: Vec<_> = checked.troubles.iter().collect();
    troubles.sort_by_key(|trouble| trouble.line);
    let mut rows = table.rows().peekable();
    let lines = troubles.into_iter().map(|trouble| {
        while rows.next_if(|row| row.line < trouble.line).is_some() {}
        let cells = rows.peek().filter(|row| row.line == trouble.line).map(|row| row.cells.clone());
        let why = words.t(&format!("letters-trouble-{}", trouble.kind.name()));
        let why = match trouble.place.is_empty() {
            true => why,
            false => format!("{why} ({})", trouble.place),
        };
        [trouble.line.to_string(), why].into_iter().chain(cells.unwrap_or_default()).collect()
    });
    let lines: Vec<Vec<String>> = lines.collect();
    Some(write_table(std::iter::once(head).chain(lines)))
}
