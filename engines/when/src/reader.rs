//! Finds the parts of a time in folded letters.
//!
//! Parts may stand in any order ("yesterday 7:20", "7:20 yesterday"); each is taken once. Reading
//! stops at the first letter that is no part, so the caller knows where the text begins.

use crate::{
    numbers,
    parts::{Ago, DateSpec, Expression, Parts},
    vocabulary::{Meaning, Vocabulary},
};

/// Reads folded letters with the words of a vocabulary.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub vocabulary: &'a Vocabulary,
    pub chars: &'a [char],
}

impl Reader<'_> {
    /// The expression that begins at letter `at`, and the position after it.
    pub fn expression(self, at: usize) -> Option<(Expression, usize)> {
        if let Some((Meaning::Unknown, end)) = self.word(at) {
            return Some((Expression::Unknown, end));
        }
        let (between, start) = match self.word(at) {
            Some((Meaning::Between, end)) => (true, self.skip_blank(end)),
            _ => (false, at),
        };
        let (first, end) = self.point(start)?;
        let Some((second, range_end)) = self.second_point(end, between) else {
            return Some((Expression::Point(first), end));
        };
        let closing = self.word(self.skip_blank(range_end));
        let end = match closing {
            Some((Meaning::RangeEnd, end)) => end,
            _ => range_end,
        };
        Some((Expression::Range(first, second), end))
    }

    /// The longest word of the vocabulary that begins at letter `at`, and the letter behind it.
    pub fn word(self, at: usize) -> Option<(Meaning, usize)> {
        self.vocabulary.word_at(self.chars, at)
    }

    /// The position after a blank, if one stands at `at`.
    pub fn skip_blank(self, at: usize) -> usize {
        if self.chars.get(at) == Some(&' ') { at + 1 } else { at }
    }

    fn second_point(self, at: usize, between: bool) -> Option<(Parts, usize)> {
        let at = self.skip_blank(at);
        let start = match self.word(at)? {
            (Meaning::Range, end) => end,
            (Meaning::And, end) if between => end,
            _ => return None,
        };
        self.point(self.skip_blank(start))
    }

    fn point(self, at: usize) -> Option<(Parts, usize)> {
        let mut parts = Parts::default();
        let mut end = at;
        let mut next = self.skip_links(at);
        while let Some(after) = self.component(next, &mut parts) {
            end = after;
            next = self.skip_links(after);
        }
        parts.is_time().then_some((parts, end))
    }

    fn skip_links(self, mut at: usize) -> usize {
        loop {
            at = self.skip_blank(at);
            match self.word(at) {
                Some((Meaning::Link { .. }, end)) => at = end,
                _ => return at,
            }
        }
    }

    fn component(self, at: usize, parts: &mut Parts) -> Option<usize> {
        numbers::date(self, at, parts)
            .or_else(|| numbers::clock(self, at, parts))
            .or_else(|| numbers::ago(self, at, parts))
            .or_else(|| self.named(at, parts))
    }

    /// A part that is said by a word.
    fn named(self, at: usize, parts: &mut Parts) -> Option<usize> {
        let (meaning, end) = self.word(at)?;
        let free = match meaning {
            Meaning::Day { days } => fill(&mut parts.date, DateSpec::Offset(days)),
            Meaning::Week { weeks } => fill(&mut parts.date, DateSpec::Week(weeks)),
            Meaning::Month { months } => fill(&mut parts.date, DateSpec::Month(months)),
            Meaning::Weekday { weekday } => fill(&mut parts.weekday, weekday),
            Meaning::Third { third } => {
                let whole_month = matches!(
                    parts.date,
                    None | Some(DateSpec::Calendar { day: None, .. } | DateSpec::Month(_))
                );
                whole_month && fill(&mut parts.third, third)
            }
            Meaning::Part { from, until } => fill(&mut parts.part, (from.0, until.0)),
            Meaning::DayPart { days, from, until } => {
                parts.part.is_none()
                    && fill(&mut parts.date, DateSpec::Offset(days))
                    && fill(&mut parts.part, (from.0, until.0))
            }
            Meaning::Half { afternoon, from, until } => {
                let free = fill(&mut parts.afternoon, afternoon);
                if let (true, Some(from), Some(until), None) = (free, from, until, parts.part) {
                    parts.part = Some((from.0, until.0));
                }
                free
            }
            Meaning::Clock { at } => fill(&mut parts.clock, numbers::named_clock(at.0)),
            Meaning::About if !parts.about => {
                parts.about = true;
                true
            }
            Meaning::Now => fill(&mut parts.ago, Ago::Now),
            Meaning::Recent { minutes } => fill(&mut parts.ago, Ago::Minutes(minutes.into())),
            _ => false,
        };
        free.then_some(end)
    }
}

/// Puts a value into an empty place; tells whether it was empty.
pub(crate) fn fill<T>(place: &mut Option<T>, value: T) -> bool {
    let free = place.is_none();
    if free {
        *place = Some(value);
    }
    free
}
