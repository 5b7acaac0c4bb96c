//! All rules on board, joined from the files of `content/duties`.

use std::collections::HashMap;

use hikeshi_kernel::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ClosedDays, Duty, FactDefinition, FactSection, Limit, ReadingWords, Rule};

/// One file: its head and any of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// Id of the file.
    pub id: String,
    /// Grows with every change.
    pub version: String,
    /// The official edition that it follows.
    pub edition: String,
    /// What it was written from.
    pub sources: Vec<RulesSource>,
    /// How far it has been checked.
    pub confidence: Confidence,
    /// Who wrote it.
    pub author: String,
    /// Who checked it.
    pub reviewer: String,
    /// When it was checked.
    pub reviewed_on: Date,
    /// First day of knowing for which it holds.
    pub valid_from: Date,
    /// Last such day.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// How values are written in a facts file.
    #[serde(default)]
    pub reading: Option<ReadingWords>,
    /// Groups of facts.
    #[serde(default)]
    pub sections: Vec<FactSection>,
    /// Facts that may be asked for.
    #[serde(default)]
    pub facts: Vec<FactDefinition>,
    /// Closed days.
    #[serde(default)]
    pub closed_days: Vec<ClosedDays>,
    /// Limits.
    #[serde(default)]
    pub limits: Vec<Limit>,
    /// Named conditions.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Duties.
    #[serde(default)]
    pub duties: Vec<Duty>,
}

/// A document that rules were written from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesSource {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When we read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// How far something has been checked, the least sure last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in an official document.
    Confirmed,
    /// Our own advice, or the company's own entry.
    Own,
    /// Second-hand, deduced or old: shown as to be checked.
    ToCheck,
}

impl Confidence {
    /// The name in files and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Own => "own",
            Self::ToCheck => "to-check",
        }
    }
}

/// The rules of all editions, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    files: Vec<RulesFile>,
    reading: ReadingWords,
    rules: HashMap<String, Vec<(usize, usize)>>,
    /// Duties by id in the order of the files, with all editions of each.
    duties: Vec<(String, Vec<(usize, usize)>)>,
    facts: HashMap<String, (usize, usize)>,
    limits: HashMap<String, Vec<(usize, usize)>>,
    closed_days: HashMap<String, Vec<(usize, usize)>>,
}

impl Rules {
    /// Joins the files. Faults between them are found by [`Self::check`].
    #[must_use]
    pub fn join(files: impl IntoIterator<Item = RulesFile>) -> Self {
        let mut joined = Self { files: files.into_iter().collect(), ..Self::default() };
        for (at, file) in joined.files.iter().enumerate() {
            if let Some(words) = &file.reading {
                joined.reading = words.clone();
            }
            for (number, rule) in file.rules.iter().enumerate() {
                joined.rules.entry(rule.id.clone()).or_default().push((at, number));
            }
            for (number, duty) in file.duties.iter().enumerate() {
                match joined.duties.iter_mut().find(|(id, _)| *id == duty.id) {
                    Some((_, editions)) => editions.push((at, number)),
                    None => joined.duties.push((duty.id.clone(), vec![(at, number)])),
                }
            }
            let places = |number| (at, number);
            let facts = file.facts.iter().map(|fact| fact.key.clone());
            joined.facts.extend(facts.enumerate().map(|(n, key)| (key, places(n))));
            for (number, limit) in file.limits.iter().enumerate() {
                joined.limits.entry(limit.id.clone()).or_default().push((at, number));
            }
            for (number, days) in file.closed_days.iter().enumerate() {
                joined.closed_days.entry(days.id.clone()).or_default().push((at, number));
            }
        }
        joined
    }

    /// The files, as joined.
    #[must_use]
    pub fn files(&self) -> &[RulesFile] {
        &self.files
    }

    /// How values are written.
    #[must_use]
    pub const fn reading(&self) -> &ReadingWords {
        &self.reading
    }

