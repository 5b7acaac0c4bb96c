//! Markdown as plain lines: what is written stays, its marks go.

use std::collections::HashSet;

use crate::plain;

/// One line of a description.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// True for a heading.
    pub heading: bool,
    /// The text without marks.
    pub text: String,
}

/// The lines of a Markdown text, without rules, fences and empty lines.
pub fn lines(markdown: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut code = false;
    for raw in plain::clean(markdown).lines() {
        let line = raw.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            code = !code;
            continue;
        }
        let (heading, text) = if code { (false, line.to_owned()) } else { block(line) };
        let pieces = plain::lines(&text);
        lines.extend(pieces.into_iter().map(|text| Line { heading, text }));
        if lines.len() > plain::LINES {
            break;
        }
    }
    lines
}

/// A line without the marks at its beginning.
fn block(line: &str) -> (bool, String) {
    let rule = |mark: char| line.len() >= 3 && line.chars().all(|c| c == mark || c == ' ');
    if rule('-') || rule('*') || rule('_') || rule('=') {
        return (false, String::new());
    }
    let unmarked = line.trim_start_matches('#');
    let hashes = line.len() - unmarked.len();
    if (1..=6).contains(&hashes) && unmarked.starts_with(' ') {
        return (true, inline(unmarked.trim().trim_end_matches('#').trim()));
    }
    if line.starts_with('|') && line.ends_with('|') {
        return (false, row(line));
    }
    let mut text = line;
    while let Some(rest) = text.strip_prefix('>') {
        text = rest.trim_start();
    }
    for bullet in ["- [ ] ", "- [x] ", "- ", "* ", "+ ", "\u{2022} "] {
        if let Some(rest) = text.strip_prefix(bullet) {
            text = rest.trim_start();
            break;
        }
    }
    (false, inline(text))
}

/// A row of a table as its cells; the row of hyphens below the head is nothing.
fn row(line: &str) -> String {
    let cells: Vec<String> = line.trim_matches('|').split('|').map(|c| inline(c.trim())).collect();
    if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
        return String::new();
    }
    cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ")
}

/// A text without marks of weight, code and links; an address stays behind its text.
fn inline(text: &str) -> String {
    let text = unslanted(&text.replace("**", "").replace('`', ""));
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, link)) = rest.split_once('[') {
        let parts = link_of(link);
        plain.push_str(before.strip_suffix('!').unwrap_or(before));
        match parts {
            Some((label, address, behind)) => {
                plain.push_str(label);
                if label != address {
                    plain.push_str(&format!(" ({address})"));
                }
                rest = behind;
            }
            None => {
                plain.push('[');
                rest = link;
            }
        }
    }
    plain.push_str(rest);
    unescaped(&plain).trim().to_owned()
}

/// Label, address and what is behind, of a text after an opening bracket. No look goes beyond the
/// next opening bracket, so that a text of brackets is read in one go.
fn link_of(text: &str) -> Option<(&str, &str, &str)> {
    let until = |text: &str| text.find('[').unwrap_or(text.len());
    let (label, _) = text[..until(text)].split_once("](")?;
    let after = &text[label.len() + "](".len()..];
    let (address, _) = after[..until(after)].split_once(')')?;
    Some((label, address, &after[address.len() + 1..]))
}

/// A text without the asterisks around slanted words; others, as in `*.exe`, stay.
fn unslanted(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let word =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphanumeric());
    let space = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_none_or(|c| *c == ' ');
    let stars = letters.iter().enumerate().filter(|(_, c)| **c == '*').map(|(at, _)| at);
    let mut open = None;
    let mut marks = HashSet::new();
    for at in stars {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        match open {
            Some(begin) if !space(before) && !word(after) => {
                marks.extend([begin, at]);
                open = None;
            }
            _ => open = (!word(before) && word(after)).then_some(at),
        }
    }
    let kept = letters.iter().enumerate().filter(|(at, _)| !marks.contains(at));
    kept.map(|(_, letter)| letter).collect()
}

/// `\*` is written where an asterisk is meant; a backslash before a letter is one in a path.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let mark = |next: &char| next.is_ascii_punctuation() && *next != '\\';
        if letter != '\\' || !letters.peek().is_some_and(mark) {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let markdown = "### Actions\n\n---\n* **Block** `10.0.0.1`\n1. See [the sheet](https://a.example/x)\n\
            > - quoted\n```\nrm -rf x\n```\n| a | b |\n|---|---|\n\\* note [x]\n*Only* *.exe, Q\\&A";
        let lines: Vec<String> = lines(markdown).into_iter().map(|line| line.text).collect();
        let expected = [
            "Actions",
            "Block 10.0.0.1",
            "1. See the sheet (https://a.example/x)",
            "quoted",
            "rm -rf x",
            "a | b",
            "* note [x]",
            "Only *.exe, Q&A",
        ];
        assert_eq!(lines, expected);
    }
}
