//! The two ways in: a line of the timeline, and a field for a time.

use hikeshi_kernel::Moment;
use jiff::Timestamp;

use crate::{
    error::WhenError,
    fold::Folded,
    parts::Expression,
    reader::Reader,
    resolve::{Context, Placed},
    span::place_expression,
    vocabulary::{Meaning, Vocabulary},
};

/// A time may have so many letters; in a longer line only this beginning is searched for one.
pub const MAX_TIME_LETTERS: usize = 200;

/// A line of the timeline, split into its time and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When it happened; the present instant if the line names no time, and about that instant
    /// if it names one that cannot be read.
    pub moment: Moment,
    /// The time as typed, if the line names one.
    pub moment_text: Option<String>,
    /// The text without the time, or the whole line where the time is woven into a sentence.
    pub rest: String,
    /// Something unsaid was inferred: show the person what was understood.
    pub guessed: bool,
    /// The line begins with what looks like a time but is none (25:00), or stands before one
    /// ([`WhenError::LeftOver`]); the moment is then about `now`.
    pub problem: Option<WhenError>,
}

/// Splits a line into its time and its text; never fails.
///
/// A time at the beginning is cut off. A time later in the line is used as a guess and the line
/// stays whole; the same holds where cutting would change the meaning ("since 7:20").
#[must_use]
pub fn parse_line(vocabulary: &Vocabulary, text: &str, now: Timestamp) -> Line {
    let text = text.trim();
    let folded = Folded::new(text, MAX_TIME_LETTERS);
    let reader = Reader { vocabulary, chars: &folded.chars };
    let context = Context::typed(now);
    let whole = |moment, guessed, problem| Line {
        moment,
        moment_text: None,
        rest: text.to_owned(),
        guessed,
        problem,
    };
    let first = at_the_beginning(reader)
        .filter(|&(e, _, end)| e != Expression::Unknown || says_unknown(reader, end));
    if let Some((expression, start, end)) = first {
        return match place_expression(&expression, context) {
            Ok(placed) => cut(text, &folded, reader, placed, (start, end)),
            Err(problem) => whole(Moment::About { at: now }, true, Some(problem)),
        };
    }
    match later_in_the_line(reader, context) {
        // The clock of "11-20-3 10:00" says little without its day.
        Some((_, start, _)) if looks_like_a_day(&folded.chars[..start]) => {
            let text = typed(text, &folded, 0, start);
            whole(Moment::About { at: now }, true, Some(WhenError::LeftOver { text }))
        }
        Some((placed, start, end)) => Line {
            moment_text: Some(typed(text, &folded, start, end)),
            ..whole(placed.moment, true, None)
        },
        None => whole(Moment::Exact { at: now }, false, None),
    }
}

/// Reads a field that holds nothing but a time.
///
/// # Errors
/// [`WhenError`] if the text is empty, too long, no time, not only a time, or a time that no
/// calendar or clock has.
pub fn parse_moment(
    vocabulary: &Vocabulary,
    text: &str,
    now: Timestamp,
) -> Result<Moment, WhenError> {
    parse_moment_loosely(vocabulary, text, now).map(|(moment, _)| moment)
}

/// Like [`parse_moment`], and tells whether something unsaid was inferred.
///
/// # Errors
/// See [`parse_moment`].
pub fn parse_moment_loosely(
    vocabulary: &Vocabulary,
    text: &str,
    now: Timestamp,
) -> Result<(Moment, bool), WhenError> {
    let context = Context::typed(now);
    whole_field(vocabulary, text, context).map(|(_, placed)| (placed.moment, placed.guessed))
}

/// Reads a text that holds nothing but a time, and places it.
pub(crate) fn whole_field(
    vocabulary: &Vocabulary,
    text: &str,
    context: Context,
) -> Result<(Expression, Placed), WhenError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(WhenError::Empty);
    }
    if text.chars().nth(MAX_TIME_LETTERS).is_some() {
        return Err(WhenError::TooLong { max: MAX_TIME_LETTERS });
    }
    let not_understood = || WhenError::NotUnderstood { text: text.to_owned() };
    let folded = Folded::new(text, MAX_TIME_LETTERS);
    let reader = Reader { vocabulary, chars: &folded.chars };
    let (mut expression, _, end) = at_the_beginning(reader).ok_or_else(not_understood)?;
    let after = skip_closing(reader, end);
    let hedged = skip_hedges(reader, after);
    if let Expression::Point(parts) = &mut expression
        && hedged > after
    {
        parts.about |= parts.clock.is_some();
    }
    if hedged < folded.chars.len() {
        let text = typed(text, &folded, after, folded.chars.len());
        return Err(WhenError::LeftOver { text });
    }
    match place_expression(&expression, context) {
        Ok(placed) => Ok((expression, placed)),
        Err(WhenError::NotUnderstood { .. }) => Err(not_understood()),
        Err(error) => Err(error),
    }
}

