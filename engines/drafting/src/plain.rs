//! A document as plain text: for filings by mail, and for e-mails.

use crate::ItemText;

/// The items one after another: number and name on a line, then what the item says, then an empty
/// line. An item whose name is not printed and that says nothing is left out; one of a form stays,
/// so that the reader sees what was not filled in.
#[must_use]
pub fn plain_text(items: &[ItemText]) -> String {
    let shown = items.iter().filter(|item| !(item.untitled && item.text.is_empty()));
    shown.map(|item| part(item) + "\n").collect::<Vec<_>>().join("\n")
}

fn part(item: &ItemText) -> String {
    let title = Some(item.title.as_str()).filter(|_| !item.untitled);
    let heading: Vec<&str> = item.number.as_deref().into_iter().chain(title).collect();
    let lines = [heading.join(" "), item.text.clone()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
