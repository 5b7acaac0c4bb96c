//! All slices' locale files, parsed once and shared.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentError, FluentResource};
use hikeshi_kernel::Lang;
use unic_langid::LanguageIdentifier;

use crate::Words;

/// The three locale files of one slice.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The slice's name, for error messages.
    pub slice: &'static str,
    /// Japanese, Fluent syntax.
    pub ja: &'static str,
    /// Easy Japanese.
    pub ja_easy: &'static str,
    /// English.
    pub en: &'static str,
}

/// A locale file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not Fluent syntax.
    #[error("{slice}, {lang}.ftl, line {line}: not Fluent syntax near `{near}`")]
    Syntax {
        /// The slice.
        slice: &'static str,
        /// The language's code.
        lang: &'static str,
        /// Line number from 1.
        line: usize,
        /// That line's text, which begins with the key in most cases.
        near: String,
    },
    /// The key exists already, in this slice or in one before it.
    #[error("{slice}, {lang}.ftl: the key `{key}` exists twice")]
    Duplicate {
        /// The slice that came second.
        slice: &'static str,
        /// The language's code.
        lang: &'static str,
        /// The key.
        key: String,
    },
}

/// A key that a language does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The language.
    pub lang: Lang,
    /// The key.
    pub key: String,
}

/// Every slice's words in every language; cheap to clone.
#[derive(Clone)]
pub struct Catalogue(Arc<Shared>);

pub(crate) struct Shared {
    bundles: [FluentBundle<FluentResource>; 3],
    keys: [BTreeSet<String>; 3],
    reported: Mutex<HashSet<String>>,
}

impl Catalogue {
    /// Joins the sources and this crate's own words for dates.
    ///
    /// # Errors
    /// [`CatalogueError`] for the first file that does not parse or repeats a key.
    pub fn new(sources: &[Source]) -> Result<Self, CatalogueError> {
        let Shared { mut bundles, mut keys, reported } = Shared::empty();
        for source in std::iter::once(&crate::SOURCE).chain(sources) {
            for lang in Lang::ALL {
                let at = position(lang);
                add(&mut bundles[at], &mut keys[at], source, lang)?;
            }
        }
        Ok(Self(Arc::new(Shared { bundles, keys, reported })))
    }

    /// The words for a reader of `lang`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Words {
        Words::new(lang, Arc::clone(&self.0))
    }

    /// Every key that exists in any language, sorted.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let all: BTreeSet<&str> = self.0.keys.iter().flatten().map(String::as_str).collect();
        all.into_iter().collect()
    }

    /// Which of `keys` are absent, and in which languages.
    #[must_use]
    pub fn missing(&self, keys: &[&str]) -> Vec<Gap> {
        let absent = |lang: Lang, key: &&&str| !self.0.keys[position(lang)].contains(**key);
        let gaps_of = |lang| {
            let gaps = keys.iter().filter(move |key| absent(lang, key));
            gaps.map(move |key| Gap { lang, key: (*key).to_owned() })
        };
        Lang::ALL.into_iter().flat_map(gaps_of).collect()
    }

    /// Keys that exist in one language but not in another.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        self.missing(&self.keys())
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").field("keys", &self.0.keys[0].len()).finish_non_exhaustive()
    }
}

impl Shared {
    pub(crate) fn empty() -> Self {
        let bundles = [empty("ja"), empty("ja"), empty("en")];
        Self { bundles, keys: Default::default(), reported: Mutex::default() }
    }

    pub(crate) fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        &self.bundles[position(lang)]
    }

    /// Whether this is the first report about `key`, so that the log gets one line for each.
    pub(crate) fn first_report(&self, key: &str) -> bool {
        self.reported.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned())
    }
}

const fn position(lang: Lang) -> usize {
    match lang {
        Lang::Ja => 0,
        Lang::JaEasy => 1,
        Lang::En => 2,
    }
}

fn empty(code: &str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks are invisible characters that would end up in PDF and CSV files.
    bundle.set_use_isolating(false);
    bundle
}

fn add(
    bundle: &mut FluentBundle<FluentResource>,
    keys: &mut BTreeSet<String>,
    source: &Source,
    lang: Lang,
) -> Result<(), CatalogueError> {
    let text = match lang {
        Lang::Ja => source.ja,
        Lang::JaEasy => source.ja_easy,
        Lang::En => source.en,
    };
    let (slice, lang) = (source.slice, lang.code());
    let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let first = errors.first().map(|error| error.slice.as_ref().unwrap_or(&error.pos).start);
        syntax_error(slice, lang, text, first.unwrap_or_default())
    })?;
    keys.extend(message_keys(text));
    bundle.add_resource(resource).map_err(|errors| {
        let key = errors.iter().find_map(|error| match error {
            FluentError::Overriding { id, .. } => Some(id.clone()),
            _ => None,
        });
        CatalogueError::Duplicate { slice, lang, key: key.unwrap_or_default() }
    })
}

/// The keys of a file that parsed: there, only a message begins with a letter in column one.
fn message_keys(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
}

fn syntax_error(slice: &'static str, lang: &'static str, text: &str, at: usize) -> CatalogueError {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let near = text.lines().nth(line - 1).unwrap_or_default().to_owned();
    CatalogueError::Syntax { slice, lang, line, near }
}
