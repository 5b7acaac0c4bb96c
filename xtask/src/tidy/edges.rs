//! Edges between features: only those in the table of `ARCHITECTURE.md`, and no circle.

use std::collections::{BTreeMap, BTreeSet};

use super::crates::{Package, packages};
use super::markdown::{code_words, table};
use crate::finding::Finding;
use crate::tree::Tree;

const DOCUMENT: &str = "ARCHITECTURE.md";
const COLUMNS: [&str; 2] = ["feature", "may use"];

/// Compares the table (columns `feature`, `may use`, names in backticks) with the manifests.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let allowed = allowed(tree);
    let packages = packages(tree);
    let feature = |package: &Package| package.folder.strip_prefix("features/").map(str::to_owned);
    let mut findings = Vec::new();
    for (name, package) in packages.values().filter_map(|p| Some((feature(p)?, p))) {
        let used = package.uses.iter().filter_map(|used| packages.get(&used.name));
        for other in used.filter_map(feature).filter(|other| *other != name) {
            if !allowed.get(&name).is_some_and(|list| list.contains(&other)) {
                let what = format!(
                    "uses the feature `{other}`, which the table in {DOCUMENT} does not allow: \
                     pass values through app, or add the edge there with its reason"
                );
                findings.push(Finding::at(format!("{}/Cargo.toml", package.folder), what));
            }
        }
    }
    for name in allowed.iter().flat_map(|(from, to)| to.iter().chain([from])) {
        if !tree.exists(&format!("features/{name}/Cargo.toml")) {
            let what = format!("the table names the feature `{name}`, which does not exist");
            findings.push(Finding::at(DOCUMENT, what));
        }
    }
    for start in allowed.keys().filter(|start| reaches_itself(start, &allowed)) {
        let what = format!("the table lets the feature `{start}` reach itself: break the circle");
        findings.push(Finding::at(DOCUMENT, what));
    }
    findings
}

fn allowed(tree: &Tree) -> BTreeMap<String, BTreeSet<String>> {
    let rows = tree.text(DOCUMENT).map(|text| table(text, &COLUMNS)).unwrap_or_default();
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        for from in code_words(&row[0]) {
            allowed.entry(from).or_default().extend(code_words(&row[1]));
        }
    }
    allowed
}

fn reaches_itself(start: &str, allowed: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![start];
    while let Some(name) = next.pop() {
        for other in allowed.get(name).into_iter().flatten() {
            if other == start {
                return true;
            }
            if seen.insert(other) {
                next.push(other);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "[package]\nname = \"base\"\n";
    const CASES: &str = "[package]\nname = \"cases\"\n[dependencies]\nbase.workspace = true\n";

    fn findings(table: &str) -> Vec<String> {
        let document = format!("# Edges\n\n| feature | may use | why |\n|---|---|---|\n{table}\n");
        let tree = Tree::of(&[
            ("features/base/Cargo.toml", BASE),
            ("features/cases/Cargo.toml", CASES),
            ("ARCHITECTURE.md", &document),
        ]);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_edge_in_the_table_passes_and_another_does_not() {
        assert_eq!(findings("| `cases` | `base` | names |"), Vec::<String>::new());
        let found = findings("| `base` | nothing | it is the base |");
        assert!(found.len() == 1 && found[0].contains("add the edge"), "{found:?}");
    }

    #[test]
    fn a_circle_and_an_unknown_feature_in_the_table_are_named() {
        let circle = findings("| `cases` | `base` | a |\n| `base` | `cases` | b |");
        assert!(circle.len() == 2 && circle[0].contains("circle"), "{circle:?}");
        let unknown = findings("| `cases` | `base`, `moon` | a |");
        assert!(unknown[0].contains("`moon`"), "{unknown:?}");
    }
}
