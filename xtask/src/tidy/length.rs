//! No file over 800 lines. The list of exceptions only shrinks.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::tree::Tree;

const LIMIT: usize = 800;
/// Each line: path, the most lines it may have, and why.
const EXCEPTIONS: &str = "xtask/tidy-exceptions.txt";
const ENDINGS: [&str; 14] = [
    ".rs", ".html", ".css", ".js", ".mjs", ".ftl", ".sh", ".sql", ".toml", ".md", ".yaml", ".yml",
    ".typ", ".txt",
];

/// Finds files that are too long, and exceptions that are no longer needed.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut exceptions = exceptions(tree, &mut findings);
    for (path, text) in tree.ending(&ENDINGS) {
        let lines = text.lines().count();
        let limit = exceptions.remove(path);
        if lines > limit.unwrap_or(LIMIT) {
            let what = format!(
                "has {lines} lines, over {}: split it by idea, not by size",
                limit.unwrap_or(LIMIT)
            );
            findings.push(Finding::at(path, what));
        } else if limit.is_some() && lines <= LIMIT {
            let what = format!("{path} has only {lines} lines now: delete its exception");
            findings.push(Finding::at(EXCEPTIONS, what));
        }
    }
    for path in exceptions.keys() {
        findings.push(Finding::at(EXCEPTIONS, format!("{path} is gone: delete its exception")));
    }
    findings
}

/// The median and the largest length of the Rust files.
pub fn figures(tree: &Tree) -> String {
    let mut lengths: Vec<_> =
        tree.ending(&[".rs"]).map(|(path, text)| (text.lines().count(), path)).collect();
    lengths.sort_unstable();
    let Some((longest, path)) = lengths.last() else { return "no Rust files".to_owned() };
    let median = lengths[lengths.len() / 2].0;
    let count = lengths.len();
    format!("{count} Rust files: median {median} lines, longest {longest} ({path})")
}

fn exceptions<'a>(tree: &'a Tree, findings: &mut Vec<Finding>) -> BTreeMap<&'a str, usize> {
    let mut exceptions = BTreeMap::new();
    let lines = tree.text(EXCEPTIONS).unwrap_or_default().lines().enumerate();
    for (index, line) in lines.filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let mut words = line.splitn(3, ' ');
        let (path, limit, why) = (words.next(), words.next(), words.next());
        match (path, limit.and_then(|limit| limit.parse().ok()), why) {
            (Some(path), Some(limit), Some(_)) => drop(exceptions.insert(path, limit)),
            _ => findings.push(Finding::on_line(
                EXCEPTIONS,
                index + 1,
                "must read: path, most lines, reason",
            )),
        }
    }
    exceptions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(lines: usize, exceptions: &str) -> Vec<String> {
        let long = "x\n".repeat(lines);
        let tree = Tree::of(&[("content/a.yaml", &long), (EXCEPTIONS, exceptions)]);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_long_file_needs_an_exception_with_a_limit_of_its_own() {
        assert!(findings(801, "")[0].contains("801 lines"));
        assert!(findings(801, "content/a.yaml 900 one table of the law\n").is_empty());
        assert!(findings(901, "content/a.yaml 900 one table of the law\n")[0].contains("over 900"));
    }

    #[test]
    fn an_exception_that_is_not_needed_or_not_explained_is_named() {
        assert!(findings(800, "content/a.yaml 900 reason\n")[0].contains("delete its exception"));
        assert!(findings(9, "content/b.yaml 900 reason\n")[0].contains("is gone"));
        assert!(findings(9, "content/a.yaml 900\n")[0].contains("must read"));
    }

    #[test]
    fn the_median_is_reported() {
        let tree = Tree::of(&[("a.rs", "1\n"), ("b.rs", "1\n2\n"), ("c.rs", "1\n2\n3\n")]);
        assert_eq!(figures(&tree), "3 Rust files: median 2 lines, longest 3 (c.rs)");
    }
}
