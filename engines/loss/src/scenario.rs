//! What happens, and what it costs by head, as insurances name the heads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{LossFault, Range, StopLoss, Yen};

/// A head of cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Head {
    /// First response.
    FirstResponse,
    /// Finding out what happened.
    Forensics,
    /// Putting systems and data back.
    Recovery,
    /// Telling the persons concerned.
    Notification,
    /// A gift of apology.
    Condolence,
    /// Compensation.
    Liability,
    /// Sales that are lost, and wages for nothing.
    Profit,
}

impl Head {
    /// All of them, in the order of an accident.
    pub const ALL: [Self; 7] = [
        Self::FirstResponse,
        Self::Forensics,
        Self::Recovery,
        Self::Notification,
        Self::Condolence,
        Self::Liability,
        Self::Profit,
    ];

    /// The name in rows, keys and forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstResponse => "first-response",
            Self::Forensics => "forensics",
            Self::Recovery => "recovery",
            Self::Notification => "notification",
            Self::Condolence => "condolence",
            Self::Liability => "liability",
            Self::Profit => "profit",
        }
    }

    /// The head of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|head| head.name() == name)
    }
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScenarioKind {
    /// Work stops.
    Stop,
    /// Data of persons leaks.
    Leak,
    /// Both, as with ransomware that also takes data.
    StopWithLeak,
}

impl ScenarioKind {
    /// The name in keys and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Leak => "leak",
            Self::StopWithLeak => "stop-with-leak",
        }
    }
}

/// What the company expects to pay to others. `None`: not stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// First response.
    pub first_response: Option<Yen>,
    /// Finding out what happened.
    pub forensics: Option<Yen>,
    /// Putting back.
    pub recovery: Option<Yen>,
    /// A letter to one person.
    pub letter: Option<Yen>,
    /// A gift to one person.
    pub gift: Option<Yen>,
}

/// Whose data leaks: how many, and the compensation for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Persons {
    /// How many.
    pub count: u64,
    /// Compensation.
    pub liability: Range,
}

/// A scenario in yen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// What happens.
    pub kind: ScenarioKind,
    /// How many hours work stops, for the waiting time of an insurance.
    pub stop_hours: u64,
    /// The cost by head.
    pub heads: BTreeMap<Head, Range>,
    /// Heads that belong to it and of which nothing, or not all, is stated: the total is at least so much.
    pub missing: Vec<Head>,
    /// All heads together.
    pub total: Range,
}

impl Scenario {
    /// Whether there is anything to say of it: not while all that is stated comes to nothing and heads
    /// are missing.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.total.high > Yen::ZERO || self.missing.is_empty()
    }
}

/// Work stops.
///
/// # Errors
/// [`LossFault::TooLarge`].
pub fn stop_scenario(stop: &StopLoss, costs: &Costs) -> Result<Scenario, LossFault> {
    let parts = [profit(stop), first(costs), forensics(costs), recovery(costs)];
    scenario(ScenarioKind::Stop, stop.days.hours(), parts.into_iter().collect())
}

/// Data leaks. `None`: nobody stated whose data is kept.
///
/// # Errors
/// [`LossFault::TooLarge`].
pub fn leak(persons: Option<Persons>, costs: &Costs) -> Result<Scenario, LossFault> {
    let mut parts = vec![first(costs), forensics(costs)];
    parts.extend(to_persons(persons, costs)?);
    scenario(ScenarioKind::Leak, 0, parts)
}

/// Both at once; what is paid for both is counted once.
///
/// # Errors
/// [`LossFault::TooLarge`].
pub fn stop_with_leak(
    stop: &StopLoss,
    persons: Option<Persons>,
    costs: &Costs,
) -> Result<Scenario, LossFault> {
    let mut parts = vec![profit(stop), first(costs), forensics(costs), recovery(costs)];
    parts.extend(to_persons(persons, costs)?);
    scenario(ScenarioKind::StopWithLeak, stop.days.hours(), parts)
}

/// A head with what is known of it, and whether that is all.
type Part = (Head, Range, bool);

fn profit(stop: &StopLoss) -> Part {
    let whole = stop.lost_sales.is_some() && stop.idle_work.is_some();
    (Head::Profit, Range::one(stop.total), whole)
}

fn first(costs: &Costs) -> Part {
    stated(Head::FirstResponse, costs.first_response)
}

fn forensics(costs: &Costs) -> Part {
    stated(Head::Forensics, costs.forensics)
}

fn recovery(costs: &Costs) -> Part {
    stated(Head::Recovery, costs.recovery)
}

fn stated(head: Head, sum: Option<Yen>) -> Part {
    (head, Range::one(sum.unwrap_or_default()), sum.is_some())
}

fn to_persons(persons: Option<Persons>, costs: &Costs) -> Result<[Part; 3], LossFault> {
    let each = |sum: Option<Yen>| {
        let all = persons.zip(sum).map(|(persons, sum)| sum.times(persons.count, 1));
        all.transpose()
    };
    let liability = persons.map(|persons| persons.liability);
    Ok([
        stated(Head::Notification, each(costs.letter)?),
        stated(Head::Condolence, each(costs.gift)?),
        (Head::Liability, liability.unwrap_or_default(), liability.is_some()),
    ])
}

fn scenario(kind: ScenarioKind, stop_hours: u64, parts: Vec<Part>) -> Result<Scenario, LossFault> {
    let total = parts.iter().try_fold(Range::ZERO, |sum, (_, range, _)| sum.plus(*range))?;
    let mut missing: Vec<Head> =
        parts.iter().filter(|(.., whole)| !whole).map(|(head, ..)| *head).collect();
    missing.sort_unstable();
    let heads = parts.into_iter().map(|(head, range, _)| (head, range)).collect();
    Ok(Scenario { kind, stop_hours, heads, missing, total })
}
