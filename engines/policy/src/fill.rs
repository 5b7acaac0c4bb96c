//! A body with its values: what people read, print, approve.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Body, Clause, Label, List, Piece, Section};

/// Values by the name of their variable, as they are printed. An absent or empty one is a blank.
pub type Values = BTreeMap<String, String>;

/// The lists that the program filled.
pub type Lists = BTreeMap<List, FilledTable>;

/// A document as people read it. A version keeps this for ever.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Filled {
    /// In order.
    pub sections: Vec<FilledSection>,
}

/// A section as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledSection {
    /// Stable within the document.
    pub id: String,
    /// Its number; empty if it carries none.
    pub number: String,
    /// Its heading; may be empty.
    pub title: String,
    /// What stands first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<Span>,
    /// A table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<FilledTable>,
    /// What is laid down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<FilledClause>,
}

/// A clause as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledClause {
    /// Stable within the section.
    pub id: String,
    /// Its number; empty where it stands alone or in a section without a number.
    pub number: String,
    /// What it says.
    pub text: Vec<Span>,
}

/// A table as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FilledTable {
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Cells.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "text", rename_all = "kebab-case")]
pub enum Span {
    /// Words of the document.
    Words(String),
    /// A value that was filled in.
    Value(String),
    /// Nobody filled this in: what is missing.
    Blank(String),
}

impl Span {
    /// The text as it is printed; a blank shows its mark.
    #[must_use]
    pub fn text(&self, blank: &dyn Fn(&str) -> String) -> String {
        match self {
            Self::Words(text) | Self::Value(text) => text.clone(),
            Self::Blank(label) => blank(label),
        }
    }
}

/// Puts values and lists into a body.
#[must_use]
pub fn fill(body: &Body, values: &Values, labels: &[Label], lists: &Lists) -> Filled {
    let filling = Filling { values, labels, lists };
    let mut number = 0;
    let sections = body.sections.iter().map(|section| {
        number += usize::from(section.numbered);
        let number = if section.numbered { number.to_string() } else { String::new() };
        filling.section(section, number)
    });
    Filled { sections: sections.collect() }
}

struct Filling<'a> {
    values: &'a Values,
    labels: &'a [Label],
    lists: &'a Lists,
}

impl Filling<'_> {
    fn section(&self, section: &Section, number: String) -> FilledSection {
        let is_there = |clause: &&Clause| {
            let empty = |id: &String| self.values.get(id).is_none_or(String::is_empty);
            !clause.only_with.as_ref().is_some_and(empty)
        };
        let clauses: Vec<&Clause> = section.clauses.iter().filter(is_there).collect();
        let alone = clauses.len() == 1;
        let clauses = clauses.into_iter().enumerate().map(|(at, clause)| FilledClause {
            id: clause.id.clone(),
            number: match number.as_str() {
                "" => String::new(),
                _ if alone => String::new(),
                number => format!("{number}.{}", at + 1),
            },
            text: self.spans(&clause.text),
        });
        let own = section.table.as_ref().map(|table| FilledTable {
            head: table.head.clone(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| self.spans(cell)).collect())
                .collect(),
        });
        FilledSection {
            id: section.id.clone(),
            title: section.title.clone(),
            lead: self.spans(&section.lead),
            table: own.or_else(|| section.list.and_then(|list| self.lists.get(&list).cloned())),
            clauses: clauses.collect(),
            number,
        }
    }

    fn spans(&self, pieces: &[Piece]) -> Vec<Span> {
        let span = |piece: &Piece| match piece {
            Piece::Say(words) => Span::Words(words.clone()),
            Piece::Value(id) => match self.values.get(id).filter(|value| !value.is_empty()) {
                Some(value) => Span::Value(value.clone()),
                None => Span::Blank(self.label(id)),
            },
        };
        pieces.iter().map(span).collect()
    }

    fn label(&self, id: &str) -> String {
        let known = self.labels.iter().find(|label| label.id == id);
        known.map_or_else(|| id.to_owned(), |label| label.label.clone())
    }
}

/// The text of spans as it is printed.
#[must_use]
pub fn plain(spans: &[Span], blank: &dyn Fn(&str) -> String) -> String {
    spans.iter().map(|span| span.text(blank)).collect()
}

/// What nobody filled in, each once, in the order in which it is met.
#[must_use]
pub fn blanks(filled: &Filled) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for span in filled.spans() {
        if let Span::Blank(label) = span
            && !found.contains(label)
        {
            found.push(label.clone());
        }
    }
    found
}

impl Filled {
    /// Every stretch of text.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.sections.iter().flat_map(|section| {
            let cells =
                section.table.iter().flat_map(|table| table.rows.iter().flatten().flatten());
            let clauses = section.clauses.iter().flat_map(|clause| &clause.text);
            section.lead.iter().chain(cells).chain(clauses)
        })
    }
}
