//! A case in YAML: what each key of its top level means to us, and where everything else goes.

use std::collections::HashSet;

use hikeshi_when::Vocabulary;
use jiff::Timestamp;

use crate::{
    CaseFile, Extra, Headers, Problem, Reason,
    decode::decode,
    judge::{has_too_many_lines, judge_case},
    recover,
    time::Times,
    tree::{Node, Value},
};

/// Reads a case from the bytes of a YAML (or JSON) file in any encoding used in Japan. The keys of
/// an event may also be called as `headers` call the columns of a table.
///
/// `now` completes times that leave out the day or year. See the crate's description for what is
/// refused.
#[must_use]
pub fn parse_case(
    bytes: &[u8],
    headers: &Headers,
    vocabulary: &Vocabulary,
    now: Timestamp,
) -> CaseFile {
    let times = Times::new(vocabulary, now);
    let mut reading = Reading { case: CaseFile::default(), times, headers };
    if let Some(text) = decode(bytes, &mut reading.case.problems)
        && !has_too_many_lines(&text, &mut reading.case.problems)
    {
        let (entries, extra) = recover::read(&text, &mut reading.case.problems);
        reading.case.extra.extend(extra);
        reading.case_of(entries);
        judge_case(&mut reading.case);
    }
    reading.case.problems.sort_by_key(|problem| problem.line);
    reading.case
}

pub(crate) type Entries = Vec<(Node, Node)>;

pub(crate) struct Reading<'a> {
    pub case: CaseFile,
    pub times: Times<'a>,
    pub headers: &'a Headers,
}

impl Reading<'_> {
    fn case_of(&mut self, entries: Entries) {
        let mut entries = self.once_each(entries, "", &[]);
        // When it was known tells the year of events that leave it out.
        entries.sort_by_key(|(key, _)| !KNOWN.contains(&key.as_str()));
        let mut events = false;
        for (key, value) in entries {
            match key.as_str() {
                "id" => self.case.id = self.text(value, &key),
                "title" => self.case.title = self.text(value, &key),
                "organisation" | "organization" | "company" => self.organisation(value),
                "incident" | "incidents" | "kinds" => self.kinds(value, &key),
                "sources" | "source" => {
                    let sources = self.list(value, &key);
                    self.case.sources.extend(sources);
                }
                "personal_data" => value.leaves("", &mut self.case.personal_data),
                name if KNOWN.contains(&name) => self.known(value, name),
                "events" | "timeline" => {
                    events = true;
                    self.events(value);
                }
                name => {
                    if ENDED.contains(&name) {
                        self.ended(&value);
                    }
                    value.leaves(&key, &mut self.case.extra);
                }
            }
        }
        if !events {
            self.note(1, None, "events", Reason::Missing);
        }
    }

    /// Kinds as a list, or among other things that the file says about the incident.
    fn kinds(&mut self, value: Node, key: &str) {
        let entries = match value.value {
            Value::Map(entries) => entries,
            _ => {
                let kinds = self.list(value, key);
                return self.case.kinds.extend(kinds);
            }
        };
        for (name, value) in self.once_each(entries, key, &[]) {
            match name.as_str() {
                "kind" | "kinds" | "type" | "types" => {
                    let kinds = self.list(value, &name);
                    self.case.kinds.extend(kinds);
                }
                _ => value.leaves(&format!("{key}.{name}"), &mut self.case.extra),
            }
        }
    }

    fn ended(&mut self, value: &Node) {
        if let Value::Text { text, .. } = &value.value {
            self.case.ended = self.times.clone().read(text, None, None).moment;
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

    /// From when on it was known; given a second time under another name, it is kept.
    fn known(&mut self, value: Node, name: &str) {
        if !self.case.known_text.is_empty() {
            return value.leaves(name, &mut self.case.extra);
        }
        let (line, column) = (value.line, value.column);
        let entries = match value.value {
            Value::Map(entries) => entries,
            _ => vec![(text_node("at", &value), value)],
        };
        let event = self.event(entries, name, line);
        self.case.known = event.at;
        if event.at_text.is_empty() {
            self.note(line, Some(column), name, Reason::Missing);
        }
        self.case.known_text = event.at_text;
        let kept = [("what", Some(event.what)), ("by", event.by), ("kind", event.kind)];
        let texts = kept.into_iter().filter_map(|(key, text)| Some((key, text?)));
        let texts = texts.chain(event.to.into_iter().map(|text| ("to", text)));
        let filled = texts.filter(|(_, text)| !text.is_empty());
        let kept = filled.map(|(key, text)| Extra { path: key.to_owned(), text, line });
        let kept = kept.chain(event.extra).collect::<Vec<_>>();
        let named = |extra: Extra| Extra { path: format!("{name}.{}", extra.path), ..extra };
        self.case.extra.extend(kept.into_iter().map(named));
    }

    /// The entries of a map by key: a key given twice counts once (the later text is kept), and
    /// the comma of an unquoted text, which YAML takes for the end of the value, is put back.
    pub(crate) fn once_each(
        &mut self,
        entries: Entries,
        path: &str,
        known: &[&str],
    ) -> Vec<(String, Node)> {
        let mut unique: Vec<(String, Node)> = Vec::new();
        let mut names: HashSet<String> = HashSet::new();
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
            if names.insert(name.clone()) {
                unique.push((name, value));
            } else {
                self.note(line, column, &place, Reason::DuplicateKey { key: name });
                value.leaves(&place, &mut self.case.extra);
            }
        }
        unique
    }

    /// A text; a list is joined, a map is kept aside.
    pub(crate) fn text(&mut self, node: Node, field: &str) -> Option<String> {
        let texts = self.list(node, field);
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// A list of texts; a single text is a list of one, maps in it are kept aside.
    pub(crate) fn list(&mut self, node: Node, field: &str) -> Vec<String> {
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

    pub(crate) fn note(&mut self, line: usize, column: Option<usize>, field: &str, reason: Reason) {
        self.case.problems.push(Problem { line, column, field: field.to_owned(), reason });
    }
}

/// Keys of the moment from which on it was known.
const KNOWN: [&str; 3] = ["known", "discovered", "detected"];
/// Keys of the moment at which it was over.
const ENDED: [&str; 5] = ["ended", "end", "closed", "resolved", "until"];

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn text_node(text: &str, place: &Node) -> Node {
    let value = Value::Text { text: text.to_owned(), plain: true };
    Node { line: place.line, column: place.column, value }
}
