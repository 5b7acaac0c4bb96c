//! One value of a facts file.

use hikeshi_kernel::fold_width;

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
        FactKind::Count => number(text, words),
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

/// Reads a number of persons or hours: `1,001`, full-width digits, with a unit, with "about".
pub(super) fn number(text: &str, words: &ReadingWords) -> Result<Option<Value>, Wanted> {
    if means_unknown(text, words) {
        return Ok((!text.trim().is_empty()).then_some(Value::Unknown));
    }
    let folded = folded(text);
    let mut rest = folded.as_str();
    let mut certainty = Certainty::Confirmed;
    for about in &words.about {
        let shorter =
            rest.strip_prefix(about.as_str()).or_else(|| rest.strip_suffix(about.as_str()));
        if let Some(shorter) = shorter {
            rest = shorter.trim();
            certainty = Certainty::Suspected;
        }
    }
    for unit in &words.units {
        rest = rest.strip_suffix(unit.as_str()).unwrap_or(rest).trim();
    }
    let digits = grouped(rest).ok_or(Wanted::Number)?;
    let number = digits.parse().map_err(|_| Wanted::Number)?;
    Ok(Some(Value::Count { number, certainty }))
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

fn folded(text: &str) -> String {
    fold_width(text.trim()).to_lowercase()
}

/// The digits of a number; commas only before groups of three.
fn grouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let rest: Vec<&str> = groups.collect();
    let fits = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let digits = first.to_owned() + &rest.concat();
    (fits && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}
