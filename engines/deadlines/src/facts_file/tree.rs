//! YAML as a small tree whose nodes know their lines; bounded, and without references.

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::Reason;

const MAX_DEPTH: usize = 6;

/// A value of the file.
#[derive(Debug)]
pub(super) enum Node {
    /// A text; an absent or null value is empty.
    Text {
        text: String,
        line: usize,
    },
    List {
        items: Vec<Node>,
        line: usize,
    },
    Map {
        entries: Vec<(String, usize, Node)>,
        line: usize,
    },
}

impl Node {
    pub fn line(&self) -> usize {
        match self {
            Self::Text { line, .. } | Self::List { line, .. } | Self::Map { line, .. } => *line,
        }
    }

    /// The beginning of what is written, for naming it.
    pub fn text(&self) -> String {
        match self {
            Self::Text { text, .. } => text.chars().take(80).collect(),
            Self::List { .. } => "[…]".to_owned(),
            Self::Map { .. } => "{…}".to_owned(),
        }
    }
}

/// The document of the text, if it has one; else line and reason. A second document is a fault.
pub(super) fn read(text: &str) -> Result<Option<Node>, (usize, Reason)> {
    let mut open: Vec<Open> = Vec::new();
    let mut document = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            (error.marker().line(), Reason::Syntax { detail: error.info().to_owned() })
        })?;
        let line = span.start.line();
        let done = match event {
            Event::Scalar(text, style, anchor, _) => {
                no_reference(anchor, line)?;
                let null = style == ScalarStyle::Plain && matches!(&*text, "~" | "null");
                let text = if null { String::new() } else { text.into_owned() };
                Some(Node::Text { text, line })
            }
            Event::SequenceStart(anchor, _) => {
                no_reference(anchor, line)?;
                open.push(Open { node: Node::List { items: Vec::new(), line }, key: None });
                None
            }
            Event::MappingStart(anchor, _) => {
                no_reference(anchor, line)?;
                open.push(Open { node: Node::Map { entries: Vec::new(), line }, key: None });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|open| open.node),
            Event::Alias(_) => return Err((line, Reason::Reference)),
            Event::DocumentStart(_) if document.is_some() => {
                let detail = "a second document begins".to_owned();
                return Err((line, Reason::Syntax { detail }));
            }
            _ => None,
        };
        if open.len() > MAX_DEPTH {
            return Err((line, Reason::TooDeep));
        }
        if let Some(node) = done {
            match open.last_mut() {
                Some(parent) => parent.take(node)?,
                None => document = Some(node),
            }
        }
    }
    Ok(document.filter(|node| !matches!(node, Node::Text { text, .. } if text.trim().is_empty())))
}

struct Open {
    node: Node,
    key: Option<(String, usize)>,
}

impl Open {
    fn take(&mut self, node: Node) -> Result<(), (usize, Reason)> {
        match (&mut self.node, self.key.take()) {
            (Node::List { items, .. }, _) => items.push(node),
            (Node::Map { entries, .. }, Some((key, line))) => entries.push((key, line, node)),
            (Node::Map { .. }, None) => match node {
                Node::Text { text, line } => self.key = Some((text, line)),
                other => {
                    let detail = "a key must be a word".to_owned();
                    return Err((other.line(), Reason::Syntax { detail }));
                }
            },
            (Node::Text { .. }, _) => {}
        }
        Ok(())
    }
}

fn no_reference(anchor: usize, line: usize) -> Result<(), (usize, Reason)> {
    if anchor == 0 { Ok(()) } else { Err((line, Reason::Reference)) }
}
