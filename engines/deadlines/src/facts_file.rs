//! Reads a facts file: YAML whose keys are the fact definitions of the rules.
//!
//! Every fault is named with its line and key, and reading goes on behind it, so that a person sees
//! all of them at once.

mod contracts;
mod number;
mod tree;
mod value;

use hikeshi_kernel::{Moment, japan};
use hikeshi_when::{Vocabulary, WhenError, parse_moment};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

use crate::{
    Certainty, Contracts, FactKind, Facts, Problem, Reason, Rules, Severity, Value, Wanted,
    contradictions,
};
use tree::Node;

/// The largest facts file that is read, in bytes.
pub const MAX_FACTS_BYTES: usize = 64 * 1024;
/// Keys so much alike are offered as a correction.
const ALIKE: f64 = 0.75;

/// Reads a facts file and compares the facts with each other.
///
/// `at` is the present instant: relative words ("yesterday") count from it, and nothing may lie
/// after it. The facts are as good as they could be read; with an [`Severity::Error`] among the
/// problems, answers on them would mislead.
#[must_use]
pub fn read_facts(
    text: &str,
    rules: &Rules,
    times: &Vocabulary,
    at: Timestamp,
) -> (Facts, Vec<Problem>) {
    let mut reader =
        Reader { rules, times, at, facts: Facts::default(), problems: Vec::new(), lines: vec![] };
    if text.len() > MAX_FACTS_BYTES {
        reader.fault(1, "", Reason::TooLarge { limit: MAX_FACTS_BYTES });
        return (reader.facts, reader.problems);
    }
    match tree::read(text) {
        Err((line, reason)) => reader.fault(line, "", reason),
        Ok(None) => {}
        Ok(Some(Node::Map { entries, .. })) => reader.group("", &entries),
        Ok(Some(other)) => reader.expected(&other, "", Wanted::Group),
    }
    reader.certainties();
    let Reader { facts, mut problems, lines, .. } = reader;
    let line = |field: &str| lines.iter().find(|(key, _)| key == field).map(|(_, line)| *line);
    let compared = contradictions(&facts, rules, at);
    problems.extend(compared.into_iter().map(|p| Problem { line: line(&p.field), ..p }));
    problems.sort_by_key(|problem| problem.line);
    (facts, problems)
}

/// Reads a number as a facts file may state it: full-width digits, a unit, "about" before it.
/// `None` where it is none.
#[must_use]
pub fn read_number(rules: &Rules, text: &str) -> Option<Value> {
    number::count(text, rules.reading()).ok().flatten()
}

/// Reads a time: ISO forms as they stand (Japan time without a zone), else as people type it,
/// counted from `now`.
///
/// # Errors
/// [`WhenError`] for what is no time.
pub fn read_moment(text: &str, times: &Vocabulary, now: Timestamp) -> Result<Moment, WhenError> {
    let text = text.trim();
    let text = &with_t(text);
    let in_japan = |local: DateTime| local.to_zoned(japan()).ok().map(|at| at.timestamp());
    if text.len() == 10
        && let Ok(day) = text.parse::<Date>()
    {
        return Ok(Moment::Day { day });
    }
    let iso = text.get(..5).is_some_and(|year| year.ends_with('-')) && text.contains('T');
    if iso && let Ok(at) = text.parse::<Timestamp>() {
        return Ok(Moment::Exact { at });
    }
    if iso && let Some(at) = text.parse::<DateTime>().ok().and_then(in_japan) {
        return Ok(Moment::Exact { at });
    }
    parse_moment(times, text, now)
}

/// YAML writes times as `2024-05-19 07:20:00+09:00`; the same with a `T` and no blanks. Other texts
/// stay as they are.
fn with_t(text: &str) -> String {
    match (text.get(..10), text.get(10..11), text.get(11..)) {
        (Some(day), Some(" "), Some(time)) if day.parse::<Date>().is_ok() => {
            let joined = format!("{day}T{}", time.replace(' ', ""));
            if joined.parse::<Timestamp>().is_ok() { joined } else { text.to_owned() }
        }
        _ => text.to_owned(),
    }
}

struct Reader<'a> {
    rules: &'a Rules,
    times: &'a Vocabulary,
    at: Timestamp,
    facts: Facts,
    problems: Vec<Problem>,
    /// Where each key stands.
    lines: Vec<(String, usize)>,
}

