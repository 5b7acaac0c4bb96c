//! What a form sent, as an answer: cleaned, bounded, times read.

use hikeshi_kernel::{Moment, TextError, clean_line, clean_text};
use hikeshi_triage::{Answer, Question, QuestionKind, UNKNOWN};
use hikeshi_web::plain_phone;
use hikeshi_when::{Vocabulary, parse_moment};
use jiff::{SignedDuration, Timestamp};

/// Characters that a free text may have.
pub(crate) const MOST_TEXT: usize = 2_000;
/// Characters that a name, a place or a number may have.
const MOST_LINE: usize = 300;
/// The question whose answer is telephoned.
const PHONE: &str = "reporter_phone";
/// A typed time may lie so far ahead: clocks differ.
const AHEAD: SignedDuration = SignedDuration::from_mins(10);

/// The fields as sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    /// Option ids, or the typed words.
    pub answer: Vec<String>,
    /// Whether "I do not know" was ticked beside a typed answer.
    pub unknown: bool,
}

/// The only reason why an answer is shown again: more characters than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong(pub usize);

/// The answer and, for a time, what was understood. Nothing given is an answer too: an empty
/// text. Option ids that the question does not have are dropped. A time that cannot be read, or
/// that has not come yet, stops nobody: its words are kept and the time is unknown.
///
/// # Errors
/// [`TooLong`], for typed answers only.
pub(crate) fn read_answer(
    question: &Question,
    given: &Given,
    vocabulary: &Vocabulary,
    now: Timestamp,
) -> Result<(Answer, Option<Moment>), TooLong> {
    let typed = given.answer.first().map(String::as_str).unwrap_or_default();
    match question.kind {
        QuestionKind::Choice => Ok((choice(question, typed), None)),
        QuestionKind::Multi => Ok((choices(question, &given.answer), None)),
        QuestionKind::Time => time(typed, given.unknown, vocabulary, now),
        QuestionKind::Text => Ok((text(clean_text(typed, MOST_TEXT), given.unknown)?, None)),
        QuestionKind::Contact if question.id == PHONE => {
            Ok((text(clean_line(&plain_phone(typed), MOST_LINE), given.unknown)?, None))
        }
        QuestionKind::Device
        | QuestionKind::Place
        | QuestionKind::PeopleCount
        | QuestionKind::Contact => Ok((text(clean_line(typed, MOST_LINE), given.unknown)?, None)),
    }
}

fn choice(question: &Question, id: &str) -> Answer {
    match id {
        UNKNOWN => Answer::Unknown,
        id if has(question, id) => Answer::Choice(id.to_owned()),
        _ => nothing(),
    }
}

fn choices(question: &Question, ids: &[String]) -> Answer {
    let known: Vec<String> = ids.iter().filter(|id| has(question, id)).cloned().collect();
    if !known.is_empty() {
        return Answer::Choices(known);
    }
    if ids.iter().any(|id| id == UNKNOWN) { Answer::Unknown } else { nothing() }
}

fn text(cleaned: Result<String, TextError>, unknown: bool) -> Result<Answer, TooLong> {
    match cleaned {
        Ok(text) => Ok(Answer::Text(text)),
        Err(TextError::Empty) if unknown => Ok(Answer::Unknown),
        Err(TextError::Empty) => Ok(nothing()),
        Err(TextError::TooLong { max }) => Err(TooLong(max)),
    }
}

fn time(
    typed: &str,
    unknown: bool,
    vocabulary: &Vocabulary,
    now: Timestamp,
) -> Result<(Answer, Option<Moment>), TooLong> {
    let answer = text(clean_line(typed, MOST_LINE), unknown)?;
    let Answer::Text(typed) = &answer else { return Ok((answer, None)) };
    if typed.is_empty() {
        return Ok((answer, None));
    }
    let ahead = |moment: &Moment| moment.sort_key().is_some_and(|at| at > now + AHEAD);
    Ok(match parse_moment(vocabulary, typed, now) {
        Ok(Moment::Unknown) => (Answer::Unknown, None),
        Ok(moment) if !ahead(&moment) => (answer, Some(moment)),
        Ok(_) | Err(_) => (answer, None),
    })
}

fn has(question: &Question, id: &str) -> bool {
    question.options.iter().any(|option| option.id == id)
}

const fn nothing() -> Answer {
    Answer::Text(String::new())
}
