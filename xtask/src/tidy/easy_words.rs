//! Interface words in easy Japanese can be read by those who know few characters.

use crate::{easy_japanese, finding::Finding, tree::Tree};

use super::locales;

/// Checks each message of each `ja-easy.ftl`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(&["ja-easy.ftl"]) {
        if !path.contains("/locales/") {
            continue;
        }
        for (key, message) in locales::messages(text) {
            easy_japanese::check(path, key, &message, &mut findings);
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_to_its_last_line_and_a_comment_is_not() {
        let hard = "a-first = x\n# \u{56f0}\na-second =\n    \u{4eba}\n    \u{56f0}\n";
        let found = check(&Tree::of(&[("f/locales/ja-easy.ftl", hard), ("f/ja-easy.ftl", hard)]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].what.contains("`a-second`"), "{found:?}");
    }
}
