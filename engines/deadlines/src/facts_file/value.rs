//! One value of a facts file.

use hikeshi_kernel::fold_width;

use super::number;
use crate::{Certainty, FactDefinition, FactKind, ReadingWords, Value, Wanted};

/// The longest free text that is kept, in characters.
const LONGEST: usize = 200;

/// Reads a value; `None` where nothing is said.
pub(super) fn read(
    text: &str,
    kind: FactKind,
    definition: &FactDefinition,
    words: &ReadingWords,
) -> Result<Option<Value>, Wanted> {
    let folded = folded(text);
    if folded.is_empty() {
        return Ok(None);
    }
    match kind {
        FactKind::Certainty => certainty_word(&folded, words).map(Some).ok_or_else(certainties),
        _ if means_unknown(text, words) => Ok(Some(Value::Unknown)),
        FactKind::Flag if is_word(&folded, &words.yes) => Ok(Some(Value::Flag(true))),
        FactKind::Flag if is_word(&folded, &words.no) => Ok(Some(Value::Flag(false))),
        FactKind::Count if is_word(&folded, &words.no) => Ok(Some(Value::count(0))),
        FactKind::Count => number::count(text, words),
        FactKind::Choice => {
            let meant = definition.words.iter().find(|word| {
                word.id == folded || word.also.iter().any(|also| also.to_lowercase() == folded)
            });
            let word = meant.ok_or_else(|| wanted(kind, definition))?;
            Ok(Some(Value::Word(word.id.clone())))
        }
        FactKind::Text if text.chars().count() <= LONGEST => {
            Ok(Some(Value::Word(fold_width(text.trim()))))
        }
        _ => Err(wanted(kind, definition)),
    }
}

/// What a word says about a number.
pub(super) fn certainty(word: &str, words: &ReadingWords) -> Option<Certainty> {
    [
        (&words.confirmed, Certainty::Confirmed),
        (&words.yes, Certainty::Confirmed),
        (&words.suspected, Certainty::Suspected),
        (&words.no, Certainty::Suspected),
        (&words.unknown, Certainty::Suspected),
        (&words.at_least, Certainty::AtLeast),
        (&words.at_most, Certainty::AtMost),
    ]
    .into_iter()
    .find(|(list, _)| is_word(word, list))
    .map(|(_, certainty)| certainty)
}

/// Nothing, or a word for "not known".
pub(super) fn means_unknown(text: &str, words: &ReadingWords) -> bool {
    text.trim().is_empty() || is_word(text, &words.unknown)
}

pub(super) fn is_word(text: &str, list: &[String]) -> bool {
    list.contains(&folded(text))
}

/// What a value of that kind looks like.
pub(super) fn wanted(kind: FactKind, definition: &FactDefinition) -> Wanted {
    match kind {
        FactKind::Flag => Wanted::Flag,
        FactKind::Count => Wanted::Number,
        FactKind::Choice => {
            let ids = definition.words.iter().map(|word| word.id.clone());
            Wanted::OneOf { words: ids.chain(["unknown".to_owned()]).collect() }
        }
        FactKind::Certainty => certainties(),
        FactKind::Text | FactKind::Moment => Wanted::Text,
        FactKind::Contracts => Wanted::Contracts,
    }
}

fn certainty_word(folded: &str, words: &ReadingWords) -> Option<Value> {
    certainty(folded, words).map(|_| Value::Word(folded.to_owned()))
}

fn certainties() -> Wanted {
    let words = ["confirmed", "suspected", "at-least", "at-most", "unknown"];
    Wanted::OneOf { words: words.map(str::to_owned).to_vec() }
}

/// Half width and small letters, as the words of the rules are written.
pub(super) fn folded(text: &str) -> String {
    fold_width(text.trim()).to_lowercase()
}
