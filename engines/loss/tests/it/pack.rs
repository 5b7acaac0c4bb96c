//! Reads the figures of the repository.

use std::{path::PathBuf, sync::LazyLock};

use hikeshi_loss::{LossModel, Range, Yen};

pub static MODEL: LazyLock<LossModel> = LazyLock::new(|| {
    let read = |(_, text): (String, String)| serde_norway::from_str(&text).unwrap();
    LossModel::join(files().into_iter().map(read)).unwrap()
});

/// A path below the content folder.
pub fn content(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}

/// Name and text of every file, in order of name.
pub fn files() -> Vec<(String, String)> {
    ["jo", "measures", "reference"]
        .map(|name| {
            (
                name.to_owned(),
                std::fs::read_to_string(content(&format!("loss/{name}.yaml"))).unwrap(),
            )
        })
        .into()
}

pub fn yen(sum: u64) -> Yen {
    Yen::try_from(sum).unwrap()
}

pub fn range(low: u64, high: u64) -> Range {
    Range { low: yen(low), high: yen(high) }
}
