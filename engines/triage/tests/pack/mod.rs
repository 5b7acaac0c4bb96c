//! Reads the content of the repository for the tests.

use std::path::PathBuf;

use hikeshi_triage::{TriageFile, TriagePack};

/// A path below the content folder.
pub fn content(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}

/// Name and text of every triage file, in order of name.
pub fn files() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(content("triage")).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let text = |name: &str| std::fs::read_to_string(content("triage").join(name)).unwrap();
    names.into_iter().map(|name| (name.clone(), text(&name))).collect()
}

/// The joined pack.
pub fn load() -> TriagePack {
    TriagePack::join(files().into_iter().map(|(name, text)| {
        serde_norway::from_str::<TriageFile>(&text).unwrap_or_else(|e| panic!("{name}: {e}"))
    }))
}
