//! Item ids as people write them: `1`, `No.1`, full-width, `G5-1`, `1-2-1(1)`. Nothing is guessed:
//! `-5`, `2-0`, `1/0` and `=1` name no item.

use std::collections::HashMap;

use crate::{AnswerWords, Catalogue, site::is_form};

/// The ids of a catalogue, ready to be found.
pub(crate) struct ItemIds<'a> {
    items: HashMap<String, &'a str>,
    groups: HashMap<String, &'a str>,
    /// Words before a number, and what the ids have in their place.
    beginnings: Vec<(String, &'a str)>,
}

impl<'a> ItemIds<'a> {
    pub(crate) fn of(catalogue: &'a Catalogue, words: &AnswerWords) -> Self {
        let id = |id: &'a String| numbers(&written(id)).map(|key| (key, id.as_str()));
        let own = catalogue.beginnings.iter().map(|(word, begin)| (written(word), begin.as_str()));
        let plain = words.before_number.iter().chain(&catalogue.prefixes);
        Self {
            items: catalogue.items().filter_map(|item| id(&item.id)).collect(),
            groups: catalogue.groups.iter().filter_map(|group| id(&group.id)).collect(),
            beginnings: own.chain(plain.map(|word| (written(word), ""))).collect(),
        }
    }

    /// The catalogue's own id for what a cell names; the id of a requirement is not an item.
    pub(crate) fn find(&self, cell: &str) -> Option<&'a str> {
        let cell = written(cell);
        let alone = numbers(amount(&cell)).and_then(|key| self.items.get(&key));
        let after_word = || {
            self.beginnings.iter().find_map(|(word, begin)| {
                let key = numbers(&format!("{begin}{}", after(&cell, word)?))?;
                self.items.get(&key)
            })
        };
        alone.or_else(after_word).copied()
    }

    /// The requirement that a cell names instead of an item.
    pub(crate) fn group(&self, cell: &str) -> Option<&'a str> {
        self.groups.get(&numbers(&written(cell))?).copied()
    }
}

/// Narrow capitals and one kind of dash, without what shows nothing. The apostrophe with which
/// spreadsheets mark a text comes off.
fn written(cell: &str) -> String {
    let mut text = String::new();
    for c in hikeshi_kernel::fold_width(cell).chars() {
        match c {
            c if hikeshi_kernel::is_invisible(c) || is_form(c) => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => text.push('-'),
            // The long mark of Japanese words, typed for a dash between numbers.
            '\u{30FC}' if text.ends_with(|c: char| c.is_ascii_digit()) => text.push('-'),
            c => text.extend(c.to_uppercase()),
        }
    }
    let text = text.trim();
    text.strip_prefix('\'').unwrap_or(text).to_owned()
}

/// A spreadsheet that takes the number for an amount writes 1.0.
fn amount(text: &str) -> &str {
    match text.split_once('.') {
        Some((number, zeros))
            if number.chars().all(|c| c.is_ascii_digit())
                && !zeros.is_empty()
                && zeros.chars().all(|c| c == '0') =>
        {
            number
        }
        _ => text,
    }
}

/// What stands behind a word; `No.5`, `No 5` and `Q-5` are written alike.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?.trim_start();
    let rest = match word.ends_with(char::is_alphanumeric) {
        true => rest.strip_prefix(['-', '.', ':']).unwrap_or(rest),
        false => rest,
    };
    Some(rest.trim_start())
}

/// The numbers of an id with one dash between them and no zeros before them; `None` for what is not
/// written like an id.
fn numbers(text: &str) -> Option<String> {
    let text = within_brackets(text);
    let joined = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((before, last)) => {
            let before = before.trim_end();
            format!("{}-{last}", before.strip_suffix('-').unwrap_or(before))
        }
        None => text.strip_suffix(['.', ')', ':', '\u{3001}']).unwrap_or(text).to_owned(),
    };
    let parts = joined.split(['-', '.']).map(|part| {
        let part = part.trim();
        let short = part.trim_start_matches('0');
        let digits = part.chars().all(|c| c.is_ascii_digit());
        let fits = !part.is_empty() && part.chars().all(char::is_alphanumeric);
        fits.then_some(if digits && !short.is_empty() { short } else { part })
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join("-"))
}

fn within_brackets(text: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']'), ('\u{3010}', '\u{3011}')];
    let within = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(within).unwrap_or(text)
}