    /// The definition of a fact.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&FactDefinition> {
        self.facts.get(key).map(|&(file, at)| &self.files[file].facts[at])
    }

    /// All definitions, in the order of the files.
    pub fn facts(&self) -> impl Iterator<Item = &FactDefinition> {
        self.files.iter().flat_map(|file| &file.facts)
    }

    /// All groups of facts.
    pub fn sections(&self) -> impl Iterator<Item = &FactSection> {
        self.files.iter().flat_map(|file| &file.sections)
    }

    /// The ids of all duties, in the order of the files.
    pub fn duty_ids(&self) -> impl Iterator<Item = &str> {
        self.duties.iter().map(|(id, _)| id.as_str())
    }

    /// The edition of a rule that holds on `day`.
    pub(crate) fn rule(&self, id: &str, day: Date) -> Option<Placed<'_, Rule>> {
        on(self.editions(&self.rules, id, |file| &file.rules), day)
    }

    /// The edition of a limit that holds on `day`.
    pub(crate) fn limit(&self, id: &str, day: Date) -> Option<Placed<'_, Limit>> {
        on(self.editions(&self.limits, id, |file| &file.limits), day)
    }

    /// The edition of the closed days that holds on `day`.
    pub(crate) fn closed_days(&self, id: &str, day: Date) -> Option<&ClosedDays> {
        let editions = self.editions(&self.closed_days, id, |file| &file.closed_days);
        on(editions, day).map(|placed| placed.item)
    }

    /// All editions of every rule, limit and list of closed days that has this id.
    pub(crate) fn editions_of_rule(&self, id: &str) -> Vec<Placed<'_, Rule>> {
        self.editions(&self.rules, id, |file| &file.rules).collect()
    }

    pub(crate) fn editions_of_limit(&self, id: &str) -> Vec<Placed<'_, Limit>> {
        self.editions(&self.limits, id, |file| &file.limits).collect()
    }

    pub(crate) fn editions_of_closed_days(&self, id: &str) -> Vec<Placed<'_, ClosedDays>> {
        self.editions(&self.closed_days, id, |file| &file.closed_days).collect()
    }

    fn editions<'a, T: Dated + 'a>(
        &'a self,
        places: &'a HashMap<String, Vec<(usize, usize)>>,
        id: &str,
        list: impl Fn(&'a RulesFile) -> &'a [T] + 'a,
    ) -> impl Iterator<Item = Placed<'a, T>> {
        places.get(id).into_iter().flatten().map(move |&(file, at)| {
            let file = &self.files[file];
            Placed::new(file, &list(file)[at])
        })
    }

    /// All editions of every duty.
    pub(crate) fn duties(&self) -> impl Iterator<Item = Vec<Placed<'_, Duty>>> {
        self.duties.iter().map(|(_, editions)| {
            let placed = editions.iter().map(|&(file, at)| {
                let file = &self.files[file];
                Placed::new(file, &file.duties[at])
            });
            placed.collect()
        })
    }
}

fn on<'a, T: Dated + 'a>(
    mut editions: impl Iterator<Item = Placed<'a, T>>,
    day: Date,
) -> Option<Placed<'a, T>> {
    editions.find(|placed| placed.holds_on(day))
}

/// A rule, duty, limit or list of closed days with the file that it stands in.
#[derive(Debug)]
pub(crate) struct Placed<'a, T> {
    pub file: &'a RulesFile,
    pub item: &'a T,
}

impl<T> Clone for Placed<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Placed<'_, T> {}

impl<'a, T: Dated> Placed<'a, T> {
    /// Places it.
    pub fn new(file: &'a RulesFile, item: &'a T) -> Self {
        Self { file, item }
    }

    /// The first day for which it holds.
    pub fn from(&self) -> Date {
        self.item.dates().0.unwrap_or(self.file.valid_from)
    }

    /// The last day for which it holds.
    pub fn until(&self) -> Option<Date> {
        self.item.dates().1.or(self.file.valid_until)
    }

    pub fn holds_on(&self, day: Date) -> bool {
        self.from() <= day && self.until().is_none_or(|until| day <= until)
    }

    pub fn confidence(&self) -> Confidence {
        self.item.confidence().unwrap_or(self.file.confidence)
    }
}

/// What has dates and a confidence of its own.
pub(crate) trait Dated {
    fn dates(&self) -> (Option<Date>, Option<Date>);
    fn confidence(&self) -> Option<Confidence>;
}

macro_rules! dated {
    ($($kind:ty),*) => {$(
        impl Dated for $kind {
            fn dates(&self) -> (Option<Date>, Option<Date>) {
                (self.valid_from, self.valid_until)
            }
            fn confidence(&self) -> Option<Confidence> {
                self.confidence
            }
        }
    )*};
}

dated!(Rule, Duty, Limit);

impl Dated for ClosedDays {
    fn dates(&self) -> (Option<Date>, Option<Date>) {
        (self.valid_from, self.valid_until)
    }
    fn confidence(&self) -> Option<Confidence> {
        None
    }
}

/// All texts of a list must be there in three languages; see [`crate::check`].
pub(crate) fn is_complete(text: &LocalText) -> bool {
    !text.ja.trim().is_empty() && text.ja_easy.is_some() && text.en.is_some()
}