impl Reader<'_> {
    fn group(&mut self, path: &str, entries: &[(String, usize, Node)]) {
        for (key, line, node) in entries {
            let field = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            if self.lines.iter().any(|(known, _)| *known == field) {
                self.fault(*line, &field, Reason::Twice);
                continue;
            }
            self.lines.push((field.clone(), *line));
            match self.rules.fact(&field).map(|fact| fact.kind) {
                Some(FactKind::Moment) => self.moment(&field, node),
                Some(FactKind::Contracts) => self.contracts(&field, node),
                Some(kind) => self.value(&field, kind, node),
                None => self.section(&field, *line, node),
            }
        }
    }

    fn section(&mut self, field: &str, line: usize, node: &Node) {
        let Some(section) = self.rules.sections().find(|section| section.key == field) else {
            let meant = self.much_like(field);
            self.fault(line, field, Reason::UnknownKey { meant });
            return;
        };
        let words = self.rules.reading();
        match node {
            Node::Map { entries, .. } => self.group(field, entries),
            Node::Text { text, .. } if value::means_unknown(text, words) => {}
            Node::Text { text, .. } if value::is_word(text, &words.no) => {
                match &section.zero_when_denied {
                    Some(number) => self.facts.set(number.clone(), Value::count(0)),
                    None => self.expected(node, field, Wanted::Group),
                }
            }
            other => self.expected(other, field, Wanted::Group),
        }
    }

    fn value(&mut self, field: &str, kind: FactKind, node: &Node) {
        let Some(definition) = self.rules.fact(field) else { return };
        let Node::Text { text, .. } = node else {
            return self.expected(node, field, value::wanted(kind, definition));
        };
        match value::read(text, kind, definition, self.rules.reading()) {
            Ok(Some(value)) => {
                if let (Value::Count { number, .. }, Some(limit)) = (&value, definition.at_most)
                    && *number > limit
                {
                    let reason = Reason::TooHigh { number: *number, limit };
                    return self.fault(node.line(), field, reason);
                }
                self.facts.set(field, value);
            }
            Ok(None) => {}
            Err(wanted) if kind == FactKind::Certainty => {
                // Worth a look, but no reason to answer nothing: the number may then be any.
                let reason = Reason::NotAValue { text: node.text(), wanted };
                let (line, field) = (Some(node.line()), field.to_owned());
                self.facts.set(field.clone(), Value::Word(text.clone()));
                self.problems.push(Problem { severity: Severity::Warning, line, field, reason });
            }
            Err(wanted) => self.expected(node, field, wanted),
        }
    }

    fn moment(&mut self, field: &str, node: &Node) {
        let Node::Text { text, .. } = node else {
            return self.expected(node, field, Wanted::Text);
        };
        if value::means_unknown(text, self.rules.reading()) {
            return;
        }
        match read_moment(text, self.times, self.at) {
            Ok(moment) if field == "occurred" => self.facts.occurred = moment,
            Ok(moment) => self.facts.known = moment,
            Err(why) => {
                let text = text.clone();
                self.fault(node.line(), field, Reason::Time { text, why });
            }
        }
    }

    /// Joins each number with what is said about its certainty.
    fn certainties(&mut self) {
        for definition in self.rules.facts() {
            let Some(key) = &definition.certainty else { continue };
            let Some(Value::Word(word)) = self.facts.values.remove(key) else { continue };
            let stated = value::certainty(&word, self.rules.reading());
            let stated = stated.unwrap_or(Certainty::Suspected);
            match (self.facts.values.get_mut(&definition.key), stated) {
                // That "1,000 or more" is confirmed does not make it 1,000.
                (Some(Value::Count { .. }), Certainty::Confirmed) => {}
                (Some(Value::Count { certainty, .. }), stated) => *certainty = stated,
                (_, Certainty::Confirmed) => {
                    let line = self.lines.iter().find(|(known, _)| known == key);
                    self.problems.push(Problem {
                        severity: Severity::Warning,
                        line: line.map(|(_, line)| *line),
                        field: definition.key.clone(),
                        reason: Reason::CertainButUnknown,
                    });
                }
                _ => {}
            }
        }
    }

    fn contracts(&mut self, field: &str, node: &Node) {
        let words = self.rules.reading();
        match node {
            Node::Text { text, .. } if value::means_unknown(text, words) => {}
            Node::Text { text, .. } if value::is_word(text, &words.no) => {
                self.facts.contracts = Contracts::Listed(Vec::new());
            }
            Node::List { items, .. } => {
                let (listed, problems) = contracts::read(field, items, self.rules);
                self.problems.extend(problems);
                self.facts.contracts = Contracts::Listed(listed);
            }
            other => self.expected(other, field, Wanted::Contracts),
        }
    }

    fn much_like(&self, field: &str) -> Option<String> {
        let keys = self.rules.facts().map(|fact| fact.key.as_str());
        let keys = keys.chain(self.rules.sections().map(|section| section.key.as_str()));
        let named = field.rsplit('.').next().unwrap_or(field);
        let likeness = |key: &str| {
            let last = key.rsplit('.').next().unwrap_or(key);
            strsim::jaro_winkler(key, field).max(strsim::jaro_winkler(last, named))
        };
        let best = keys.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (likeness(best) >= ALIKE).then(|| best.to_owned())
    }

    fn expected(&mut self, node: &Node, field: &str, wanted: Wanted) {
        self.fault(node.line(), field, Reason::NotAValue { text: node.text(), wanted });
    }

    fn fault(&mut self, line: usize, field: &str, reason: Reason) {
        let (field, line) = (field.to_owned(), Some(line));
        self.problems.push(Problem { severity: Severity::Error, line, field, reason });
    }
}
