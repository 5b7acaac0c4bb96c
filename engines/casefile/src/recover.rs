//! Reads the top level of a YAML case; when the file breaks the rules of YAML, only the broken
//! entries are set aside.
//!
//! A file that is no YAML is cut at the keys of its top level, a broken section at its list
//! items. What still cannot be read is named with its line and kept as text.

use crate::{
    Extra, Problem, Reason,
    tree::{self, Fault, Node, Value},
};

type Entries = Vec<(Node, Node)>;

/// The entries of the top level, and the texts that could not be read.
pub(crate) fn read(text: &str, problems: &mut Vec<Problem>) -> (Entries, Vec<Extra>) {
    let mut reading = Reading { problems, entries: Vec::new(), extra: Vec::new() };
    match tree::read(text, 1) {
        Ok(documents) => reading.documents(documents),
        Err(fault) => reading.sections(text, fault),
    }
    (reading.entries, reading.extra)
}

struct Reading<'a> {
    problems: &'a mut Vec<Problem>,
    entries: Entries,
    extra: Vec<Extra>,
}

impl Reading<'_> {
    fn documents(&mut self, documents: Vec<Node>) {
        for (index, document) in documents.into_iter().enumerate() {
            if index > 0 {
                self.note(document.line, None, Reason::MoreDocuments);
                document.leaves(&format!("document[{}]", index + 1), &mut self.extra);
                continue;
            }
            match document.value {
                Value::Map(entries) => self.entries.extend(entries),
                // A bare list is a list of events.
                Value::List(_) => {
                    self.entries.push((text_node("events", document.line), document));
                }
                _ => {
                    self.note(
                        document.line,
                        None,
                        Reason::Syntax { detail: "no keys found".into() },
                    );
                    document.leaves("", &mut self.extra);
                }
            }
        }
    }

    fn sections(&mut self, text: &str, fault: Fault) {
        if matches!(fault.reason, Reason::TooMuch { .. }) {
            return self.fault(fault);
        }
        if matches!(fault.reason, Reason::TooManyCopies { .. } | Reason::TooDeep { .. }) {
            self.fault(fault);
        }
        let tabs = text.lines().position(|line| line.trim_start_matches(' ').starts_with('\t'));
        if let Some(at) = tabs {
            self.note(at + 1, None, Reason::Tabs);
        }
        let lines: Vec<String> = text.lines().map(untabbed).collect();
        for (start, end) in chunks(&lines, 0, begins_section) {
            let section = &lines[start..end];
            match tree::read(&section.join("\n"), start + 1) {
                Ok(documents) => self.section(documents),
                Err(fault) => self.items(section, start + 1, fault),
            }
        }
    }

    fn section(&mut self, documents: Vec<Node>) {
        for document in documents {
            match document.value {
                Value::Map(entries) => self.entries.extend(entries),
                _ => document.leaves(&format!("line {}", document.line), &mut self.extra),
            }
        }
    }

    /// A section that cannot be read as a whole: its list items, one by one.
    fn items(&mut self, section: &[String], first_line: usize, fault: Fault) {
        let indent = section.iter().skip(1).filter(|l| is_item(l)).map(|l| indent_of(l)).min();
        let (Some(indent), Some(key)) = (indent, section[0].trim_end().strip_suffix(':')) else {
            self.keep(section, first_line);
            return self.fault(fault);
        };
        let mut items = Vec::new();
        let begins = |line: &str| is_item(line) && indent_of(line) == indent;
        for (start, end) in chunks(section, 1, begins) {
            let (item, line) = (&section[start..end], first_line + start);
            let read = tree::read(&item.join("\n"), line);
            match read.map(|mut documents| documents.pop().map(|document| document.value)) {
                Ok(Some(Value::List(found))) => items.extend(found),
                Ok(Some(_) | None) => self.keep(item, line),
                Err(fault) => match repaired(item, line) {
                    Some(node) => {
                        items.push(node);
                        self.note(line, Some(fault.column), Reason::Repaired);
                    }
                    None => {
                        self.keep(item, line);
                        self.fault(fault);
                    }
                },
            }
        }
        let list = Node { line: first_line, column: 1, value: Value::List(items) };
        self.entries.push((text_node(key.trim(), first_line), list));
    }

    fn keep(&mut self, lines: &[String], first_line: usize) {
        for (index, text) in lines.iter().enumerate() {
            let comment = text.trim_start().starts_with('#');
            if !text.trim().is_empty() && !comment {
                let line = first_line + index;
                self.extra.push(Extra { path: format!("line {line}"), text: text.clone(), line });
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.note(fault.line, Some(fault.column), fault.reason);
    }

    fn note(&mut self, line: usize, column: Option<usize>, reason: Reason) {
        self.problems.push(Problem { line, column, field: String::new(), reason });
    }
}

/// An entry in braces whose text breaks YAML (a colon, a bracket, no closing brace): cut at the
/// keys that an event has. The text between them is taken as it stands.
fn repaired(item: &[String], line: usize) -> Option<Node> {
    let joined = item.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let inner = joined.strip_prefix('-')?.trim().strip_prefix('{')?;
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut found: Vec<(usize, usize, &str)> =
        ["at", "precision", "until", "what", "by", "to", "kind"]
            .into_iter()
            .filter_map(|key| {
                let (first, later) = (format!("{key}:"), format!(", {key}:"));
                if inner.trim_start().starts_with(&first) {
                    let start = inner.len() - inner.trim_start().len();
                    return Some((start, start + first.len(), key));
                }
                inner.find(&later).map(|start| (start, start + later.len(), key))
            })
            .collect();
    found.sort_unstable();
    if found.first()?.0 > 1 || found.len() < 2 {
        return None;
    }
    let ends = found.iter().skip(1).map(|next| next.0).chain([inner.len()]);
    let entries = found.iter().zip(ends).map(|(&(_, start, key), end)| {
        let text = inner.get(start..end).unwrap_or("").trim();
        // A value that is YAML by itself (a list, a quoted text) is read as such.
        let whole =
            text.starts_with(['[', '"', '\'']).then(|| tree::read(text, line).ok()).flatten();
        let value = whole.and_then(|mut documents| documents.pop());
        (text_node(key, line), value.unwrap_or_else(|| text_node(text, line)))
    });
    Some(Node { line, column: 1, value: Value::Map(entries.collect()) })
}

/// The stretches of lines that begin where `begins` says so; lines before the first are a stretch.
fn chunks(lines: &[String], from: usize, begins: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = (from..lines.len()).filter(|&at| begins(&lines[at])).collect();
    if starts.first() != Some(&from) && from < lines.len() {
        starts.insert(0, from);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).collect()
}

fn begins_section(line: &str) -> bool {
    !line.starts_with([' ', '-', '#', '}', ']']) && line.contains(':')
}

fn is_item(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn untabbed(line: &str) -> String {
    let body = line.trim_start_matches([' ', '\t']);
    let indent = &line[..line.len() - body.len()];
    let body = body.strip_prefix("-\t").map_or_else(|| body.to_owned(), |rest| format!("- {rest}"));
    indent.replace('\t', "  ") + &body
}

fn text_node(text: &str, line: usize) -> Node {
    Node { line, column: 1, value: Value::Text { text: text.to_owned(), plain: true } }
}
