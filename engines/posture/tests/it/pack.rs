//! The content of the repository, and answers in short.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use std::{collections::BTreeMap, path::PathBuf, sync::LazyLock};

use hikeshi_posture_engine::{
    Answer, AnswerWords, Answers, Catalogue, CatalogueFile, CrossMap, Library, Measures, Sheet,
};
use serde::de::DeserializeOwned;

pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut names: Vec<PathBuf> = std::fs::read_dir(content("questionnaires"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let files: Vec<CatalogueFile> = names.iter().map(|path| read(path)).collect();
    let map: CrossMap = read(&content("cross-map/cross-map.yaml"));
    let measures: Measures = read(&content("measures/measures.yaml"));
    Library::join(&files, map, measures).unwrap()
});

pub static WORDS: LazyLock<AnswerWords> = LazyLock::new(|| read(&content("answers/words.yaml")));

pub fn catalogue(id: &str) -> &'static Catalogue {
    LIBRARY.catalogue(id).unwrap()
}

/// A sheet on which every item of the catalogue has the answer, but for those named.
pub fn sheet(catalogue: &Catalogue, site: &str, answer: Answer, but: &[(&str, Answer)]) -> Sheet {
    let mut given: BTreeMap<String, Answer> =
        catalogue.items().map(|item| (item.id.clone(), answer)).collect();
    given.extend(but.iter().map(|(item, answer)| ((*item).to_owned(), *answer)));
    Sheet::new(site, given)
}

pub fn one(sheet: Sheet) -> Answers {
    Answers { sheets: vec![sheet] }
}

fn read<T: DeserializeOwned>(path: &PathBuf) -> T {
    let text = std::fs::read_to_string(path).unwrap();
    serde_norway::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn content(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}
