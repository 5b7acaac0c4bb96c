//! `hikeshi deadlines`: whom to tell until when, from a file of facts and without a database.

mod content;
mod faults;
mod overview;
mod text;

use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use hikeshi_deadlines::{
    DutyAnswer, MAX_FACTS_BYTES, Severity, describe, evaluate, in_order, read_facts, read_moment,
    what_would_change,
};
use hikeshi_i18n::{Catalogue, Source, Words};
use hikeshi_kernel::{Clock as _, Moment, SystemClock, japan};
use jiff::{Timestamp, civil::Time};

use super::{language, say};
use crate::cli::{DeadlinesOptions, Format};
use content::Content;

/// The words of this command, beside those that pages about duties use too.
const WORDS: Source = Source {
    slice: "deadlines",
    ja: include_str!("../../locales/deadlines.ja.ftl"),
    ja_easy: include_str!("../../locales/deadlines.ja-easy.ftl"),
    en: include_str!("../../locales/deadlines.en.ftl"),
};

/// Prints the answers; the exit code is 1 when the facts have faults.
#[expect(clippy::print_stderr, reason = "faults are told to a person")]
pub fn run(options: &DeadlinesOptions) -> anyhow::Result<ExitCode> {
    let words =
        Catalogue::new(&[&[WORDS], hikeshi_filings::WORDS].concat())?.words(language(options.lang));
    let content = Content::load(options.content.as_deref())?;
    let at = instant(options, &content)?;
    let text = read_text(options)?;
    let (facts, problems) = read_facts(&text, &content.rules, &content.times, at);
    let wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
    if wrong && options.format == Format::Json {
        say(&(serde_json::to_string_pretty(&faults::json(&words, &problems))? + "\n"))?;
        return Ok(ExitCode::FAILURE);
    }
    if !problems.is_empty() {
        eprint!("{}", faults::text(&words, &problems));
    }
    if wrong {
        return Ok(ExitCode::FAILURE);
    }
    let mut answers = evaluate(&content.rules, &content.calendar, &facts, at);
    in_order(&mut answers);
    let shown = Shown { content: &content, words: &words, facts: &facts, at };
    match options.format {
        Format::Json => say(&(shown.json(&answers)? + "\n"))?,
        Format::Text => say(&shown.text(&answers))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Everything that answers are shown with.
struct Shown<'a> {
    content: &'a Content,
    words: &'a Words,
    facts: &'a hikeshi_deadlines::Facts,
    at: Timestamp,
}

impl Shown<'_> {
    fn json(&self, answers: &[DutyAnswer<'_>]) -> anyhow::Result<String> {
        let Content { rules, calendar, .. } = self.content;
        let lang = self.words.lang();
        let changes = answers
            .iter()
            .map(|answer| what_would_change(rules, calendar, self.facts, answer, self.at));
        let changes: Vec<_> = changes.collect();
        let described: Vec<_> = answers
            .iter()
            .zip(&changes)
            .map(|(answer, changes)| describe(rules, calendar, self.facts, answer, changes, lang))
            .collect();
        Ok(serde_json::to_string_pretty(&described)?)
    }
}

/// The instant from which is looked; of a day its end, so that nothing of that day is ahead.
fn instant(options: &DeadlinesOptions, content: &Content) -> anyhow::Result<Timestamp> {
    let now = SystemClock.now();
    let Some(text) = &options.at else { return Ok(now) };
    let moment = read_moment(text, &content.times, now).map_err(|e| anyhow!("--at: {e}"))?;
    let at = match moment {
        Moment::Day { day } => {
            let end = day.to_datetime(Time::constant(23, 59, 59, 0)).to_zoned(japan());
            end.ok().map(|end| end.timestamp())
        }
        Moment::Range { until, .. } => Some(until),
        other => other.sort_key(),
    };
    at.with_context(|| format!("--at: \"{text}\" names no time"))
}

fn read_text(options: &DeadlinesOptions) -> anyhow::Result<String> {
    let file = &options.facts;
    let reading = || format!("cannot read {}", file.display());
    let size = std::fs::metadata(file).with_context(reading)?.len();
    // Twice the limit of characters: older encodings may take more bytes than UTF-8.
    if size > 2 * u64::try_from(MAX_FACTS_BYTES)? {
        bail!("{} is larger than {} KiB", file.display(), MAX_FACTS_BYTES / 1024);
    }
    let bytes = std::fs::read(file).with_context(reading)?;
    match hikeshi_casefile::text_of(&bytes) {
        Ok(text) => Ok(text),
        Err(hikeshi_casefile::Reason::EmptyFile) => Ok(String::new()),
        Err(reason) => bail!("{}: {reason}", file.display()),
    }
}
