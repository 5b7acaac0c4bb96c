//! Text with places for values.

use hikeshi_drafting::{Part, Template};
use serde::{Deserialize, Serialize};

/// Around the name of a variable where people edit.
const OPEN: char = '\u{3010}';
const CLOSE: char = '\u{3011}';

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// Words as they are.
    Say(String),
    /// The value of the variable of that name.
    Value(String),
}

/// What a variable is called where people edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its name in the texts.
    pub id: String,
    /// What people read.
    pub label: String,
}

/// The pieces of a text of the content.
pub(crate) fn pieces_of(template: &Template) -> Vec<Piece> {
    let piece = |part: &Part| match part {
        Part::Words(words) => Piece::Say(words.clone()),
        Part::Fact(key) | Part::AsOf(key) | Part::Field(key) => Piece::Value(key.clone()),
    };
    template.0.iter().map(piece).collect()
}

/// The text as a person edits it: every value by its name in lenticular brackets.
#[must_use]
pub fn shown(pieces: &[Piece], labels: &[Label]) -> String {
    let name = |id: &String| {
        let known = labels.iter().find(|label| label.id == *id);
        known.map_or_else(|| id.clone(), |label| label.label.clone())
    };
    let shown = |piece: &Piece| match piece {
        Piece::Say(words) => words.clone(),
        Piece::Value(id) => format!("{OPEN}{}{CLOSE}", name(id)),
    };
    pieces.iter().map(shown).collect()
}

/// What a person typed, taken apart: brackets around the name of a variable become its value, all
/// else stays as it was typed.
#[must_use]
pub fn read(text: &str, labels: &[Label]) -> Vec<Piece> {
    let (mut pieces, mut rest, mut words) = (Vec::new(), text, String::new());
    while let Some(at) = rest.find(OPEN) {
        let (before, tail) = rest.split_at(at);
        words.push_str(before);
        let inside = tail[OPEN.len_utf8()..].split_once(CLOSE);
        let known = inside.and_then(|(name, after)| {
            let name = name.trim();
            let label = labels.iter().find(|label| label.label == name || label.id == name)?;
            Some((label.id.clone(), after))
        });
        match known {
            Some((id, after)) => {
                if !words.is_empty() {
                    pieces.push(Piece::Say(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Value(id));
                rest = after;
            }
            None => {
                words.push(OPEN);
                rest = &tail[OPEN.len_utf8()..];
            }
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Say(words));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back_and_unknown_brackets_stay_words() {
        let labels = [Label { id: "firm".to_owned(), label: "Company".to_owned() }];
        let pieces = vec![
            Piece::Value("firm".to_owned()),
            Piece::Say(" keeps {firm} and \u{3010}others\u{3011}.".to_owned()),
        ];
        let text = shown(&pieces, &labels);
        assert_eq!(text, "\u{3010}Company\u{3011} keeps {firm} and \u{3010}others\u{3011}.");
        assert_eq!(read(&text, &labels), pieces);
        assert_eq!(read("\u{3010}Company", &labels).len(), 1, "an open bracket is a word");
        assert_eq!(read("", &labels), Vec::new());
    }
}
