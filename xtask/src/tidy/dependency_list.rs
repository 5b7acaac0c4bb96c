//! Every outside package is somebody else's work that we answer for: `docs/dependencies.md`
//! says why it is there.

use std::collections::BTreeMap;

use super::markdown::table;
use crate::finding::Finding;
use crate::tree::Tree;

const DOCUMENT: &str = "docs/dependencies.md";
const COLUMNS: [&str; 3] = ["crate", "version", "why"];
const NPM: &str = "e2e/package.json";

/// Compares the tables of the document with the workspace's dependencies, both ways.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut used = workspace(tree);
    used.extend(npm(tree));
    let Some(document) = tree.text(DOCUMENT) else {
        return vec![Finding::at(DOCUMENT, "is missing: a table | crate | version | why |")];
    };
    let mut findings = Vec::new();
    let mut listed = rows(document);
    for (name, version) in &used {
        let what = match listed.remove(name) {
            None => format!("does not name `{name}`: add | {name} | {version} | why |"),
            Some((_, why)) if why.is_empty() => format!("does not say why `{name}` is there"),
            Some((said, _)) if !version.starts_with(&said) => {
                format!("says {said} for `{name}`, but {version} is used")
            }
            Some(_) => continue,
        };
        findings.push(Finding::at(DOCUMENT, what));
    }
    for name in listed.keys() {
        findings.push(Finding::at(DOCUMENT, format!("`{name}` is not used any more: delete it")));
    }
    findings
}

/// Outside crates of `[workspace.dependencies]` with their version.
fn workspace(tree: &Tree) -> BTreeMap<String, String> {
    let manifest: toml::Table =
        tree.text("Cargo.toml").and_then(|text| toml::from_str(text).ok()).unwrap_or_default();
    let entries = manifest.get("workspace").and_then(|w| w.get("dependencies")?.as_table());
    let version = |entry: &toml::Value| {
        entry.as_str().or_else(|| entry.get("version")?.as_str()).map(str::to_owned)
    };
    let outside = entries.into_iter().flatten().filter(|(_, entry)| entry.get("path").is_none());
    outside.map(|(name, entry)| (name.clone(), version(entry).unwrap_or_default())).collect()
}

fn npm(tree: &Tree) -> BTreeMap<String, String> {
    let package: serde_json::Value =
        tree.text(NPM).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let groups = ["dependencies", "devDependencies"].map(|key| package[key].as_object());
    let entries = groups.into_iter().flatten().flatten();
    entries.map(|(name, v)| (name.clone(), v.as_str().unwrap_or_default().to_owned())).collect()
}

/// Rows of every table with our columns: name → (version, why).
fn rows(document: &str) -> BTreeMap<String, (String, String)> {
    let mut rows = BTreeMap::new();
    for part in document.split("\n\n") {
        for row in table(part, &COLUMNS) {
            let [name, version, why] = [0, 1, 2].map(|i| row[i].replace('`', ""));
            rows.insert(name, (version, why));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace.dependencies]\nour = { path = \"our\" }\n\
        axum = { version = \"0.8.9\" }\nhex = \"0.4.3\"\n";

    fn findings(rows: &str) -> Vec<String> {
        let document = format!("# Why\n\n| crate | version | why |\n|---|---|---|\n{rows}\n");
        let package = r#"{"devDependencies": {"axe-core": "4.14.1"}}"#;
        let tree = Tree::of(&[("Cargo.toml", MANIFEST), (NPM, package), (DOCUMENT, &document)]);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_complete_list_passes() {
        let rows = "| `axum` | 0.8 | web |\n| hex | 0.4.3 | secrets |\n| axe-core | 4.14 | a11y |";
        assert_eq!(findings(rows), Vec::<String>::new());
    }

    #[test]
    fn missing_unexplained_stale_and_unused_rows_are_named() {
        let found = findings("| axum | 0.7 | web |\n| hex | 0.4.3 | |\n| old | 1 | was needed |");
        for says in ["says 0.7", "why `hex`", "does not name `axe-core`", "`old` is not used"] {
            assert!(found.iter().any(|f| f.contains(says)), "{says}: {found:?}");
        }
        assert_eq!(found.len(), 4);
    }
}
