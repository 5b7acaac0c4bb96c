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
    limits: HashMap<String, (usize, usize)>,
    closed_days: HashMap<String, (usize, usize)>,
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
            let limits = file.limits.iter().map(|limit| limit.id.clone());
            joined.limits.extend(limits.enumerate().map(|(n, id)| (id, places(n))));
            let closed = file.closed_days.iter().map(|days| days.id.clone());
            joined.closed_days.extend(closed.enumerate().map(|(n, id)| (id, places(n))));
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
        let editions = self.rules.get(id)?.iter().map(|&(file, at)| {
            let file = &self.files[file];
            Placed::new(file, &file.rules[at])
        });
        editions.into_iter().find(|placed| placed.holds_on(day))
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

    pub(crate) fn limit(&self, id: &str) -> Option<(&RulesFile, &Limit)> {
        let &(file, at) = self.limits.get(id)?;
        Some((&self.files[file], &self.files[file].limits[at]))
    }

    pub(crate) fn closed_days(&self, id: &str) -> Option<&ClosedDays> {
        self.closed_days.get(id).map(|&(file, at)| &self.files[file].closed_days[at])
    }
}

/// A rule or duty with the file that it stands in.
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
    fn new(file: &'a RulesFile, item: &'a T) -> Self {
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

impl Dated for Rule {
    fn dates(&self) -> (Option<Date>, Option<Date>) {
        (self.valid_from, self.valid_until)
    }
    fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }
}

impl Dated for Duty {
    fn dates(&self) -> (Option<Date>, Option<Date>) {
        (self.valid_from, self.valid_until)
    }
    fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }
}

/// All texts of a list must be there in three languages; see [`crate::check`].
pub(crate) fn is_complete(text: &LocalText) -> bool {
    !text.ja.trim().is_empty() && text.ja_easy.is_some() && text.en.is_some()
}
