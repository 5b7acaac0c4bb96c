//! What an item of the plan says.

use hikeshi_i18n::Words;
use jiff::civil::Date;

use super::Rhythm;
use crate::model::plan_item;

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has begun.
    Open,
    /// Somebody is at it.
    Doing,
    /// Done.
    Done,
    /// Not to be done, with a reason.
    Dropped,
}

impl State {
    /// All of them, as a form offers them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Doing, Self::Done, Self::Dropped];

    /// The name in the database, the API and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Doing)
    }
}

/// What people enter about an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What to do; of a measure its title.
    pub title: String,
    /// Remarks.
    pub note: String,
    /// The account of who sees to it.
    pub account: Option<uuid::Uuid>,
    /// Their name.
    pub owner: String,
    /// Until when.
    pub due: Option<Date>,
    /// How often it comes back.
    pub rhythm: Rhythm,
}

/// What can change about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What to do.
    Title,
    /// Remarks.
    Note,
    /// Who sees to it.
    Owner,
    /// Until when.
    Due,
    /// How often it comes back.
    Rhythm,
    /// How far it is.
    State,
    /// Why it is not done.
    Reason,
    /// What proves it.
    Proof,
}

impl Field {
    /// The name in the history and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Note => "note",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Rhythm => "rhythm",
            Self::State => "state",
            Self::Reason => "reason",
            Self::Proof => "proof",
        }
    }
}

/// Field, value before, value after.
pub(crate) type Change = (String, String, String);

impl Entry {
    /// What a row says.
    #[must_use]
    pub fn of(row: &plan_item::Model) -> Self {
        Self {
            title: row.title.clone(),
            note: row.note.clone(),
            account: row.account_id,
            owner: row.owner.clone(),
            due: row.due.parse().ok(),
            rhythm: Rhythm::from_name(&row.rhythm).unwrap_or_default(),
        }
    }

    /// The day as it is kept: `YYYY-MM-DD` or empty.
    #[must_use]
    pub fn due_text(&self) -> String {
        self.due.map(|day| day.to_string()).unwrap_or_default()
    }

    /// What differs in `after`.
    pub(crate) fn differences(&self, after: &Self) -> Vec<Change> {
        let all = [
            (Field::Title, self.title.clone(), after.title.clone()),
            (Field::Note, self.note.clone(), after.note.clone()),
            (Field::Owner, self.owner.clone(), after.owner.clone()),
            (Field::Due, self.due_text(), after.due_text()),
            (Field::Rhythm, self.rhythm.name().to_owned(), after.rhythm.name().to_owned()),
        ];
        let differs = |(field, old, new): (Field, String, String)| {
            (old != new).then(|| (field.name().to_owned(), old, new))
        };
        let mut differences: Vec<Change> = all.into_iter().filter_map(differs).collect();
        if self.account != after.account && self.owner == after.owner {
            let name = Field::Owner.name().to_owned();
            differences.push((name, self.owner.clone(), after.owner.clone()));
        }
        differences
    }
}

/// A value of the history in words.
pub(crate) fn value_text(words: &Words, field: &str, value: &str) -> String {
    match (field, value) {
        (_, "") => words.t("plan-none"),
        ("due", day) => day.parse().map_or_else(|_| day.to_owned(), |day| words.date(day)),
        ("rhythm", name) => words.t(&format!("plan-rhythm-{name}")),
        ("state", name) => words.t(&format!("plan-state-{name}")),
        (_, value) => value.to_owned(),
    }
}
