//! The rules and holidays on board, or those of a folder that somebody wants to try.

use std::path::Path;

use anyhow::{Context as _, bail};
use hikeshi_content::Pack;
use hikeshi_deadlines::{Calendar, HolidaysFile, Rules, RulesFile, check_holidays};
use hikeshi_when::Vocabulary;
use serde::de::DeserializeOwned;

/// Everything that answers are made from.
pub struct Content {
    pub rules: Rules,
    pub calendar: Calendar,
    pub times: Vocabulary,
}

impl Content {
    /// Reads the pack; `folder` takes the place of it, kind by kind, and is checked.
    pub fn load(folder: Option<&Path>) -> anyhow::Result<Self> {
        let rules = Rules::join(files::<RulesFile>(folder, "duties")?);
        let holidays = files::<HolidaysFile>(folder, "holidays")?;
        if let Some(folder) = folder {
            let kinds = ["duties", "holidays"];
            if !kinds.iter().any(|kind| folder.join(kind).is_dir()) {
                bail!("{} has neither a folder duties nor a folder holidays", folder.display());
            }
            let faults = [rules.check(), check_holidays(&holidays)].concat();
            if !faults.is_empty() {
                bail!("the rules in {} have faults:\n  {}", folder.display(), faults.join("\n  "));
            }
        }
        let calendar = Calendar::join(holidays);
        Ok(Self { rules, calendar, times: Pack.read("times/vocabulary.yaml")? })
    }
}

fn files<T: DeserializeOwned>(folder: Option<&Path>, kind: &str) -> anyhow::Result<Vec<T>> {
    let Some(folder) = folder.map(|folder| folder.join(kind)).filter(|folder| folder.is_dir())
    else {
        return Ok(Pack.read_all(kind)?);
    };
    let reading = || format!("cannot read {}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(reading)? {
        paths.push(entry.with_context(reading)?.path());
    }
    let is_yaml = |path: &Path| path.extension().is_some_and(|end| end == "yaml" || end == "yml");
    paths.retain(|path| is_yaml(path));
    if paths.is_empty() {
        bail!("{} has no file that ends in .yaml", folder.display());
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        serde_norway::from_str(&text).with_context(|| path.display().to_string())
    };
    paths.iter().map(read).collect()
}
