//! No path of one person's machine in the repository.

use regex::Regex;

use crate::finding::Finding;
use crate::tree::Tree;

/// Put together here from pieces, so that this file does not find itself.
const PATTERN: &str = concat!(
    r#"(?:^|[\s"'`(=:,<>])((?:/ho"#,
    r#"me/[a-z]|/Us"#,
    r#"ers/[A-Za-z]|/ro"#,
    r#"ot/|/wo"#,
    r#"rk/|/tmp/ba"#,
    r#"sh_)[^\s"'`),;<>]*)"#,
);

/// Finds absolute paths into somebody's home or work folder.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let Ok(pattern) = Regex::new(PATTERN) else { return Vec::new() };
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        for (index, line) in text.lines().enumerate() {
            for found in pattern.captures_iter(line) {
                let what = format!(
                    "names `{}`, a path of one machine: make it relative to the repository or a setting",
                    &found[1]
                );
                findings.push(Finding::on_line(path, index + 1, what));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_one_machine_are_found_and_addresses_pass() {
        let home = concat!("cp /ho", "me/taro/x .");
        let work = concat!("see \"/wo", "rk/main\"");
        let fine = "https://example.jp/home/page and features/home/x and /usr/bin/node";
        let tree = Tree::of(&[("a.sh", home), ("b.md", work), ("c.md", fine)]);
        let places: Vec<_> = check(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["a.sh:1", "b.md:1"]);
    }
}
