//! What is told of a group: in steps of ten, never a score of one company.

use serde::{Deserialize, Serialize};

use crate::{Member, is_a_crowd};

/// Width of the steps in which everything is told, in hundredths of what can be reached.
pub const STEP: i32 = 10;
/// The counts of companies that are told: at least so many.
const COUNTS: [u32; 6] = [6, 10, 20, 50, 100, 500];
/// Up to so many companies the chance is taken from the tosses of a coin one by one.
const LONGEST_TABLE: usize = 1_000;
/// The interval of the middle is made as wide as it takes for this chance, in hundredths.
const WANTED_CHANCE: f64 = 90.0;

/// What is told of a group. All values are multiples of [`STEP`]; `from` is below and `to` above what they
/// stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// At least so many companies.
    pub at_least: u32,
    /// The middle company lies from here to here.
    pub middle: (i32, i32),
    /// The middle half of the companies lies from here to here.
    pub half: (i32, i32),
    /// Where the middle of all companies like these lies, as far as these can tell.
    pub interval: (i32, i32),
    /// How often an interval made like that holds, in hundredths, rounded down.
    pub chance: u32,
}

/// Where a score lies beside a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Below the middle half.
    Below,
    /// In the middle half.
    Within,
    /// Above it.
    Above,
}

impl Figure {
    /// Where `value` lies.
    #[must_use]
    pub const fn place(&self, value: i32) -> Place {
        if value < self.half.0 {
            Place::Below
        } else if value > self.half.1 {
            Place::Above
        } else {
            Place::Within
        }
    }
}

/// The lower end of the step in which a score lies.
#[must_use]
pub const fn step_of(value: i32) -> i32 {
    value.div_euclid(STEP) * STEP
}

/// What may be told of these companies; `None` when they are no crowd, or so much alike that the figure
/// would tell the score of nearly everyone: then more than two thirds of them stand on one step.
#[must_use]
pub fn figure(members: &[Member]) -> Option<Figure> {
    if !is_a_crowd(members) || are_alike(members) {
        return None;
    }
    let mut values: Vec<i32> = members.iter().map(|member| member.value).collect();
    values.sort_unstable();
    let count = values.len();
    // Places count from 1; the lower one where the middle falls between two.
    let quarter = count.div_ceil(4).max(2);
    let middle = count.div_ceil(2);
    let (place, chance) = interval(count);
    let step = |low: usize, high: usize| {
        Some((step_of(*values.get(low - 1)?), step_of(*values.get(high - 1)?) + STEP))
    };
    Some(Figure {
        at_least: COUNTS.into_iter().rev().find(|least| *least as usize <= count)?,
        middle: step(middle, middle)?,
        half: step(quarter, count + 1 - quarter)?,
        interval: step(place, count + 1 - place)?,
        chance,
    })
}

fn are_alike(members: &[Member]) -> bool {
    members.iter().any(|one| {
        let same = |other: &&Member| step_of(other.value) == step_of(one.value);
        members.iter().filter(same).count() * 3 > members.len() * 2
    })
}

/// The place, from 1, of the lower end of the narrowest interval of the middle that holds at least nine
/// times of ten, and its chance. The lowest and the highest score are never told, so with six or seven
/// companies the chance is lower.
///
/// The middle of all lies between the j-th and the j-th last of n with the chance 1 − 2·P(at most j−1 of n
/// tosses of a coin are heads). Where their table would be too long, the normal curve stands for it.
fn interval(count: usize) -> (usize, u32) {
    if count > LONGEST_TABLE {
        // 1.645: nine of ten lie within so many standard deviations, which are √n/2.
        let off = count.isqrt() * 1645 / 2000 + 1;
        return ((count / 2).saturating_sub(off), 90);
    }
    let n = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let mut term = 0.5_f64.powf(n);
    let mut below = term;
    let mut best = (2, 0);
    let mut k = 0.0;
    for place in 2..=count.div_ceil(2) {
        k += 1.0;
        term *= (n - k + 1.0) / k;
        below += term;
        let chance = (1.0 - 2.0 * below) * 100.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 100"
        )]
        let whole = chance.clamp(0.0, 100.0) as u32;
        if place > 2 && chance < WANTED_CHANCE {
            break;
        }
        best = (place, whole);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Party;

    fn members(values: &[i32]) -> Vec<Member> {
        let member = |(company, value): (u128, &i32)| Member {
            company: Party(company),
            value: *value,
            seen_by: vec![],
        };
        (1..).zip(values).map(member).collect()
    }

    #[test]
    fn the_interval_is_that_of_the_binomial_table() {
        // n = 6: 1 − 2·(1+6)/64; n = 8: 1 − 2·(1+8)/256; n = 11: 1 − 2·(1+11+55)/2048.
        assert_eq!(interval(6), (2, 78));
        assert_eq!(interval(7), (2, 87));
        assert_eq!(interval(8), (2, 92));
        assert_eq!(interval(11), (3, 93));
        // n = 20: 6th to 15th, 95.86 %.
        assert_eq!(interval(20), (6, 95));
        assert_eq!(interval(100), (42, 91));
        // √1001 = 31: 500 − 26.
        assert_eq!(interval(1001), (474, 90));
        assert_eq!(interval(1000).0, 474);
    }

    #[test]
    fn six_companies_are_told_as_counted_by_hand() {
        // Sorted 32 41 55 58 73 90: middle 55, half 41 to 73, interval the same places.
        let told = figure(&members(&[58, 32, 90, 41, 73, 55]));
        let figure = Figure {
            at_least: 6,
            middle: (50, 60),
            half: (40, 80),
            interval: (40, 80),
            chance: 78,
        };
        assert_eq!(told, Some(figure));
        assert_eq!(figure.place(39), Place::Below);
        assert_eq!(figure.place(40), Place::Within);
        assert_eq!(figure.place(81), Place::Above);
    }

    #[test]
    fn a_score_below_zero_lies_on_a_step_below_zero() {
        assert_eq!(step_of(-1), -10);
        assert_eq!(step_of(-25), -30);
        assert_eq!(step_of(0), 0);
    }

    #[test]
    fn too_few_or_too_much_alike_is_not_told() {
        assert_eq!(figure(&members(&[10, 20, 30, 40, 50])), None);
        assert_eq!(figure(&members(&[50, 51, 52, 53, 59, 90])), None, "five of six");
        assert!(figure(&members(&[50, 51, 52, 53, 80, 90])).is_some(), "four of six");
    }
}
