//! Reads the model of the repository.

use std::{path::PathBuf, sync::LazyLock};

use hikeshi_risk::{Level, RiskModel};

pub static MODEL: LazyLock<RiskModel> = LazyLock::new(|| serde_norway::from_str(&text()).unwrap());

/// The model's file as it stands.
pub fn text() -> String {
    std::fs::read_to_string(content("risk/risk.yaml")).unwrap()
}

/// A path below the content folder.
pub fn content(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}

pub fn level(number: i64) -> Level {
    Level::try_from(number).unwrap()
}
