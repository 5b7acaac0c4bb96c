//! The real content, and facts to draft with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hikeshi_drafting::{
    Certainty, Choice, Class, Fact, FactSet, Kind, KindFile, Sharing, TimeForm, Wording,
};
use serde::Deserialize;

/// A file of the content folder.
pub fn content(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(name)
}

/// Name and text of every kind of document, sorted.
pub fn files() -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(content("filings"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The wording.
pub fn wording() -> Wording {
    let text = std::fs::read_to_string(content("wording/wording.yaml")).unwrap();
    serde_norway::from_str(&text).unwrap()
}

/// All kinds, ready to draft.
pub fn kinds() -> Vec<Kind> {
    let wording = wording();
    let kind = |(_, text): (String, String)| {
        Kind::new(serde_norway::from_str::<KindFile>(&text).unwrap(), &wording).unwrap()
    };
    files().into_iter().map(kind).collect()
}

/// What these tests read of the fact sheet.
#[derive(Deserialize)]
pub struct Sheet {
    pub facts: Vec<Field>,
}

#[derive(Deserialize)]
pub struct Field {
    pub key: String,
    pub class: Class,
    #[serde(default)]
    pub choices: Vec<Choice>,
    #[serde(default)]
    pub names_person: bool,
}

/// The fact sheet.
pub fn sheet() -> Sheet {
    let text = std::fs::read_to_string(content("facts/factsheet.yaml")).unwrap();
    serde_norway::from_str(&text).unwrap()
}

impl Sheet {
    /// Every fact of the sheet: the first choice of those with choices, `value` of the key else.
    pub fn all(&self, certainty: Certainty, value: impl Fn(&str) -> String) -> FactSet {
        self.facts(|field| Some((certainty, field.choices.first().map(|c| c.id.clone()))), value)
    }

    /// The facts that `pick` gives a certainty and a choice.
    pub fn facts(
        &self,
        pick: impl Fn(&Field) -> Option<(Certainty, Option<String>)>,
        value: impl Fn(&str) -> String,
    ) -> FactSet {
        let mut set = FactSet::default();
        for (number, field) in self.facts.iter().enumerate() {
            if !field.choices.is_empty() {
                set.choices.insert(field.key.clone(), field.choices.clone());
            }
            let Some((certainty, choice)) = pick(field) else { continue };
            let known = certainty != Certainty::Unknown;
            let value = if known && choice.is_none() { value(&field.key) } else { String::new() };
            let fact = Fact {
                choices: choice.filter(|_| known).into_iter().collect(),
                value,
                certainty,
                as_of: String::new(),
                time: TimeForm::Words,
                revision: i64::try_from(number).unwrap() + 1,
                origin: String::new(),
                class: field.class,
                sharing: Sharing::Anyone,
                names_person: field.names_person,
                withheld: None,
            };
            set.facts.insert(field.key.clone(), fact);
        }
        set
    }
}

/// The words of doubt by language.
pub fn hedges() -> BTreeMap<String, Vec<String>> {
    serde_norway::from_str(include_str!("../fixtures/hedges.yaml")).unwrap()
}
