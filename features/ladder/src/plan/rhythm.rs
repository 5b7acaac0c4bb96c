//! How often something comes back.

use jiff::{Span, civil::Date};

/// How often an item of the plan comes back once it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rhythm {
    /// Once and done.
    #[default]
    Once,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every year.
    Yearly,
}

impl Rhythm {
    /// All of them, as a form offers them.
    pub const ALL: [Self; 4] = [Self::Once, Self::Monthly, Self::Quarterly, Self::Yearly];

    /// The name in the database, the API and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Once => "none",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Yearly => "yearly",
        }
    }

    /// The rhythm of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    const fn months(self) -> i64 {
        match self {
            Self::Once => 0,
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Yearly => 12,
        }
    }
}

/// The next day of a rhythm that is counted from `anchor`: the first one after both the day on which it
/// was due and the day on which it was done. Counting from the anchor keeps the end of a month: after
/// 31 January come 28 February and 31 March. `None` for what does not come back.
#[must_use]
pub fn next_due(rhythm: Rhythm, anchor: Date, due: Date, done: Date) -> Option<Date> {
    let months = rhythm.months();
    if months == 0 {
        return None;
    }
    let after = due.max(done);
    let nth = |n: i64| anchor.checked_add(Span::new().months(n * months)).ok();
    let apart = i64::from(after.year() - anchor.year()) * 12 + i64::from(after.month())
        - i64::from(anchor.month());
    let first = (apart / months - 1).max(1);
    (first..first + 4).filter_map(nth).find(|day| *day > after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_check_comes_back_on_its_day_whether_done_early_or_late() {
        let next = |done| next_due(Rhythm::Yearly, day("2026-04-01"), day("2026-04-01"), day(done));
        assert_eq!(next("2026-03-20"), Some(day("2027-04-01")));
        assert_eq!(next("2026-04-01"), Some(day("2027-04-01")));
        assert_eq!(next("2028-06-10"), Some(day("2029-04-01")));
        assert_eq!(
            next_due(Rhythm::Once, day("2026-04-01"), day("2026-04-01"), day("2026-04-01")),
            None
        );
    }

    #[test]
    fn the_end_of_a_month_stays_the_end_of_a_month() {
        let anchor = day("2026-01-31");
        let february = next_due(Rhythm::Monthly, anchor, anchor, anchor);
        assert_eq!(february, Some(day("2026-02-28")));
        let march = next_due(Rhythm::Monthly, anchor, day("2026-02-28"), day("2026-02-27"));
        assert_eq!(march, Some(day("2026-03-31")));
        let quarter =
            next_due(Rhythm::Quarterly, day("2026-11-30"), day("2026-11-30"), day("2026-12-01"));
        assert_eq!(quarter, Some(day("2027-02-28")));
    }
}
