//! The house rules: one small file for each, all of them run by `cargo xtask tidy`.

mod crates;
mod dependency_list;
mod easy_words;
mod edges;
mod japanese;
mod length;
mod locales;
mod machine_paths;
mod markdown;
mod names;
mod paths;

use crate::finding::Answer;
use crate::tree::Tree;

/// Runs every rule.
pub fn check(tree: &Tree) -> Answer {
    let mut answer = locales(tree);
    answer.notes.push(length::figures(tree));
    for rule in [
        crates::check,
        edges::check,
        length::check,
        japanese::check,
        easy_words::check,
        paths::check,
        machine_paths::check,
        names::check,
        dependency_list::check,
    ] {
        answer.findings.extend(rule(tree));
    }
    answer
}

/// Runs the rule about interface words only.
pub fn locales(tree: &Tree) -> Answer {
    locales::check(tree)
}
