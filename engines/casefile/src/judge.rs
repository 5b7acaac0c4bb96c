//! Whether what was read is an incident at all, and no more of it than we read.

use hikeshi_kernel::Moment;

use crate::{CaseFile, Problem, Reason, case::Organisation};

/// The most letters of one text.
const MAX_LETTERS: usize = 100_000;
/// The most lines of a file.
const MAX_LINES: usize = 150_000;
/// So many of the sections of a case make a file without events a case.
const SECTIONS: usize = 2;

/// The most events of a file: more would be no timeline that people can work with.
const MAX_EVENTS: usize = 20_000;

/// Whether there are more events than are read; then it is told in `problems`.
pub(crate) fn has_too_many_events(events: usize, problems: &mut Vec<Problem>) -> bool {
    if events > MAX_EVENTS {
        problems.push(fatal(1, Reason::TooMuch { limit: MAX_EVENTS }));
    }
    events > MAX_EVENTS
}

/// Whether the text has more lines than are read; then it is told in `problems`.
pub(crate) fn has_too_many_lines(text: &str, problems: &mut Vec<Problem>) -> bool {
    let too_many = text.split('\n').nth(MAX_LINES).is_some();
    if too_many {
        problems.push(fatal(MAX_LINES + 1, Reason::TooMuch { limit: MAX_LINES }));
    }
    too_many
}

/// Judges a case: it has an event with a time, or several of the sections of a case.
pub(crate) fn judge_case(case: &mut CaseFile) {
    let sections = [
        case.id.is_some(),
        case.title.is_some(),
        case.organisation != Organisation::default(),
        !case.kinds.is_empty(),
        !case.sources.is_empty(),
        !case.personal_data.is_empty(),
        case.known != Moment::Unknown,
    ];
    let sections = sections.into_iter().filter(|there| *there).count();
    let timed = case.events.iter().any(|event| event.at != Moment::Unknown);
    if !timed && sections < SECTIONS {
        let reason = if case.events.is_empty() { Reason::NotACase } else { Reason::NoTimes };
        refuse(case, 1, reason);
    }
    judge_length(case);
}

/// Judges a table: one of its lines must have a time. A text without headings is a timeline only
/// if a third of its lines have one, unless its name says that it is a table.
pub(crate) fn judge_table(case: &mut CaseFile, is_named_table: bool, has_headings: bool) {
    let timed = case.events.iter().filter(|event| event.at != Moment::Unknown).count();
    if timed == 0 {
        refuse(case, 1, Reason::NoTimes);
    } else if !has_headings && !is_named_table && timed * 3 < case.events.len() {
        refuse(case, 1, Reason::NotACase);
    }
    judge_length(case);
}

fn judge_length(case: &mut CaseFile) {
    let is_long = |text: &str| text.len() > MAX_LETTERS && text.chars().nth(MAX_LETTERS).is_some();
    let extra = case.extra.iter().chain(&case.personal_data);
    let of_events = case.events.iter().flat_map(|event| &event.extra);
    let long_extra =
        extra.chain(of_events).find(|extra| is_long(&extra.text) || is_long(&extra.path));
    let long_event = case.events.iter().find(|event| {
        let texts =
            [Some(&event.what), event.by.as_ref(), event.kind.as_ref(), Some(&event.at_text)];
        texts.into_iter().flatten().chain(&event.to).any(|text| is_long(text))
    });
    let organisation = &case.organisation;
    let of_head = [&case.id, &case.title, &organisation.name, &organisation.kind];
    let of_head =
        of_head.into_iter().chain([&organisation.industry, &organisation.staff]).flatten();
    let head = of_head.chain(&case.kinds).chain(&case.sources).any(|text| is_long(text));
    let line = long_extra.map(|extra| extra.line).or(long_event.map(|event| event.line));
    if let Some(line) = line.or(head.then_some(1)) {
        refuse(case, line, Reason::TooLong { limit: MAX_LETTERS });
    }
}

fn refuse(case: &mut CaseFile, line: usize, reason: Reason) {
    if !case.problems.iter().any(|problem| problem.reason.is_fatal()) {
        case.problems.push(fatal(line, reason));
    }
}

const fn fatal(line: usize, reason: Reason) -> Problem {
    Problem { line, column: None, field: String::new(), reason }
}
