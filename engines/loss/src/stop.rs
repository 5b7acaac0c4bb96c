//! What it costs when work stops: sales that are lost, people who cannot work, what is paid on top.

use serde::{Deserialize, Serialize};

use crate::{LossFault, Yen};

/// A length of time in tenths of calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Days(u32);

impl Days {
    /// A week.
    pub const WEEK: Self = Self(70);
    /// The longest stop that is counted, in whole days.
    pub const MOST: u32 = 3650;

    /// So many tenths of days.
    ///
    /// # Errors
    /// [`LossFault::Outside`] for nothing and for more than ten years.
    pub fn tenths(tenths: u32) -> Result<Self, LossFault> {
        let to = Self::MOST * 10;
        let fits = (1..=to).contains(&tenths).then_some(Self(tenths));
        fits.ok_or(LossFault::Outside { field: "days", from: 1, to: u64::from(to) })
    }

    /// The number of tenths.
    #[must_use]
    pub const fn as_tenths(self) -> u32 {
        self.0
    }

    /// Whole hours, rounded down.
    #[must_use]
    pub fn hours(self) -> u64 {
        u64::from(self.0) * 24 / 10
    }
}

/// What a company knows of its days. `None`: not stated, and then not counted but named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopFigures {
    /// Sales on a day on which it works.
    pub sales_per_day: Option<Yen>,
    /// Days of a week on which it works, 1 to 7.
    pub open_days: u8,
    /// How much of the sales is lost while work stops, in percent.
    pub lost_percent: u8,
    /// People who cannot work.
    pub idle_people: Option<u32>,
    /// What an hour of work costs.
    pub wage_per_hour: Option<Yen>,
    /// Hours of a working day, 1 to 24.
    pub hours_per_day: u8,
    /// How much of their work stands still, in percent.
    pub idle_percent: u8,
}

/// What a stop costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StopLoss {
    /// How long.
    pub days: Days,
    /// Sales that are lost; `None`: sales are not stated.
    pub lost_sales: Option<Yen>,
    /// Wages for people who cannot work; `None`: people or wage are not stated.
    pub idle_work: Option<Yen>,
    /// Both, as far as they are known.
    pub total: Yen,
}

/// Counts a stop of `days` calendar days, of which `open_days` in seven are working days. Halves of a
/// yen are rounded up.
///
/// # Errors
/// [`LossFault`] for a figure outside of its bounds, or a sum that is too large.
pub fn stop_loss(figures: &StopFigures, days: Days) -> Result<StopLoss, LossFault> {
    within("open_days", figures.open_days, 1, 7)?;
    within("hours_per_day", figures.hours_per_day, 1, 24)?;
    within("lost_percent", figures.lost_percent, 0, 100)?;
    within("idle_percent", figures.idle_percent, 0, 100)?;
    // Working days in 7 × 10 parts of a day, percent in hundredths.
    let parts = u64::from(days.as_tenths()) * u64::from(figures.open_days);
    let share = |percent: u8| parts * u64::from(percent);
    let lost_sales = figures
        .sales_per_day
        .map(|sales| sales.times(share(figures.lost_percent), 7 * 10 * 100))
        .transpose()?;
    let idle_work = figures
        .idle_people
        .zip(figures.wage_per_hour)
        .map(|(people, wage)| {
            let day = wage.times(u64::from(people) * u64::from(figures.hours_per_day), 1)?;
            day.times(share(figures.idle_percent), 7 * 10 * 100)
        })
        .transpose()?;
    let total = lost_sales.unwrap_or_default().plus(idle_work.unwrap_or_default())?;
    Ok(StopLoss { days, lost_sales, idle_work, total })
}

fn within(field: &'static str, value: u8, from: u8, to: u8) -> Result<(), LossFault> {
    let fits = (from..=to).contains(&value);
    let (from, to) = (u64::from(from), u64::from(to));
    if fits { Ok(()) } else { Err(LossFault::Outside { field, from, to }) }
}
