//! Easy Japanese: what a reader of few characters can read. Characters of the first two school
//! years stand alone; every other one carries its reading where it first stands in a message.
//! Sentences are short.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::finding::Finding;

/// The characters of the first two school years (school curriculum of 2017, appendix).
const BASIC: &str = include_str!("../data/basic-kanji.txt");
/// The most characters of a sentence, readings not counted.
const LONGEST: usize = 35;
/// Around a reading: bar, characters, opening bracket, reading, closing bracket.
const BAR: char = '\u{ff5c}';
const OPEN: char = '\u{300a}';
const CLOSE: char = '\u{300b}';
const FULL_STOP: char = '\u{3002}';

/// Finds what is hard to read in one message: `place` is its file, `name` its key.
pub fn check(place: &str, name: &str, message: &str, findings: &mut Vec<Finding>) {
    let mut fault = |what: String| findings.push(Finding::at(place, format!("`{name}` {what}")));
    let text = without_values(message);
    let (shown, bare) = read(&text);
    if !bare.is_empty() {
        let bare: String = bare.into_iter().collect();
        fault(format!("lacks readings for {bare}: write them as {BAR}..{OPEN}..{CLOSE}"));
    }
    if shown.contains([BAR, OPEN, CLOSE]) {
        fault("has a reading that is not complete: write bar, characters, brackets".to_owned());
    }
    let longest = shown.split([FULL_STOP, '\n']).map(|one| one.trim().chars().count()).max();
    if let Some(long) = longest.filter(|long| *long > LONGEST) {
        fault(format!("has a sentence of {long} characters: at most {LONGEST}, make it two"));
    }
}

/// Checks every `ja-easy` text of a content file.
pub fn check_document(path: &str, document: &Value, findings: &mut Vec<Finding>) {
    match document {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str().filter(|_| key == "ja-easy") {
                    Some(text) => check(path, text, text, findings),
                    None => check_document(path, value, findings),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                check_document(path, item, findings);
            }
        }
        _ => {}
    }
}

/// The message without its `{ $values }`.
fn without_values(message: &str) -> String {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    message.chars().filter(outside).collect()
}

/// What is shown without the readings, and the characters that have none where they first stand.
fn read(text: &str) -> (String, BTreeSet<char>) {
    let mut shown = String::new();
    let mut read = BTreeSet::new();
    let mut bare = BTreeSet::new();
    let mut rest = text;
    while let Some((before, base, after)) = next_reading(rest) {
        bare.extend(before.chars().filter(|c| is_hard(*c) && !read.contains(c)));
        read.extend(base.chars());
        shown.extend([before, base]);
        rest = after;
    }
    bare.extend(rest.chars().filter(|c| is_hard(*c) && !read.contains(c)));
    shown.push_str(rest);
    (shown, bare)
}

/// The text before the next complete reading, its characters, and the text after it.
fn next_reading(text: &str) -> Option<(&str, &str, &str)> {
    let (before, tail) = text.split_once(BAR)?;
    let (base, tail) = tail.split_once(OPEN)?;
    let (reading, after) = tail.split_once(CLOSE)?;
    let whole = !base.is_empty() && !reading.is_empty() && !base.contains([BAR, CLOSE, '\n']);
    whole.then_some((before, base, after))
}

fn is_hard(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}') && !BASIC.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(message: &str) -> usize {
        let mut findings = Vec::new();
        check("a.ftl", "key", message, &mut findings);
        findings.len()
    }

    #[test]
    fn a_hard_character_needs_its_reading_where_it_first_stands() {
        // U+56F0 is taught in the sixth year, U+4EBA in the first.
        let read = "\u{ff5c}\u{56f0}\u{300a}\u{3053}\u{307e}\u{300b}";
        assert_eq!(faults("\u{4eba}{ $name }"), 0);
        assert_eq!(faults(&format!("{read}\u{308b}\u{4eba}\u{3002}\u{56f0}\u{308b}")), 0);
        assert_eq!(faults(&format!("\u{56f0}\u{308b}\u{3002}{read}\u{308b}")), 1);
        assert_eq!(faults("\u{ff5c}\u{56f0}\u{308b}"), 2, "no reading, and a bar is shown");
    }

    #[test]
    fn a_sentence_is_measured_without_readings_and_values() {
        let read = "\u{ff5c}\u{56f0}\u{300a}\u{3053}\u{307e}\u{300b}";
        let long = "\u{3042}".repeat(34);
        assert_eq!(faults(&format!("{read}{long}{{ $value-with-a-long-name }}\u{3002}{long}")), 0);
        assert_eq!(faults(&format!("{read}{long}\u{3042}")), 1);
    }

    #[test]
    fn content_is_checked_wherever_easy_japanese_stands() {
        let mut findings = Vec::new();
        let document =
            serde_json::json!({"steps": [{"title": {"ja": "\u{56f0}", "ja-easy": "\u{56f0}"}}]});
        check_document("a.yaml", &document, &mut findings);
        assert_eq!(findings.len(), 1, "{findings:?}");
    }
}
