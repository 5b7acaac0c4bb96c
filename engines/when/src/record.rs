//! The way in for records in a file: what a time leaves out, the record beside it tells.

use hikeshi_kernel::{Moment, fold_width, japan};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    error::WhenError,
    line::whole_field,
    parts::{DateSpec, Expression, Parts},
    resolve::{Beside, Context},
    vocabulary::Vocabulary,
};

/// A time as a record states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The time, as exactly as it was written.
    pub moment: Moment,
    /// Something unsaid was inferred.
    pub guessed: bool,
    /// The record names a day itself.
    pub says_day: bool,
    /// The record names a year itself: others may be counted from it.
    pub says_year: bool,
}

/// Reads a field of a record that holds nothing but a time. `beside` is the day of the record
/// before it, if one is known: a time without a day is of that day, a day without a year is the
/// nearest to it.
///
/// # Errors
/// See [`crate::parse_moment`].
pub fn parse_recorded(
    vocabulary: &Vocabulary,
    text: &str,
    now: Timestamp,
    beside: Option<Date>,
) -> Result<Stated, WhenError> {
    let beside = Some(beside.map_or(Beside::Nothing, Beside::Day));
    let context = Context { beside, ..Context::typed(now) };
    let (expression, placed) = match whole_field(vocabulary, text, context) {
        Ok(read) => read,
        Err(error) => return whole_year(text).ok_or(error),
    };
    let said = |says: fn(&Parts) -> bool| match &expression {
        Expression::Point(parts) => says(parts),
        Expression::Range(first, second) => says(first) || says(second),
        Expression::Unknown => false,
    };
    Ok(Stated {
        moment: placed.moment,
        guessed: placed.guessed,
        says_day: said(Parts::has_day),
        says_year: said(says_year),
    })
}

/// "2024": too little to date what a person types, enough for a record.
fn whole_year(text: &str) -> Option<Stated> {
    let folded = fold_width(text.trim());
    let year: i16 = match folded.char_indices().nth(4) {
        None => folded.parse().ok()?,
        Some((end, unit)) => {
            let alone = folded[end..].chars().count() == 1 && !unit.is_ascii();
            folded[..end].parse().ok().filter(|_| alone)?
        }
    };
    let day = |month, day| Date::new(year, month, day).ok()?.to_zoned(japan()).ok();
    let until = day(12, 31)?.timestamp() + SignedDuration::from_mins(24 * 60 - 1);
    let moment = Moment::range(day(1, 1)?.timestamp(), until).ok()?;
    let real = (1900..2200).contains(&year);
    real.then_some(Stated { moment, guessed: false, says_day: true, says_year: true })
}

fn says_year(parts: &Parts) -> bool {
    matches!(
        parts.date,
        Some(DateSpec::Calendar { year: Some(_), .. } | DateSpec::ShortYear { .. })
    )
}
