//! Places a range of two points on the calendar: what one end leaves unsaid, the other tells.

use hikeshi_kernel::{Moment, MomentError};

use crate::{
    error::WhenError,
    parts::{Expression, Parts},
    resolve::{Context, Placed, bounds, japanese_day, place},
};

/// Places an expression on the calendar.
pub(crate) fn place_expression(
    expression: &Expression,
    context: Context,
) -> Result<Placed, WhenError> {
    let placed = match expression {
        Expression::Unknown => Placed { moment: Moment::Unknown, guessed: false },
        Expression::Point(parts) => place(parts, context)?,
        Expression::Range(first, second) => place_range(first, second, context)?,
    };
    placed.moment.checked().map_err(wrong)?;
    Ok(placed)
}

const fn wrong(error: MomentError) -> WhenError {
    match error {
        MomentError::EndsBeforeStart => WhenError::EndsBeforeStart,
        MomentError::FarOff => WhenError::OutOfRange,
    }
}

fn place_range(first: &Parts, second: &Parts, context: Context) -> Result<Placed, WhenError> {
    let second = &with_half_of(first, second);
    let (start, end) = if !first.has_day() && first.ago.is_none() && second.has_day() {
        let end = place(second, context)?;
        (place_on_the_day_of(end, first, context, -1)?, end)
    } else {
        let start = place(first, context)?;
        (start, place_on_the_day_of(start, second, context, 1)?)
    };
    let (Some((from, _)), Some((_, until))) = (bounds(start.moment)?, bounds(end.moment)?) else {
        return Ok(Placed { moment: Moment::Unknown, guessed: true });
    };
    let moment = Moment::range(from, until).map_err(wrong)?;
    Ok(Placed { moment, guessed: start.guessed || end.guessed })
}

/// Places `parts` on the day of the other end, or, if that breaks the order, `step` days beside it.
fn place_on_the_day_of(
    other: Placed,
    parts: &Parts,
    context: Context,
    step: i8,
) -> Result<Placed, WhenError> {
    let Some((start, end)) = bounds(other.moment)? else { return place(parts, context) };
    let day = japanese_day(if step > 0 { start } else { end });
    let placed = place(parts, Context { day: Some(day), ..context })?;
    let Some((from, until)) = bounds(placed.moment)? else { return Ok(placed) };
    let in_order = if step > 0 { until >= start } else { from <= end };
    if in_order || parts.has_day() || parts.ago.is_some() {
        return Ok(placed);
    }
    let beside = if step > 0 { day.tomorrow() } else { day.yesterday() };
    let day = beside.map_err(|_| WhenError::OutOfRange)?;
    place(parts, Context { day: Some(day), ..context })
}

/// "3 to 5 in the afternoon": the second end keeps the half of the day where that makes sense.
fn with_half_of(first: &Parts, second: &Parts) -> Parts {
    let mut second = *second;
    let (Some(start), Some(end)) = (first.clock, second.clock) else { return second };
    let same_half = first.afternoon == Some(true) && end.hour < 12 && end.hour + 12 > start.hour;
    if same_half && second.afternoon.is_none() && second.part.is_none() && !second.has_day() {
        second.afternoon = Some(true);
    }
    second
}
