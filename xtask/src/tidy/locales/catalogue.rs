//! One Fluent file, read just far enough for the rules: its keys and what stands in each.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;

/// The entries of one file.
#[derive(Debug)]
pub struct Catalogue<'a> {
    /// Path in the repository.
    pub path: String,
    text: &'a str,
    variables: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Catalogue<'a> {
    /// Reads the entries; the i18n crate's own tests find what Fluent cannot parse.
    pub fn read(path: String, text: &'a str) -> Self {
        let mut variables: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut current = None;
        for line in text.lines() {
            current = key_of(line).or(current);
            if let Some(key) = current.filter(|_| !line.starts_with('#')) {
                variables.entry(key).or_default().extend(names(line, '$'));
            }
        }
        Self { path, text, variables }
    }

    /// Keys and terms (`-brand`) of the file.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.variables.keys().copied()
    }

    /// The values that `key` takes, such as `count`; nothing where the key is not there.
    pub fn variables(&self, key: &str) -> Option<&BTreeSet<&'a str>> {
        self.variables.get(key)
    }

    /// Keys that other entries of the file put into their text.
    pub fn references(&self) -> BTreeSet<&'a str> {
        self.text.lines().flat_map(placeables).map(|p| p.split('.').next().unwrap_or(p)).collect()
    }

    /// Finds keys that stand twice, of which Fluent would silently take one.
    pub fn repeated(&self, findings: &mut Vec<Finding>) {
        let mut seen = BTreeSet::new();
        for key in keys(self.text).filter(|key| !seen.insert(*key)) {
            findings.push(Finding::at(&self.path, format!("has `{key}` twice: delete one")));
        }
    }
}

/// The keys of a file in their order, repetitions included.
pub fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(key_of)
}

/// Each message with all its lines; comments left out.
pub fn messages(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match (key_of(line), found.last_mut()) {
            (Some(key), _) => {
                let words = line.split_once('=').map_or("", |(_, words)| words);
                found.push((key, words.to_owned()));
            }
            (None, Some((_, words))) => {
                words.push('\n');
                words.push_str(line);
            }
            (None, None) => {}
        }
    }
    found
}

/// `key = words`, at the beginning of the line.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
    (starts && key.chars().all(is_name)).then_some(key)
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// The names that follow `mark` on a line.
fn names(line: &str, mark: char) -> impl Iterator<Item = &str> {
    line.split(mark).skip(1).map(|rest| {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// What stands alone between braces: `{ other-key }`.
fn placeables(line: &str) -> impl Iterator<Item = &str> {
    line.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.trim()))
}
