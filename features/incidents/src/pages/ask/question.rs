//! Reading the form of a question.

use hikeshi_kernel::{Moment, TextError, clean_line, clean_text, japan};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, RequestContext};
use hikeshi_when::parse_moment_loosely;
use jiff::{SignedDuration, Timestamp};

use super::Typed;
use crate::{
    content::Content,
    executive::{DecisionOption, NewQuestion},
};

/// Longest question and longest effect, in characters.
const LONGEST: usize = 300;
/// Longest words of a button, in characters.
const LONGEST_LABEL: usize = 30;

/// The question, or what to correct.
pub(super) fn read(
    platform: &Platform,
    context: &RequestContext,
    content: &Content,
    typed: &Typed,
) -> Result<NewQuestion, Vec<FieldError>> {
    let words = &context.words;
    let mut errors = Vec::new();
    let mut take = |name: &str, read: Result<String, TextError>| match read {
        Ok(text) => text,
        Err(error) => {
            let text = match error {
                TextError::Empty => words.t("president-ask-missing"),
                TextError::TooLong { max } => words.t1("president-ask-long", "max", max),
            };
            errors.push(FieldError::new(name, text));
            String::new()
        }
    };
    let question = take("question", clean_line(&typed.question, LONGEST));
    let mut option = |number: &str, label: &str, effect: &str| DecisionOption {
        id: number.to_owned(),
        label: take(&format!("label_{number}"), clean_line(label, LONGEST_LABEL)),
        effect: take(&format!("effect_{number}"), clean_text(effect, LONGEST)),
    };
    let options = vec![
        option("1", &typed.label_1, &typed.effect_1),
        option("2", &typed.label_2, &typed.effect_2),
    ];
    if content.executive.topic(&typed.topic).is_none() {
        errors.push(FieldError::new("topic", words.t("president-ask-topic-missing")));
    }
    let due = due(platform, content, &typed.due);
    if due.is_err() {
        errors.push(FieldError::new("due", words.t("president-ask-due-wrong")));
    }
    match due {
        Ok(due) if errors.is_empty() => Ok(NewQuestion {
            topic: typed.topic.clone(),
            question,
            advice: if matches!(&*typed.advice, "1" | "2") {
                typed.advice.clone()
            } else {
                String::new()
            },
            options,
            due,
        }),
        _ => Err(errors),
    }
}

/// A time to come, as people say it; `None` for an empty field. A time without its day is the
/// next such time: what the engine takes for gone by, as in a record, comes again a day later.
fn due(platform: &Platform, content: &Content, typed: &str) -> Result<Option<Timestamp>, ()> {
    let now = platform.clock.now();
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let (moment, guessed) = parse_moment_loosely(&content.times, typed, now).map_err(|_| ())?;
    let until = match moment {
        Moment::Range { until, .. } => Some(until),
        Moment::Day { day } => day.at(23, 59, 0, 0).to_zoned(japan()).ok().map(|z| z.timestamp()),
        other => other.sort_key(),
    };
    let next = match until {
        Some(gone) if guessed && gone <= now => {
            gone.checked_add(SignedDuration::from_hours(24)).ok()
        }
        until => until,
    };
    next.filter(|until| *until > now).map(Some).ok_or(())
}
