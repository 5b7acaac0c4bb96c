//! The rules, the calendar and the way from an incident's facts to theirs, read once.

use std::{collections::BTreeMap, sync::OnceLock};

use hikeshi_content::{ContentError, Pack};
use hikeshi_deadlines::{Calendar, Rules};
use serde::Deserialize;

/// Everything that answers need and that is the same for all companies.
#[derive(Debug)]
pub struct Rulebook {
    /// The dated rules of `content/duties`.
    pub rules: Rules,
    /// The holidays of `content/holidays`.
    pub calendar: Calendar,
    /// Where the rules' facts come from.
    pub origins: Origins,
    /// Names the pack: answers of another pack are counted anew.
    pub fingerprint: String,
}

/// `content/reporting/facts.yaml`.
#[derive(Debug, Clone, Deserialize)]
pub struct Origins {
    /// Facts read from the fact sheet of an incident.
    pub from_sheet: Vec<FromSheet>,
    /// Answers of the sheet that mean "nobody".
    #[serde(default)]
    pub zero_when: Vec<ZeroWhen>,
    /// Facts that follow from the kinds of an incident.
    pub from_kinds: Vec<FromKinds>,
    /// Facts that are asked once for a company.
    pub from_profile: Vec<FromProfile>,
    /// Where limits without a number of days stand in lists.
    #[serde(default)]
    pub order: Vec<PlaceOfLimit>,
    /// When people are reminded of a clock, in the order of time.
    pub reminders: Vec<Reminder>,
}

/// Where a limit without a number of days stands in lists.
#[derive(Debug, Clone, Deserialize)]
pub struct PlaceOfLimit {
    /// Id of the limit in the rules.
    pub limit: String,
    /// As one that ends so many hours after the matter became known.
    pub hours: i64,
}

/// A reminder of a clock.
#[derive(Debug, Clone, Deserialize)]
pub struct Reminder {
    /// Stable id, in keys of jobs.
    pub id: String,
    /// Hours after the limit; negative before it.
    pub hours: i64,
    /// Roles of the company that get it.
    pub to: Vec<String>,
    /// Whether the analysts of the provider get it too.
    #[serde(default)]
    pub provider: bool,
}

/// A fact read from one field of the sheet.
#[derive(Debug, Clone, Deserialize)]
pub struct FromSheet {
    /// Key in the rules.
    pub fact: String,
    /// Key in the sheet.
    pub sheet: String,
    /// How its value is read.
    pub read: Reading,
    /// Choices that mean yes.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Choices that mean no.
    #[serde(default)]
    pub no: Vec<String>,
    /// Choices and the rules' words for them.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Which way a suspicion counts.
    #[serde(default)]
    pub weighs: Weight,
}

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// Yes or no.
    Flag,
    /// A number, also with "about" or a unit.
    Count,
    /// One of several words.
    Word,
    /// Free words.
    Text,
}

/// Which way a suspicion counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// A suspected yes counts as yes, a suspected no stays open: the law asks what may be.
    #[default]
    Danger,
    /// A suspected yes stays open: only what is established relieves of a duty.
    Relief,
}

/// An answer that means a number of nobody.
#[derive(Debug, Clone, Deserialize)]
pub struct ZeroWhen {
    /// Key in the sheet.
    pub sheet: String,
    /// The choice.
    pub is: String,
    /// The number in the rules that is then 0.
    pub fact: String,
}

/// A fact that follows from kinds.
#[derive(Debug, Clone, Deserialize)]
pub struct FromKinds {
    /// Key in the rules.
    pub fact: String,
    /// Any of these makes it so.
    pub kinds: Vec<String>,
}

/// A fact of the company.
#[derive(Debug, Clone, Deserialize)]
pub struct FromProfile {
    /// Key in the rules.
    pub fact: String,
    /// How it is answered.
    pub read: Reading,
}

static RULEBOOK: OnceLock<Rulebook> = OnceLock::new();

/// The rulebook on board; read at the first call.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form, or rules that do not fit together.
pub fn rulebook() -> Result<&'static Rulebook, ContentError> {
    if RULEBOOK.get().is_none() {
        let _ = RULEBOOK.set(read(Pack)?);
    }
    RULEBOOK.get().ok_or_else(|| ContentError::Missing("duties".to_owned()))
}

fn read(pack: Pack) -> Result<Rulebook, ContentError> {
    Ok(Rulebook {
        rules: Rules::join(pack.read_all("duties")?),
        calendar: Calendar::join(pack.read_all("holidays")?),
        origins: pack.read("reporting/facts.yaml")?,
        fingerprint: pack.fingerprint(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_that_is_read_is_one_the_rules_may_ask_for() {
        let book = rulebook().unwrap();
        let sheet = book.origins.from_sheet.iter().map(|line| &line.fact);
        let kinds = book.origins.from_kinds.iter().map(|line| &line.fact);
        let profile = book.origins.from_profile.iter().map(|line| &line.fact);
        let zero = book.origins.zero_when.iter().map(|line| &line.fact);
        for fact in sheet.chain(kinds).chain(profile).chain(zero) {
            assert!(book.rules.fact(fact).is_some(), "{fact}");
        }
    }

    #[test]
    fn reminders_stand_in_the_order_of_time_and_reach_somebody() {
        let reminders = &rulebook().unwrap().origins.reminders;
        assert!(reminders.is_sorted_by_key(|reminder| reminder.hours));
        for reminder in reminders {
            assert!(!reminder.to.is_empty(), "{}", reminder.id);
            assert!(
                reminder.to.iter().all(|role| hikeshi_identity::Role::from_name(role).is_some())
            );
        }
    }

    #[test]
    fn every_choice_that_is_read_stands_in_the_fact_sheet() {
        let sheet = &hikeshi_incidents::content::content().unwrap().facts;
        for line in &rulebook().unwrap().origins.from_sheet {
            let field = sheet.field(&line.sheet).unwrap_or_else(|| panic!("{}", line.sheet));
            for choice in line.yes.iter().chain(&line.no).chain(line.words.keys()) {
                assert!(field.choices.iter().any(|c| c.id == *choice), "{} {choice}", line.sheet);
            }
        }
    }
}
