//! Item ids as people write them: `1`, `No.1`, full-width, `G5-1`, `1-2-1(1)`.

use crate::{AnswerWords, Catalogue};

/// The catalogue's own id for what a cell names; the id of a requirement is not an item.
pub(crate) fn find<'a>(
    catalogue: &'a Catalogue,
    words: &AnswerWords,
    cell: &str,
) -> Option<&'a str> {
    let written = plain(cell);
    let same = |wanted: &str| catalogue.items().find(|i| plain(&i.id) == wanted).map(|i| &*i.id);
    let beginnings = words.before_number.iter().chain(&catalogue.prefixes).map(|b| plain(b));
    let mut forms = vec![written.clone()];
    forms.extend(beginnings.filter_map(|beginning| {
        let rest = written.strip_prefix(beginning.as_str())?;
        Some(rest.trim_start_matches('-').to_owned())
    }));
    // A spreadsheet that takes the number for an amount writes 1.0.
    let whole = forms.iter().filter_map(|form| form.strip_suffix("-0").map(str::to_owned));
    let whole: Vec<String> = whole.collect();
    forms.extend(whole);
    forms.iter().filter(|form| !form.is_empty()).find_map(|form| same(form))
}

/// The requirement that a cell names instead of an item.
pub(crate) fn group<'a>(catalogue: &'a Catalogue, cell: &str) -> Option<&'a str> {
    let written = plain(cell);
    catalogue.groups.iter().find(|group| plain(&group.id) == written).map(|group| &*group.id)
}

/// Narrow capitals; whatever is neither letter nor digit becomes one dash; no zeros before a number.
fn plain(text: &str) -> String {
    let folded = hikeshi_kernel::fold_width(text).to_uppercase();
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let bare = |part: &str| {
        let digits = part.chars().all(|c| c.is_ascii_digit());
        let short = part.trim_start_matches('0');
        if digits && !short.is_empty() { short.to_owned() } else { part.to_owned() }
    };
    parts.map(bare).collect::<Vec<_>>().join("-")
}
