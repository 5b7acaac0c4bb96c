//! Who may depend on whom: app → features → engines and platform, and engines stay pure.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::tree::Tree;

/// Crates that bring a clock, a network, a database or files into an engine.
const NOT_IN_ENGINES: [&str; 14] = [
    "async-std",
    "axum",
    "axum-extra",
    "hyper",
    "lettre",
    "object_store",
    "reqwest",
    "sea-orm",
    "sqlx",
    "tempfile",
    "tokio",
    "tokio-util",
    "tower",
    "tower-http",
];

/// One package of the workspace.
#[derive(Debug)]
pub struct Package {
    /// The folder, such as `features/incidents`.
    pub folder: String,
    /// Names of the packages it depends on.
    pub uses: Vec<Use>,
}

/// One line of a dependency table.
#[derive(Debug)]
pub struct Use {
    /// The package's name, also where it is renamed here.
    pub name: String,
    /// Whether only tests see it.
    pub only_tests: bool,
}

impl Package {
    /// The first part of the folder: `app`, `features`, `engines`, `platform`, `xtask`, `e2e`.
    pub fn layer(&self) -> &str {
        self.folder.split('/').next().unwrap_or_default()
    }
}

/// All packages by name, read from their `Cargo.toml`.
pub fn packages(tree: &Tree) -> BTreeMap<String, Package> {
    let mut packages = BTreeMap::new();
    for (path, text) in tree.ending(&["/Cargo.toml"]) {
        let Ok(manifest) = toml::from_str::<toml::Table>(text) else { continue };
        let name = manifest.get("package").and_then(|package| package.get("name"));
        let Some(name) = name.and_then(toml::Value::as_str) else { continue };
        let folder = path.trim_end_matches("/Cargo.toml").to_owned();
        packages.insert(name.to_owned(), Package { folder, uses: uses(&manifest) });
    }
    packages
}

fn uses(manifest: &toml::Table) -> Vec<Use> {
    let mut uses = Vec::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flatten().filter_map(|(_, target)| target.as_table());
    for table in targets.chain([manifest]) {
        for (key, only_tests) in
            [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
        {
            let entries = table.get(key).and_then(toml::Value::as_table);
            for (name, entry) in entries.into_iter().flatten() {
                let package = entry.get("package").and_then(toml::Value::as_str).unwrap_or(name);
                uses.push(Use { name: package.to_owned(), only_tests });
            }
        }
    }
    uses
}

/// Finds every dependency that points the wrong way.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let packages = packages(tree);
    let mut findings = Vec::new();
    for package in packages.values() {
        for used in &package.uses {
            let target = packages.get(&used.name);
            if let Some(why) = wrong(package, used, target) {
                let place = format!("{}/Cargo.toml", package.folder);
                findings.push(Finding::at(place, format!("may not use `{}`: {why}", used.name)));
            }
        }
    }
    findings
}

fn wrong(package: &Package, used: &Use, target: Option<&Package>) -> Option<&'static str> {
    let Some(target) = target else {
        let banned = package.layer() == "engines"
            && !used.only_tests
            && NOT_IN_ENGINES.contains(&used.name.as_str());
        return banned.then_some(
            "engines take values and return values; do this in a feature or a platform crate",
        );
    };
    if used.name == "hikeshi-testkit" && !used.only_tests && package.layer() != "e2e" {
        return Some("it is for tests; put it under [dev-dependencies]");
    }
    match (package.layer(), target.layer()) {
        ("xtask" | "e2e", _) => None,
        (_, "app" | "xtask" | "e2e") => {
            Some("nothing is built on a program; move what you need down")
        }
        ("app", _) | ("features", "features" | "engines" | "platform") => None,
        ("platform", "platform") | ("engines", "engines") => None,
        ("engines", "platform") if used.name == "hikeshi-kernel" || used.only_tests => None,
        ("engines", "platform") => Some("engines use only the kernel and other engines"),
        ("platform", _) => Some("platform has no domain word; the feature must call platform"),
        ("engines", _) => Some("engines never see features; the feature must pass values in"),
        _ => Some("the folder is none of app, features, engines, platform, xtask, e2e"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = \"{name}\"\n{rest}")
    }

    fn findings(folder: &str, rest: &str) -> Vec<String> {
        let files = [
            ("app/Cargo.toml", manifest("hikeshi", "")),
            ("features/desk/Cargo.toml", manifest("hikeshi-desk", "")),
            ("engines/when/Cargo.toml", manifest("hikeshi-when", "")),
            ("platform/kernel/Cargo.toml", manifest("hikeshi-kernel", "")),
            ("platform/db/Cargo.toml", manifest("hikeshi-db", "")),
            ("platform/testkit/Cargo.toml", manifest("hikeshi-testkit", "")),
            (folder, manifest("it", rest)),
        ];
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        check(&Tree::of(&files)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_allowed_directions_pass() {
        for (folder, uses) in [
            ("features/it/Cargo.toml", "[dependencies]\nhikeshi-when = {}\nhikeshi-db = {}"),
            ("engines/it/Cargo.toml", "[dependencies]\nhikeshi-when = {}\nhikeshi-kernel = {}"),
            ("engines/it/Cargo.toml", "[dev-dependencies]\ntokio = \"1\"\nhikeshi-testkit = {}"),
            ("platform/it/Cargo.toml", "[dependencies]\nhikeshi-db = {}\ntokio = \"1\""),
        ] {
            assert_eq!(findings(folder, uses), Vec::<String>::new(), "{folder} {uses}");
        }
    }

    #[test]
    fn every_wrong_direction_is_named_with_what_to_do() {
        for (folder, uses, says) in [
            ("platform/it/Cargo.toml", "[dependencies]\nhikeshi-desk = {}", "no domain word"),
            ("platform/it/Cargo.toml", "[dependencies]\nhikeshi-when = {}", "no domain word"),
            ("engines/it/Cargo.toml", "[dependencies]\nhikeshi-desk = {}", "never see features"),
            ("engines/it/Cargo.toml", "[dependencies]\nhikeshi-db = {}", "only the kernel"),
            ("engines/it/Cargo.toml", "[dependencies]\nt = { package = \"tokio\" }", "take values"),
            (
                "engines/it/Cargo.toml",
                "[target.'cfg(unix)'.dependencies]\naxum = \"1\"",
                "take values",
            ),
            ("features/it/Cargo.toml", "[dependencies]\nhikeshi = {}", "built on a program"),
            ("features/it/Cargo.toml", "[dependencies]\nhikeshi-testkit = {}", "for tests"),
        ] {
            let found = findings(folder, uses);
            assert!(found.len() == 1 && found[0].contains(says), "{folder} {uses}: {found:?}");
        }
    }
}
