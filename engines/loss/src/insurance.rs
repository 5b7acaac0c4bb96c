//! What insurances pay of a scenario, and what is left to the company.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Head, LossFault, Range, Scenario, Yen};

/// An insurance as its certificate states it. `None`: not stated, and then nothing is counted on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The most that it pays.
    pub limit: Option<Yen>,
    /// What the company bears itself before it pays.
    pub deductible: Option<Yen>,
    /// The heads that it pays.
    pub heads: Vec<HeadCover>,
    /// Hours of a stop for which it pays no lost profit.
    pub waiting_hours: Option<u32>,
}

/// A head that an insurance pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadCover {
    /// The head.
    pub head: Head,
    /// The most that it pays for this head, if there is such a limit.
    pub limit: Option<Yen>,
}

/// What one insurance pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// What it pays at the low and at the high end of the scenario.
    pub pays: Range,
    /// Whether limit, deductible or heads are not stated: then it is not counted on.
    pub unclear: bool,
}

/// What all insurances pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// One by one, in the order given.
    pub policies: Vec<Paid>,
    /// Together.
    pub pays: Range,
    /// What is left to the company at the low and at the high end.
    pub gap: Range,
    /// Heads of the scenario for which no insurance pays.
    pub unpaid: Vec<Head>,
}

/// Lets the insurances pay one after the other, each for what those before it left.
///
/// # Errors
/// [`LossFault::TooLarge`].
pub fn cover(scenario: &Scenario, policies: &[Policy]) -> Result<Cover, LossFault> {
    let low = scenario.heads.iter().map(|(head, range)| (*head, range.low)).collect();
    let high = scenario.heads.iter().map(|(head, range)| (*head, range.high)).collect();
    let low = pay(low, scenario.stop_hours, policies)?;
    let high = pay(high, scenario.stop_hours, policies)?;
    let paid = policies.iter().zip(low.iter().zip(&high)).map(|(policy, (low, high))| Paid {
        pays: Range { low: *low, high: *high },
        unclear: is_unclear(policy),
    });
    let sum = |sums: &[Yen]| sums.iter().try_fold(Yen::ZERO, |sum, one| sum.plus(*one));
    let pays = Range { low: sum(&low)?, high: sum(&high)? };
    let paid_heads: Vec<Head> = policies
        .iter()
        .filter(|policy| !is_unclear(policy))
        .flat_map(|policy| policy.heads.iter().map(|one| one.head))
        .collect();
    Ok(Cover {
        policies: paid.collect(),
        pays,
        gap: Range {
            low: scenario.total.low.less(pays.low),
            high: scenario.total.high.less(pays.high),
        },
        unpaid: scenario.heads.keys().copied().filter(|head| !paid_heads.contains(head)).collect(),
    })
}

fn is_unclear(policy: &Policy) -> bool {
    policy.limit.is_none() || policy.deductible.is_none() || policy.heads.is_empty()
}

/// What each insurance pays of these losses.
fn pay(
    mut left: BTreeMap<Head, Yen>,
    stop_hours: u64,
    policies: &[Policy],
) -> Result<Vec<Yen>, LossFault> {
    let mut all = Vec::new();
    for policy in policies {
        let (Some(limit), Some(deductible)) = (policy.limit, policy.deductible) else {
            all.push(Yen::ZERO);
            continue;
        };
        let mut claims = BTreeMap::new();
        for one in &policy.heads {
            let loss = left.get(&one.head).copied().unwrap_or_default();
            let loss = after_waiting(policy, one.head, loss, stop_hours)?;
            claims.insert(one.head, one.limit.map_or(loss, |most| loss.min(most)));
        }
        let claimed = claims.values().try_fold(Yen::ZERO, |sum, one| sum.plus(*one))?;
        let pays = claimed.less(deductible).min(limit);
        settle(&mut left, &claims, pays);
        all.push(pays);
    }
    Ok(all)
}

/// Lost profit without the hours for which the insurance does not pay.
fn after_waiting(
    policy: &Policy,
    head: Head,
    loss: Yen,
    stop_hours: u64,
) -> Result<Yen, LossFault> {
    let waiting = u64::from(policy.waiting_hours.unwrap_or_default());
    if head != Head::Profit || waiting == 0 || stop_hours == 0 {
        return Ok(loss);
    }
    loss.at_least(stop_hours.saturating_sub(waiting), stop_hours)
}

/// Takes what was paid from what is left, head by head.
fn settle(left: &mut BTreeMap<Head, Yen>, claims: &BTreeMap<Head, Yen>, mut pays: Yen) {
    for (head, claim) in claims {
        let part = pays.min(*claim);
        pays = pays.less(part);
        if let Some(sum) = left.get_mut(head) {
            *sum = sum.less(part);
        }
    }
}
