//! Texts from outside as lines that a person can read: clean, bounded, nothing executed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hikeshi_kernel::clean_text;
use indexmap::IndexMap;

use crate::cacao::Variable;

/// Characters of one line of a step.
pub const LINE: usize = 600;
/// Characters of a title.
pub const TITLE: usize = 200;
/// Lines of one step.
pub const LINES: usize = 200;
/// Characters of a variable's value within a text.
const VALUE: usize = 200;
/// Bytes after which no further values are filled in: more than a step can show.
const MOST: usize = 8 * LINE * LINES;

/// The text without control characters and marks that turn text around; empty if nothing is left.
pub fn clean(text: &str) -> String {
    clean_text(text, usize::MAX).unwrap_or_default()
}

/// One line of at most `max` characters; the end of a longer one is cut and marked.
pub fn one_line(text: &str, max: usize) -> String {
    let line = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max {
        return line;
    }
    line.chars().take(max - 1).chain(['\u{2026}']).collect()
}

/// The lines of a text, without empty ones; long lines are broken at a space where there is one.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in clean(text).lines() {
        let mut rest = line.trim();
        while !rest.is_empty() && lines.len() <= LINES + 1 {
            let end = rest.char_indices().nth(LINE).map_or(rest.len(), |(end, _)| end);
            let space = (end < rest.len()).then(|| rest[..end].rfind(' ')).flatten();
            let cut = space.filter(|space| *space > end / 2).unwrap_or(end);
            lines.push(rest[..cut].trim_end().to_owned());
            rest = rest[cut..].trim_start();
        }
    }
    lines
}

/// The lines of what a program is given; JSON in as few lines as it needs.
pub fn data(text: &str) -> Vec<String> {
    let compact = serde_json::from_str(text).map(|json: serde_json::Value| json.to_string());
    lines(compact.as_deref().unwrap_or(text))
}

/// The text with `__name__:value` replaced where the value is known (section 10.18.2). Values are
/// not looked into again, and are cut, so that no file can blow itself up.
pub fn with_values(text: &str, scopes: &[&IndexMap<String, Variable>]) -> String {
    let mut pieces = text.split(":value").peekable();
    let mut filled = String::with_capacity(text.len());
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() || filled.len() > MOST {
            filled.push_str(piece);
            break;
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let name = &piece[piece.trim_end_matches(is_name).len()..];
        let value = scopes.iter().find_map(|scope| scope.get(name)?.value.as_ref()?.as_str());
        match value {
            Some(value) => {
                filled.push_str(&piece[..piece.len() - name.len()]);
                let begin: String = value.chars().take(2 * VALUE).collect();
                filled.push_str(&one_line(&begin, VALUE));
            }
            None => {
                filled.push_str(piece);
                filled.push_str(":value");
            }
        }
    }
    filled
}

/// What Base64 holds: a text, or how many bytes of something else.
pub fn decoded(base64: &str) -> Result<String, usize> {
    let compact: String = base64.split_whitespace().collect();
    let bytes = STANDARD.decode(&compact).map_err(|_| compact.len())?;
    String::from_utf8(bytes).map_err(|error| error.as_bytes().len())
}
