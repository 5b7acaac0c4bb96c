//! No drawer for everything: a name must say what is inside.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::tree::Tree;

const DRAWERS: [&str; 8] =
    ["utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"];

/// Finds folders and source files with a name that says nothing.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut places = BTreeSet::new();
    for path in tree.paths() {
        let mut parts: Vec<_> = path.split('/').collect();
        let file = parts.pop().unwrap_or_default();
        let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
        if DRAWERS.contains(&stem) {
            places.insert(path.to_owned());
        }
        for (index, _) in parts.iter().enumerate().filter(|(_, part)| DRAWERS.contains(part)) {
            places.insert(parts[..=index].join("/"));
        }
    }
    let what = "is a drawer for everything: name it after the one idea that is inside";
    places.into_iter().map(|place| Finding::at(place, what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawers_are_found_once_and_longer_names_pass() {
        let tree = Tree::of(&[
            ("a/utils/x.rs", ""),
            ("a/utils/y.rs", ""),
            ("a/common.rs", ""),
            ("a/commonplace.rs", ""),
        ]);
        let places: Vec<_> = check(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["a/common.rs", "a/utils"]);
    }
}
