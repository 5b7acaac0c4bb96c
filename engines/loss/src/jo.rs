//! The JO model: a possible sum of compensation for each person whose data leaked.
//!
//! Per person: base × sensitivity × identification × responsibility × response. The sensitivity is
//! 10^(x−1) + 5^(y−1), with x the highest step of mental pain and y the highest step of economic loss
//! among the kinds of data, taken separately. It is no practice of courts.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{LossFault, Range, Yen};

/// The most persons that a group may have: more than the country has.
const MOST_PERSONS: u64 = 1_000_000_000;

/// The numbers of the model, as they stand in the data file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoModel {
    /// Where it comes from.
    pub source: Source,
    /// How far it has been checked.
    pub confidence: Confidence,
    /// What it says and what it does not.
    pub about: LocalText,
    /// Yen per person before all factors.
    pub base: u64,
    /// 10: its powers are the steps of mental pain.
    pub pain: u64,
    /// 5: its powers are the steps of economic loss.
    pub loss: u64,
    /// How easily a person is found; the first that fits counts.
    pub identification: Vec<Identification>,
    /// Factor of a company of which much is expected.
    pub responsibility_high: u64,
    /// Factor of any other company.
    pub responsibility_ordinary: u64,
    /// Factor after a bad response.
    pub response_bad: u64,
    /// Factor after a good response, or one that is not known.
    pub response_good: u64,
    /// The kinds of data.
    pub kinds: Vec<DataKind>,
}

/// How much is expected of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Responsibility {
    /// As of any company.
    #[default]
    Ordinary,
    /// More: medicine, finance, communication, public bodies, companies known to all.
    High,
}

/// A factor for finding the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identification {
    /// The factor.
    pub factor: u64,
    /// What must be among the data, all of it; nothing: always.
    pub all: Vec<Identifies>,
}

/// What a kind of data tells about who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identifies {
    /// The name.
    Name,
    /// The address.
    Address,
    /// A telephone number.
    Telephone,
}

/// A kind of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataKind {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The step of mental pain, 1 to 3.
    pub x: u32,
    /// The step of economic loss, 1 to 3.
    pub y: u32,
    /// What it tells about who it is.
    #[serde(default)]
    pub identifies: Option<Identifies>,
}

/// Persons of whom a company keeps the same kinds of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many.
    pub persons: u64,
    /// Ids of kinds of data.
    pub kinds: Vec<String>,
}

/// What a leak of a group could cost, with every factor that went in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupLoss {
    /// The highest step of mental pain.
    pub x: u32,
    /// The highest step of economic loss.
    pub y: u32,
    /// 10^(x−1) + 5^(y−1).
    pub sensitivity: u64,
    /// How easily the persons are found.
    pub identification: u64,
    /// How much is expected of the company.
    pub responsibility: u64,
    /// Per person: after a good response, after a bad one.
    pub per_person: Range,
    /// For all persons.
    pub total: Range,
}

impl JoModel {
    /// The kind of data of that id.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&DataKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The sensitivity of steps `x` and `y`.
    ///
    /// # Errors
    /// [`LossFault::Outside`] for a step that is not 1, 2 or 3.
    pub fn sensitivity(&self, x: u32, y: u32) -> Result<u64, LossFault> {
        let power = |base: u64, step: u32| {
            let fits = (1..=3).contains(&step);
            let power = fits.then(|| base.checked_pow(step - 1)).flatten();
            power.ok_or(LossFault::Outside { field: "step", from: 1, to: 3 })
        };
        power(self.pain, x)?.checked_add(power(self.loss, y)?).ok_or(LossFault::TooLarge)
    }

    /// What a leak of this group could cost.
    ///
    /// # Errors
    /// [`LossFault`]: no kind, an unknown kind, too many persons, a sum that is too large.
    pub fn group(
        &self,
        group: &Group,
        responsibility: Responsibility,
    ) -> Result<GroupLoss, LossFault> {
        if group.persons > MOST_PERSONS {
            return Err(LossFault::Outside { field: "persons", from: 0, to: MOST_PERSONS });
        }
        let kind = |id: &String| self.kind(id).ok_or_else(|| LossFault::UnknownKind(id.clone()));
        let kinds = group.kinds.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        let x = kinds.iter().map(|kind| kind.x).max().ok_or(LossFault::NoKinds)?;
        let y = kinds.iter().map(|kind| kind.y).max().ok_or(LossFault::NoKinds)?;
        let sensitivity = self.sensitivity(x, y)?;
        let identification = self.identification(&kinds);
        let responsibility = match responsibility {
            Responsibility::High => self.responsibility_high,
            Responsibility::Ordinary => self.responsibility_ordinary,
        };
        let after = |response: u64| {
            let factors = [sensitivity, identification, responsibility, response];
            let base = Yen::new(u128::from(self.base))?;
            factors.into_iter().try_fold(base, |sum, factor| sum.times(factor, 1))
        };
        let per_person = Range { low: after(self.response_good)?, high: after(self.response_bad)? };
        let total = Range {
            low: per_person.low.times(group.persons, 1)?,
            high: per_person.high.times(group.persons, 1)?,
        };
        Ok(GroupLoss { x, y, sensitivity, identification, responsibility, per_person, total })
    }

    /// The factor of the first rule whose parts are all among the kinds; 1 if none fits.
    fn identification(&self, kinds: &[&DataKind]) -> u64 {
        let has = |wanted: &Identifies| kinds.iter().any(|kind| kind.identifies == Some(*wanted));
        let fits = |rule: &&Identification| rule.all.iter().all(has);
        self.identification.iter().find(fits).map_or(1, |rule| rule.factor)
    }
}
