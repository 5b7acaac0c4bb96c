//! The little that the rules need to read from Markdown.

/// The rows of the first table whose header begins with `columns` (case ignored); each row has
/// at least as many cells. Empty when there is no such table.
pub fn table(text: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut lines = text.lines().skip_while(|line| {
        let cells = cells(line);
        cells.len() < columns.len()
            || !columns.iter().zip(&cells).all(|(name, cell)| cell.eq_ignore_ascii_case(name))
    });
    lines.next();
    lines
        .skip(1)
        .map(cells)
        .take_while(|cells| !cells.is_empty())
        .filter(|cells| cells.len() >= columns.len())
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let Some(line) = line.strip_prefix('|') else { return Vec::new() };
    line.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// The words between backticks on one line.
pub fn code_words(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The lines outside of fenced blocks, with their number from 1.
pub fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((index + 1, line))
    })
}
