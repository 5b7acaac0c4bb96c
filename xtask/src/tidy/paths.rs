//! Documents that name a file which is not there send the reader astray.

use regex::Regex;

use super::markdown::{code_words, prose};
use crate::finding::Finding;
use crate::tree::Tree;

/// Checks words in backticks that look like a path of the repository, and relative links.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Ok(link) = Regex::new(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)") else { return findings };
    for (document, text) in tree.ending(&[".md"]) {
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, prose) in prose(text) {
            let words = code_words(prose).into_iter().filter(|word| is_path(tree, folder, word));
            let links = link.captures_iter(prose).map(|found| found[1].to_owned());
            for path in words.chain(links) {
                let missing = expand(&path).into_iter().find(|path| !found(tree, folder, path));
                if let Some(missing) = missing {
                    let what = format!("names `{missing}`, which does not exist: mend the path");
                    findings.push(Finding::on_line(document, line, what));
                }
            }
        }
    }
    findings
}

/// A path has a slash, only letters of a path, and begins with something that exists at the top
/// or beside the document; so `text/html` and `and/or` are not taken for one.
fn is_path(tree: &Tree, folder: &str, word: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || "/._-{},*@".contains(c);
    let Some((first, _)) = word.split_once('/') else { return false };
    !first.is_empty()
        && word.chars().all(letters)
        && (first.starts_with('.') || tree.exists(first) || tree.exists(&join(folder, first)))
}

/// `a/{b,c}.rs` stands for two paths.
fn expand(path: &str) -> Vec<String> {
    let parts = path.split_once('{').and_then(|(before, rest)| {
        let (choices, after) = rest.split_once('}')?;
        Some((before, choices, after))
    });
    let Some((before, choices, after)) = parts else { return vec![path.to_owned()] };
    choices.split(',').flat_map(|choice| expand(&format!("{before}{choice}{after}"))).collect()
}

fn found(tree: &Tree, folder: &str, path: &str) -> bool {
    let beside = join(folder, path);
    if path.contains('*') {
        return tree.paths().any(|file| fits(file, path) || fits(file, &beside));
    }
    beside.is_empty() || tree.exists(path) || tree.exists(&beside)
}

/// Whether `file` fits `pattern`, in which `*` stands for any letters.
fn fits(file: &str, pattern: &str) -> bool {
    let pattern = regex::escape(pattern.trim_end_matches('/')).replace(r"\*", ".*");
    Regex::new(&format!("^{pattern}(/|$)")).is_ok_and(|regex| regex.is_match(file))
}

/// The path seen from the top, with `.` and `..` resolved.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(document: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("docs/a.md", document),
            ("docs/adr/one.md", ""),
            ("features/x/src/lib.rs", ""),
            ("README.md", ""),
        ]);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn paths_that_exist_pass_and_words_with_a_slash_are_no_paths() {
        let fine = "`features/x/` `features/*/src/{lib,lib}.rs` `adr/one.md` [up](../README.md) \
            `text/html` `GET /x` [site](https://example.jp/) [part](#part) `features/<name>/x`\n\
            ```\nfeatures/gone\n`features/gone`\n```\n";
        assert_eq!(findings(fine), Vec::<String>::new());
    }

    #[test]
    fn paths_that_are_gone_are_named_with_their_line() {
        for gone in ["`features/y/src`", "`adr/two.md`", "[x](adr/two.md#a)", "`features/{x,z}`"] {
            let found = findings(&format!("first line\n{gone}\n"));
            assert!(found.len() == 1 && found[0].starts_with("docs/a.md:2:"), "{gone}: {found:?}");
        }
    }
}
