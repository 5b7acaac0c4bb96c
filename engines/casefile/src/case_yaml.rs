//! A case in YAML: what each key means to us, and where everything else goes.

use hikeshi_when::Vocabulary;
use jiff::Timestamp;

use crate::{
    CaseFile, Event, Extra, Problem, Reason,
    decode::decode,
    recover,
    time::Times,
    tree::{Node, Value},
};

/// Reads a case from the bytes of a YAML file in any encoding used in Japan.
///
/// `now` completes times that leave out the day or year. Never fails: see the crate's description.
#[must_use]
pub fn parse_case(bytes: &[u8], vocabulary: &Vocabulary, now: Timestamp) -> CaseFile {
    let mut reading = Reading { case: CaseFile::default(), times: Times { vocabulary, now } };
    if let Some(text) = decode(bytes, &mut reading.case.problems) {
        let (entries, extra) = recover::read(&text, &mut reading.case.problems);
        reading.case.extra.extend(extra);
        reading.case_of(entries);
    }
    reading.case.problems.sort_by_key(|problem| problem.line);
    reading.case
}

type Entries = Vec<(Node, Node)>;

struct Reading<'a> {
    case: CaseFile,
    times: Times<'a>,
}

impl Reading<'_> {
    fn case_of(&mut self, entries: Entries) {
        for (key, value) in self.once_each(entries, "", &[]) {
            match key.as_str() {
                "id" => self.case.id = self.text(value, &key),
                "organisation" | "organization" => self.organisation(value),
                "incident" | "incidents" => self.case.kinds = self.list(value, &key),
                "sources" | "source" => self.case.sources = self.list(value, &key),
                "personal_data" => value.leaves("", &mut self.case.personal_data),
                "known" => self.known(value),
                "events" | "timeline" => self.events(value),
                _ => value.leaves(&key, &mut self.case.extra),
            }
        }
        if self.case.events.is_empty() {
            self.note(1, None, "events", Reason::Missing);
        }
    }

    fn organisation(&mut self, value: Node) {
        let Value::Map(entries) = value.value else {
            self.case.organisation.name = self.text(value, "organisation");
            return;
        };
        for (key, value) in
            self.once_each(entries, "organisation", &["name", "kind", "industry", "staff"])
        {
            let path = format!("organisation.{key}");
            match key.as_str() {
                "name" => self.case.organisation.name = self.text(value, &path),
                "kind" => self.case.organisation.kind = self.text(value, &path),
                "industry" => self.case.organisation.industry = self.text(value, &path),
                "staff" => self.case.organisation.staff = self.text(value, &path),
                _ => value.leaves(&path, &mut self.case.extra),
            }
        }
    }

    fn known(&mut self, value: Node) {
        let (line, column) = (value.line, value.column);
        let entries = match value.value {
            Value::Map(entries) => entries,
            _ => vec![(text_node("at", &value), value)],
        };
        let event = self.event(entries, "known", line);
        self.case.known = event.at;
        if event.at_text.is_empty() {
            self.note(line, Some(column), "known", Reason::Missing);
        }
        self.case.known_text = event.at_text;
        let kept = [("what", Some(event.what)), ("by", event.by), ("kind", event.kind)];
        let texts = kept.into_iter().filter_map(|(key, text)| Some((key, text?)));
        let texts = texts.chain(event.to.into_iter().map(|text| ("to", text)));
        let filled = texts.filter(|(_, text)| !text.is_empty());
        let kept = filled.map(|(key, text)| Extra { path: key.to_owned(), text, line });
        let kept = kept.chain(event.extra).collect::<Vec<_>>();
        let named = |extra: Extra| Extra { path: format!("known.{}", extra.path), ..extra };
        self.case.extra.extend(kept.into_iter().map(named));
    }

    fn events(&mut self, value: Node) {
        let items = match value.value {
            Value::List(items) => items,
            Value::Map(_) => vec![value],
            _ => {
                self.note(value.line, Some(value.column), "events", Reason::NotAList);
                value.leaves("events", &mut self.case.extra);
                return;
            }
        };
        for (index, item) in items.into_iter().enumerate() {
            let path = format!("events[{index}]");
            let (line, column) = (item.line, item.column);
            let Value::Map(entries) = item.value else {
                self.plain_event(item, &path);
                continue;
            };
            let event = self.event(entries, &path, line);
            for (field, missing) in
                [("at", event.at_text.is_empty()), ("what", event.what.is_empty())]
            {
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
        let read = hikeshi_when::parse_line(self.times.vocabulary, &text, self.times.now);
        let Some(at_text) = read.moment_text else {
            self.note(line, Some(column), &format!("{path}.at"), Reason::Missing);
            self.case.events.push(Event { what: text, line, ..Event::default() });
            return;
        };
        let event = Event {
            at: read.moment,
            at_text,
            guessed: read.guessed,
            what: read.rest,
            line,
            ..Event::default()
        };
        self.case.events.push(event);
    }

    fn event(&mut self, entries: Entries, path: &str, line: usize) -> Event {
        let mut event = Event { line, ..Event::default() };
        let (mut until, mut precision, mut at_line) = (None, None, line);
        let known = ["at", "precision", "until", "what", "by", "to", "kind"];
        for (key, value) in self.once_each(entries, path, &known) {
            let field = format!("{path}.{key}");
            match key.as_str() {
                "at" => {
                    at_line = value.line;
                    let mut texts = self.list(value, &field);
                    // Two times are the two ends of a range.
                    if texts.len() == 2 {
                        until = texts.pop();
                    }
                    event.at_text = texts.join(", ");
                }
                "until" => until = self.text(value, &field),
                "precision" => precision = self.text(value, &field),
                "what" => event.what = self.text(value, &field).unwrap_or_default(),
                "by" => event.by = self.text(value, &field),
                "to" => event.to = self.list(value, &field),
                "kind" => event.kind = self.text(value, &field),
                _ => value.leaves(&key, &mut event.extra),
            }
        }
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

    /// The entries of a map by key: a key given twice counts once (the later text is kept), and
    /// the comma of an unquoted text, which YAML takes for the end of the value, is put back.
    fn once_each(&mut self, entries: Entries, path: &str, known: &[&str]) -> Vec<(String, Node)> {
        let mut unique: Vec<(String, Node)> = Vec::new();
        for (key, value) in entries {
            let (name, line, column) = (key.name(), key.line, Some(key.column));
            let place = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if !known.is_empty()
                && !known.contains(&name.as_str())
                && matches!(value.value, Value::NoColon)
                && let Some((_, Node { value: Value::Text { text, plain: true }, .. })) =
                    unique.last_mut()
            {
                *text = format!("{text}, {name}");
                let reason = Reason::CommaInText { text: text.clone() };
                self.note(line, column, &place, reason);
                continue;
            }
            if unique.iter().any(|(other, _)| *other == name) {
                self.note(line, column, &place, Reason::DuplicateKey { key: name });
                value.leaves(&place, &mut self.case.extra);
            } else {
                unique.push((name, value));
            }
        }
        unique
    }

    /// A text; a list is joined, a map is kept aside.
    fn text(&mut self, node: Node, field: &str) -> Option<String> {
        let texts = self.list(node, field);
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// A list of texts; a single text is a list of one, maps in it are kept aside.
    fn list(&mut self, node: Node, field: &str) -> Vec<String> {
        let items = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.value {
                Value::Text { text, plain } if !(plain && is_null(&text)) => texts.push(text),
                Value::Text { .. } | Value::NoColon => {}
                _ => {
                    self.note(item.line, Some(item.column), field, Reason::NotAText);
                    item.leaves(field, &mut self.case.extra);
                }
            }
        }
        texts
    }

    fn note(&mut self, line: usize, column: Option<usize>, field: &str, reason: Reason) {
        self.case.problems.push(Problem { line, column, field: field.to_owned(), reason });
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn text_node(text: &str, place: &Node) -> Node {
    let value = Value::Text { text: text.to_owned(), plain: true };
    Node { line: place.line, column: place.column, value }
}
