//! The events of a case in YAML.

use crate::{
    Event, Extra, Headers, Reason,
    case_yaml::{Entries, Reading},
    headers::Column,
    judge::has_too_many_events,
    tree::{Node, Value},
};

/// What a key of an event holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    At,
    Date,
    From,
    Until,
    Precision,
    What,
    By,
    To,
    Kind,
}

/// Keys of an event in the format itself.
const KEYS: [&str; 7] = ["at", "precision", "until", "what", "by", "to", "kind"];

impl Reading<'_> {
    pub(crate) fn events(&mut self, value: Node) {
        let (line, column) = (value.line, Some(value.column));
        let items = match value.value {
            Value::List(items) => items,
            Value::Map(_) => vec![value],
            _ => {
                self.note(line, column, "events", Reason::NotAList);
                value.leaves("events", &mut self.case.extra);
                return;
            }
        };
        if has_too_many_events(items.len(), &mut self.case.problems) {
            return;
        }
        if items.is_empty() {
            self.note(line, column, "events", Reason::Missing);
        }
        self.times.count_from(items.iter().flat_map(texts));
        for (index, item) in items.into_iter().enumerate() {
            let path = format!("events[{index}]");
            let (line, column) = (item.line, item.column);
            let Value::Map(entries) = item.value else {
                self.plain_event(item, &path);
                continue;
            };
            let event = self.event(entries, &path, line);
            // A time that is said to be unknown is not missing.
            let unknown = |extra: &Extra| extra.path == "precision" && extra.text == "unknown";
            let untimed = event.at_text.is_empty() && !event.extra.iter().any(unknown);
            for (field, missing) in [("at", untimed), ("what", event.what.is_empty())] {
                if missing {
                    self.note(line, Some(column), &format!("{path}.{field}"), Reason::Missing);
                }
            }
            self.case.events.push(event);
        }
    }

    /// An event that is only a text: a line of a timeline.
    fn plain_event(&mut self, item: Node, path: &str) {
        let (line, column) = (item.line, item.column);
        let Some(text) = self.text(item, path) else {
            self.note(line, Some(column), path, Reason::Missing);
            return;
        };
        let Some((at_text, read, what)) = self.times.line(&text) else {
            self.note(line, Some(column), &format!("{path}.at"), Reason::Missing);
            self.case.events.push(Event { what: text, line, ..Event::default() });
            return;
        };
        for reason in read.reasons {
            self.note(line, Some(column), &format!("{path}.at"), reason);
        }
        let (at, guessed) = (read.moment, read.guessed);
        self.case.events.push(Event { at, at_text, guessed, what, line, ..Event::default() });
    }

    /// One event (or the moment of knowing, which is written like one).
    pub(crate) fn event(&mut self, entries: Entries, path: &str, line: usize) -> Event {
        let mut event = Event { line, ..Event::default() };
        let (mut date, mut until, mut precision, mut at_line) = (None, None, None, line);
        for (key, value) in self.once_each(entries, path, &KEYS) {
            let field = format!("{path}.{key}");
            let kept = |value: &Node, event: &mut Event| value.leaves(&key, &mut event.extra);
            match self.field(&key, &value) {
                Some(Field::At | Field::From) if event.at_text.is_empty() => {
                    at_line = value.line;
                    let (at, end) = self.ends(value, &field);
                    event.at_text = at;
                    until = until.or(end);
                }
                Some(Field::Date) if date.is_none() => date = self.text(value, &field),
                Some(Field::Until) if until.is_none() => until = self.text(value, &field),
                Some(Field::Precision) if precision.is_none() => {
                    precision = self.text(value, &field);
                }
                Some(Field::What) if event.what.is_empty() => {
                    event.what = self.text(value, &field).unwrap_or_default();
                }
                Some(Field::By) if event.by.is_none() => event.by = self.text(value, &field),
                Some(Field::To) if event.to.is_empty() => event.to = self.list(value, &field),
                Some(Field::Kind) if event.kind.is_none() => event.kind = self.text(value, &field),
                _ => kept(&value, &mut event),
            }
        }
        let parts = [date.unwrap_or_default(), std::mem::take(&mut event.at_text)];
        event.at_text = parts.join(" ").trim().to_owned();
        if !event.at_text.is_empty() {
            let read = self.times.read(&event.at_text, until.as_deref(), precision.as_deref());
            (event.at, event.guessed) = (read.moment, read.guessed);
            for reason in read.reasons {
                self.note(at_line, None, &format!("{path}.at"), reason);
            }
        }
        for (key, text) in [("precision", precision), ("until", until)] {
            event.extra.extend(text.map(|text| Extra { path: key.into(), text, line: at_line }));
        }
        event
    }

    fn field(&self, key: &str, value: &Node) -> Option<Field> {
        let field = field_of(key, self.headers)?;
        // "from" may also be a person.
        let is_time = match &value.value {
            Value::Text { text, .. } => self.times.is_time(text),
            _ => true,
        };
        match field {
            Field::From if !is_time => Some(Field::By),
            field => Some(field),
        }
    }

    /// A time, or the two ends of a range: as a list of two or under names of their own.
    fn ends(&mut self, value: Node, field: &str) -> (String, Option<String>) {
        if let Value::Map(entries) = value.value {
            let (mut from, mut until) = (String::new(), None);
            for (key, value) in self.once_each(entries, field, &[]) {
                let place = format!("{field}.{key}");
                match key.as_str() {
                    "from" | "start" | "after" | "earliest" | "at" if from.is_empty() => {
                        from = self.text(value, &place).unwrap_or_default();
                    }
                    "until" | "to" | "end" | "before" | "latest" if until.is_none() => {
                        until = self.text(value, &place);
                    }
                    _ => value.leaves(&place, &mut self.case.extra),
                }
            }
            return (from, until);
        }
        let mut texts = self.list(value, field);
        let until = if texts.len() == 2 { texts.pop() } else { None };
        (texts.join(", "), until)
    }
}

fn field_of(key: &str, headers: &Headers) -> Option<Field> {
    Some(match key {
        "at" => Field::At,
        "from" | "start" => Field::From,
        "until" | "end" => Field::Until,
        "precision" => Field::Precision,
        "what" => Field::What,
        "by" => Field::By,
        "to" => Field::To,
        "kind" => Field::Kind,
        other => match headers.named(other)? {
            Column::Time | Column::Clock => Field::At,
            Column::Date => Field::Date,
            Column::What => Field::What,
            Column::By => Field::By,
            Column::To => Field::To,
            Column::Kind => Field::Kind,
            Column::Precision => Field::Precision,
        },
    })
}

/// The texts directly in an entry, among which its time stands.
fn texts(item: &Node) -> Vec<&str> {
    let Value::Map(entries) = &item.value else { return Vec::new() };
    entries.iter().filter_map(text_of).collect()
}

fn text_of((_, value): &(Node, Node)) -> Option<&str> {
    match &value.value {
        Value::Text { text, .. } => Some(text),
        _ => None,
    }
}
