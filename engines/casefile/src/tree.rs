//! YAML as a tree whose every node knows its line; bounded in depth and copies.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::Reason;

const MAX_DEPTH: usize = 64;
/// So many bytes of a text cost as much as one more copy.
const LETTERS_OF_A_COPY: usize = 100;
const MAX_COPIES: usize = 10_000;
const MAX_NODES: usize = 300_000;

/// A value of the file.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    pub value: Value,
}

#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// Stands behind a word between braces that has no colon: for YAML a key without a value,
    /// for people the rest of a text after its comma.
    NoColon,
}

/// Where and why a text is no YAML.
#[derive(Debug)]
pub(crate) struct Fault {
    pub line: usize,
    pub column: usize,
    pub reason: Reason,
}

/// The documents of `text`; `first_line` is the number of its first line in the file.
pub(crate) fn read(text: &str, first_line: usize) -> Result<Vec<Node>, Fault> {
    let mut builder = Builder { first_line, rest: text, ..Builder::default() };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Fault {
            line: error.marker().line() + first_line - 1,
            column: error.marker().col() + 1,
            reason: syntax(error.info()),
        })?;
        builder.take(event, span)?;
    }
    Ok(builder.documents)
}

impl Node {
    /// All texts below this node, with their paths below `path`.
    pub fn leaves(&self, path: &str, found: &mut Vec<crate::Extra>) {
        match &self.value {
            Value::Text { text, .. } => {
                found.push(crate::Extra { path: path.into(), text: text.clone(), line: self.line });
            }
            Value::NoColon => {
                found.push(crate::Extra {
                    path: path.into(),
                    text: String::new(),
                    line: self.line,
                });
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.leaves(&format!("{path}[{index}]"), found);
                }
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    let key = key.name();
                    let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                    value.leaves(&path, found);
                }
            }
        }
    }

    /// The text of a key; a key that is no text is written out.
    pub fn name(&self) -> String {
        match &self.value {
            Value::Text { text, .. } => text.clone(),
            _ => {
                let mut parts = Vec::new();
                self.leaves("", &mut parts);
                parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// How much a copy costs, in copies of a short text.
    fn size(&self) -> usize {
        1 + match &self.value {
            // Letters weigh too: a few copies of a long text are as dear as many small ones.
            Value::Text { text, .. } => text.len() / LETTERS_OF_A_COPY,
            Value::NoColon => 0,
            Value::List(items) => items.iter().map(Self::size).sum(),
            Value::Map(entries) => entries.iter().map(|(k, v)| k.size() + v.size()).sum(),
        }
    }
}

/// The parser has its own limit of nesting, told only in words.
fn syntax(detail: &str) -> Reason {
    if detail.contains("recursion limit") {
        return Reason::TooDeep { limit: MAX_DEPTH };
    }
    Reason::Syntax { detail: detail.to_owned() }
}

#[derive(Default)]
struct Builder<'a> {
    first_line: usize,
    documents: Vec<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    copies: usize,
    nodes: usize,
    /// The text from letter `index` on.
    rest: &'a str,
    index: usize,
}

struct Open {
    node: Node,
    anchor: usize,
    key: Option<Node>,
    /// Letter of the text at which the last text below ended.
    text_end: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let line = span.start.line() + self.first_line - 1;
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let reason = Reason::TooMuch { limit: MAX_NODES };
            return Err(Fault { line, column: span.start.col() + 1, reason });
        }
        let place = |value| Node { line, column: span.start.col() + 1, value };
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                // An absent value is given as an empty text, or as a tilde without extent.
                let absent = plain && (text.is_empty() || span.start.index() == span.end.index());
                let value = if absent && self.lacks_colon() {
                    Value::NoColon
                } else if absent {
                    Value::Text { text: String::new(), plain }
                } else {
                    Value::Text { text: text.into_owned(), plain }
                };
                let node = place(value);
                if let Some(parent) = self.open.last_mut() {
                    parent.text_end = span.end.index();
                }
                self.close(node, anchor)
            }
            Event::SequenceStart(anchor, _) => self.open(place(Value::List(Vec::new())), anchor),
            Event::MappingStart(anchor, _) => self.open(place(Value::Map(Vec::new())), anchor),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.close(open.node, open.anchor),
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let unset = place(Value::Text { text: "*".into(), plain: true });
                let node = match self.anchors.get(&anchor) {
                    Some(target) => {
                        Node { line: unset.line, column: unset.column, ..target.clone() }
                    }
                    None => unset,
                };
                self.count(&node)?;
                self.close(node, 0)
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, node: Node, anchor: usize) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(fault(&node, Reason::TooDeep { limit: MAX_DEPTH }));
        }
        self.open.push(Open { node, anchor, key: None, text_end: 0 });
        Ok(())
    }

    fn close(&mut self, node: Node, anchor: usize) -> Result<(), Fault> {
        if anchor != 0 {
            self.count(&node)?;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(parent) = self.open.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        match &mut parent.node.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match parent.key.take() {
                Some(key) => entries.push((key, node)),
                None => parent.key = Some(node),
            },
            Value::Text { .. } | Value::NoColon => {}
        }
        Ok(())
    }

    /// Does the key that waits for its value stand without a colon?
    fn lacks_colon(&mut self) -> bool {
        let Some(parent) = self.open.last().filter(|parent| parent.key.is_some()) else {
            return false;
        };
        while self.index < parent.text_end {
            let Some(letter) = self.rest.chars().next() else { break };
            self.rest = &self.rest[letter.len_utf8()..];
            self.index += 1;
        }
        self.rest.starts_with([',', '}', '\n']) || self.rest.trim_start().starts_with([',', '}'])
    }

    fn count(&mut self, node: &Node) -> Result<(), Fault> {
        self.copies += node.size();
        if self.copies > MAX_COPIES {
            return Err(fault(node, Reason::TooManyCopies { limit: MAX_COPIES }));
        }
        Ok(())
    }
}

fn fault(node: &Node, reason: Reason) -> Fault {
    Fault { line: node.line, column: node.column, reason }
}