/// The expression at the beginning, after brackets and bullets.
fn at_the_beginning(reader: Reader<'_>) -> Option<(Expression, usize, usize)> {
    let first = reader.chars.iter().position(|letter| letter.is_alphanumeric());
    [Some(0), first].into_iter().flatten().find_map(|start| {
        let (expression, end) = reader.expression(start)?;
        Some((expression, start, end))
    })
}

/// Numbers that signs of a date join, and nothing else.
fn looks_like_a_day(letters: &[char]) -> bool {
    let sign = |c: &char| matches!(c, '-' | '/' | '.');
    let joined =
        letters.windows(3).any(|w| w[0].is_ascii_digit() && sign(&w[1]) && w[2].is_ascii_digit());
    joined && letters.iter().all(|c| c.is_ascii_digit() || sign(c) || *c == ' ')
}

/// "Unknown" dates an entry only if it stands apart: "unknown program found" names no time.
fn says_unknown(reader: Reader<'_>, end: usize) -> bool {
    let latin = end > 0 && reader.chars[end - 1].is_ascii_alphabetic();
    let apart = reader.skip_blank(end) > end && !latin;
    apart
        || end == reader.chars.len()
        || matches!(reader.word(reader.skip_blank(end)), Some((Meaning::Link { ends: true }, _)))
}

/// The first expression later in the line that names a clock, a day or a distance from now.
fn later_in_the_line(reader: Reader<'_>, context: Context) -> Option<(Placed, usize, usize)> {
    let mut at = 0;
    while at < reader.chars.len() {
        let shielded = match reader.word(at) {
            Some((Meaning::NoTime, end)) => Some(end),
            _ => None,
        };
        if let Some(end) = shielded {
            at = end;
            continue;
        }
        if !matches!(reader.word(at), Some((Meaning::Link { .. } | Meaning::Unknown, _)))
            && let Some((expression, end)) = reader.expression(at).filter(|(e, _)| is_strong(e))
            && let Ok(placed) = place_expression(&expression, context)
        {
            return Some((placed, at, end));
        }
        at += 1;
    }
    None
}

/// Words such as "morning" inside a sentence are too weak to date an entry.
fn is_strong(expression: &Expression) -> bool {
    match expression {
        Expression::Point(parts) => parts.has_day() || parts.clock.is_some() || parts.ago.is_some(),
        Expression::Range(first, second) => {
            (first.has_day() || first.clock.is_some())
                && (second.has_day() || second.clock.is_some())
        }
        Expression::Unknown => false,
    }
}

fn cut(
    text: &str,
    folded: &Folded,
    reader: Reader<'_>,
    placed: Placed,
    (start, end): (usize, usize),
) -> Line {
    let rest_start = skip_closing(reader, end);
    let glued = rest_start == end && woven_into_the_text(reader, end);
    let rest = if glued { text } else { text.get(folded.typed_offset(rest_start)..).unwrap_or("") };
    Line {
        moment: placed.moment,
        moment_text: Some(typed(text, folded, start, end)),
        rest: rest.trim().to_owned(),
        guessed: placed.guessed || glued,
        problem: None,
    }
}

/// Would cutting the time off here leave half a sentence ("… of", "since …")?
fn woven_into_the_text(reader: Reader<'_>, end: usize) -> bool {
    matches!(
        reader.word(end),
        Some((
            Meaning::Link { ends: false } | Meaning::Range | Meaning::RangeEnd | Meaning::NoTime,
            _
        ))
    )
}

/// The position after blanks, and after one word or sign that may stand between time and text.
fn skip_closing(reader: Reader<'_>, end: usize) -> usize {
    let mut at = end;
    loop {
        let next = reader.skip_blank(at);
        match reader.word(next) {
            Some((Meaning::Link { ends: true }, after)) => at = after,
            Some((Meaning::Range, after)) if !reader.chars[next].is_alphanumeric() => at = after,
            _ => return next,
        }
    }
}

/// The position after words such as "I think" and blanks.
fn skip_hedges(reader: Reader<'_>, end: usize) -> usize {
    let mut at = end;
    while let Some((Meaning::Hedge | Meaning::About, after)) = reader.word(at) {
        at = reader.skip_blank(after);
    }
    at
}

fn typed(text: &str, folded: &Folded, start: usize, end: usize) -> String {
    let range = folded.typed_offset(start)..folded.typed_offset(end);
    text.get(range).unwrap_or("").trim().to_owned()
}
