//! Public holidays, as far as they are known.

use std::collections::{BTreeMap, HashMap};

use hikeshi_kernel::LocalText;
use jiff::civil::Date;
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
