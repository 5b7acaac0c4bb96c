//! Public holidays, as far as they are known.

use std::collections::{BTreeMap, HashMap};

use hikeshi_kernel::LocalText;
use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Confidence, RulesSource};

/// One file of `content/holidays`: every public holiday from `valid_from` to `valid_until`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidaysFile {
    /// Id of the file.
    pub id: String,
    /// Grows with every change.
    pub version: String,
    /// The law's edition.
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
    /// First day of which we know whether it is a holiday.
    pub valid_from: Date,
    /// Last such day.
    pub valid_until: Date,
    /// The holidays' names by id.
    pub names: BTreeMap<String, LocalText>,
    /// The holidays: day to id of the name.
    pub days: BTreeMap<Date, String>,
}

impl HolidaysFile {
    fn covers(&self, day: Date) -> bool {
        self.valid_from <= day && day <= self.valid_until
    }
}

/// All mistakes of the files in plain English, each with its place; empty for good ones: days
/// beyond the days that a file covers, holidays without a name, days that two files tell
/// differently, days between two files.
#[must_use]
pub fn check_holidays(files: &[HolidaysFile]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files {
        if file.valid_until < file.valid_from {
            problems.push(format!("{}: ends before it begins, on {}", file.id, file.valid_until));
        }
        for (day, name) in &file.days {
            if !file.covers(*day) {
                problems.push(format!(
                    "{}: {day} lies outside of {} to {}",
                    file.id, file.valid_from, file.valid_until
                ));
            }
            if !file.names.contains_key(name) {
                problems.push(format!("{}: {day} has no name {name}", file.id));
            }
        }
    }
    for (at, one) in files.iter().enumerate() {
        for other in &files[at + 1..] {
            let both = |day: &&Date| one.covers(**day) && other.covers(**day);
            let days = one.days.keys().chain(other.days.keys()).filter(both);
            let mut differ = days
                .filter(|day| one.days.contains_key(*day) != other.days.contains_key(*day))
                .collect::<Vec<_>>();
            differ.sort();
            if let Some(day) = differ.first() {
                problems.push(format!(
                    "{} and {} both cover {day}, but only one of them has it as a holiday",
                    one.id, other.id
                ));
            }
        }
    }
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort_by_key(|file| file.valid_from);
    let mut covered: Option<Date> = None;
    for file in sorted {
        let next = covered.and_then(|until| until.checked_add(1.day()).ok());
        if let Some(next) = next.filter(|next| *next < file.valid_from) {
            problems.push(format!("no file covers the days from {next} until {} begins", file.id));
        }
        covered = covered.max(Some(file.valid_until));
    }
    problems
}

/// The holidays of all files.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    names: Vec<LocalText>,
    days: HashMap<Date, usize>,
    known: Vec<(Date, Date, Confidence)>,
}

impl Calendar {
    /// Joins the files; a day whose name is missing keeps its id as name.
    #[must_use]
    pub fn join(files: impl IntoIterator<Item = HolidaysFile>) -> Self {
        let mut calendar = Self::default();
        for file in files {
            let first = calendar.names.len();
            let mut places: HashMap<String, usize> = HashMap::new();
            for (id, name) in file.names {
                places.insert(id, first + places.len());
                calendar.names.push(name);
            }
            for (day, id) in file.days {
                let place = *places.entry(id.clone()).or_insert_with(|| {
                    calendar.names.push(LocalText { ja: id, ..LocalText::default() });
                    calendar.names.len() - 1
                });
                calendar.days.insert(day, place);
            }
            calendar.known.push((file.valid_from, file.valid_until, file.confidence));
        }
        calendar
    }

    /// The name of a public holiday.
    #[must_use]
    pub fn holiday(&self, day: Date) -> Option<&LocalText> {
        self.days.get(&day).and_then(|&place| self.names.get(place))
    }

    /// How sure it is whether this day is a holiday; `None` beyond the calendar.
    #[must_use]
    pub fn confidence(&self, day: Date) -> Option<Confidence> {
        let covers = |(from, until, _): &&(Date, Date, Confidence)| *from <= day && day <= *until;
        self.known.iter().filter(covers).map(|(_, _, confidence)| *confidence).min()
    }
}
