//! Where the tests find the content, and the material of others beside the repository.

use std::path::{Path, PathBuf};

/// A file of the content.
pub fn content(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}

/// A folder of `shared/data` beside the repository; it is not ours to carry with us. Nothing if
/// it is absent, which is said aloud. The rules themselves are also tested without it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = own.ancestors().map(|f| f.join("shared/data").join(path)).find(|f| f.is_dir());
    if folder.is_none() {
        eprintln!("skipped: no shared/data/{path} beside the repository");
    }
    folder
}

/// Every JSON file below a folder, as its path within the folder and its bytes, sorted.
pub fn json_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("the folder can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let name = path.strip_prefix(folder).expect("below").display().to_string();
                found.push((name, std::fs::read(&path).expect("readable")));
            }
        }
    }
    found.sort();
    found
}
