//! A name under which a file is saved.

use hikeshi_kernel::japan;

use super::Paper;

/// Kind, incident, day and state in ASCII: what goes out by mail keeps its name everywhere.
pub(super) fn of(paper: &Paper, ending: &str) -> String {
    let day = paper.made_at.to_zoned(japan()).strftime("%Y%m%d").to_string();
    let state = if paper.draft { "draft" } else { "" };
    let parts = [ascii(&paper.kind), ascii(&paper.incident), day, state.to_owned()];
    let parts: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{}.{ending}", parts.join("-"))
}

fn ascii(text: &str) -> String {
    let kept = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let name: String = text.chars().filter(kept).take(40).collect();
    name.trim_matches('-').to_owned()
}
