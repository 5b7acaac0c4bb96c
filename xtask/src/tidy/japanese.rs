//! No Japanese in Rust: words are data, so that people who write no code can change them.

use crate::finding::Finding;
use crate::tree::Tree;

/// Finds the lines of Rust files with a Japanese or full-width character.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(&[".rs"]) {
        let lines = text.lines().enumerate().filter(|(_, line)| line.chars().any(is_japanese));
        findings.extend(lines.map(|(index, _)| {
            let what = "has Japanese: put words into locales/*.ftl or content/, \
                        and what tests read into tests/fixtures";
            Finding::on_line(path, index + 1, what)
        }));
    }
    findings
}

fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{30ff}' // punctuation, hiragana, katakana
        | '\u{31f0}'..='\u{31ff}' | '\u{3200}'..='\u{33ff}' // small katakana, squared words
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // kanji
        | '\u{ff00}'..='\u{ffef}' // full-width and half-width forms
        | '\u{20000}'..='\u{3ffff}') // rare kanji
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_kanji_and_full_width_forms_are_found_and_other_signs_are_not() {
        for c in ['\u{3042}', '\u{30a2}', '\u{706b}', '\u{ff11}', '\u{ff71}', '\u{3000}'] {
            let tree =
                Tree::of(&[("a.rs", &format!("fn a() {{}}\n// {c}\n")), ("a.md", "\u{3042}")]);
            let found = check(&tree);
            assert!(found.len() == 1 && found[0].place == "a.rs:2", "{c}: {found:?}");
        }
        let tree = Tree::of(&[("a.rs", "// \u{2192} \u{201c}\u{e9}\u{201d} \u{2026} \u{2013}")]);
        assert!(check(&tree).is_empty());
    }
}
