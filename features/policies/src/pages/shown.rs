//! A document's text as pages show it.

use hikeshi_policy::{Filled, FilledSection, Span};

/// A section.
pub(super) struct ShownSection {
    /// Position, for ids on the page.
    pub(super) at: usize,
    pub(super) heading: String,
    pub(super) lead: Vec<Run>,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) clauses: Vec<(String, Vec<Run>)>,
}

/// A cell with the head of its column, which phones show beside it.
pub(super) struct Cell {
    pub(super) label: String,
    pub(super) text: Vec<Run>,
}

/// A stretch of text.
pub(super) struct Run {
    pub(super) text: String,
    /// Nobody filled it in: the text is the name of what is missing.
    pub(super) blank: bool,
    /// It was filled in.
    pub(super) value: bool,
}

/// The text of a document that is being written: what was filled in is marked.
pub(super) fn shown(filled: &Filled) -> Vec<ShownSection> {
    let sections = filled.sections.iter().enumerate();
    sections.map(|(at, section)| of(at, section, true)).collect()
}

/// The text of a version: one text, whoever wrote which part of it.
pub(super) fn frozen(filled: &Filled) -> Vec<ShownSection> {
    let sections = filled.sections.iter().enumerate();
    sections.map(|(at, section)| of(at, section, false)).collect()
}

fn of(at: usize, section: &FilledSection, marked: bool) -> ShownSection {
    let table = section.table.clone().unwrap_or_default();
    let cells = |row: &Vec<Vec<Span>>| {
        let cells = row.iter().enumerate().map(|(column, cell)| Cell {
            label: table.head.get(column).cloned().unwrap_or_default(),
            text: runs(cell, marked),
        });
        cells.collect()
    };
    ShownSection {
        at,
        heading: [section.number.as_str(), section.title.as_str()].join(" ").trim().to_owned(),
        lead: runs(&section.lead, marked),
        rows: table.rows.iter().map(cells).collect(),
        clauses: section
            .clauses
            .iter()
            .map(|clause| (clause.number.clone(), runs(&clause.text, marked)))
            .collect(),
        head: table.head,
    }
}

fn runs(spans: &[Span], marked: bool) -> Vec<Run> {
    let run = |span: &Span| match span {
        Span::Words(text) => Run { text: text.clone(), blank: false, value: false },
        Span::Value(text) => Run { text: text.clone(), blank: false, value: marked },
        Span::Blank(text) => Run { text: text.clone(), blank: true, value: false },
    };
    spans.iter().map(run).collect()
}
