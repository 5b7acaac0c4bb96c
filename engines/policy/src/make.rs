//! From a file to a template: every fault of the content is found here, so that beginning has none.

use std::collections::BTreeSet;

use hikeshi_drafting::{LocalTemplate, is_key};
use hikeshi_kernel::{Lang, LocalText};

use crate::{
    Body, Clause, Label, Piece, Section, Table, TemplateFile, ValueKind, Variable, piece::pieces_of,
};

/// A template that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// As its file says it.
    pub file: TemplateFile,
}

/// What is wrong with a file, each with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct TemplateFaults(pub Vec<String>);

impl Template {
    /// Checks a file.
    ///
    /// # Errors
    /// All faults: ids twice, braces that name no variable, languages that name other variables,
    /// a choice without choices, a row that does not fit its head.
    pub fn new(file: TemplateFile) -> Result<Self, TemplateFaults> {
        let mut faults = Faults { file: &file, found: Vec::new() };
        faults.ids();
        faults.texts();
        match faults.found {
            found if found.is_empty() => Ok(Self { file }),
            found => Err(TemplateFaults(found)),
        }
    }

    /// The document as it stands before anybody wrote in it.
    #[must_use]
    pub fn begin(&self, lang: Lang) -> Body {
        let text = |text: &LocalText| {
            let parsed = LocalTemplate::parse(text).unwrap_or_default();
            pieces_of(parsed.get(lang))
        };
        let sections = self.file.sections.iter().map(|section| Section {
            id: section.id.clone(),
            title: section.title.get(lang).to_owned(),
            numbered: section.numbered,
            lead: section.lead.as_ref().map(text).unwrap_or_default(),
            list: section.list,
            table: section.table.as_ref().map(|table| Table {
                head: table.head.iter().map(|cell| cell.get(lang).to_owned()).collect(),
                rows: table.rows.iter().map(|row| row.iter().map(text).collect()).collect(),
            }),
            clauses: section
                .clauses
                .iter()
                .map(|clause| Clause {
                    id: clause.id.clone(),
                    text: text(&clause.text),
                    only_with: clause.only_with.clone(),
                })
                .collect(),
        });
        Body { sections: sections.collect() }
    }

    /// What its variables are called.
    #[must_use]
    pub fn labels(&self, lang: Lang) -> Vec<Label> {
        let label = |variable: &Variable| Label {
            id: variable.id.clone(),
            label: variable.label.get(lang).to_owned(),
        };
        self.file.variables.iter().map(label).collect()
    }

    /// The variable of that name.
    #[must_use]
    pub fn variable(&self, id: &str) -> Option<&Variable> {
        self.file.variables.iter().find(|variable| variable.id == id)
    }

    /// Whether a clause carries figures or terms that are to be checked.
    #[must_use]
    pub fn is_to_check(&self, section: &str, clause: &str) -> bool {
        let section = self.file.sections.iter().find(|one| one.id == section);
        let clauses = section.map(|section| section.clauses.as_slice()).unwrap_or_default();
        clauses.iter().any(|one| one.id == clause && one.to_check)
    }
}

struct Faults<'a> {
    file: &'a TemplateFile,
    found: Vec<String>,
}

impl Faults<'_> {
    fn say(&mut self, place: &str, what: impl std::fmt::Display) {
        self.found.push(format!("{} {place}: {what}", self.file.id));
    }

    fn ids(&mut self) {
        let file = self.file;
        let mut known = BTreeSet::new();
        for variable in &file.variables {
            if !is_key(&variable.id) || !known.insert(&variable.id) {
                self.say(&variable.id, "is no name, or is there twice");
            }
            if (variable.kind == ValueKind::Choice) == variable.choices.is_empty() {
                self.say(&variable.id, "needs choices if it is a choice, and only then");
            }
        }
        let mut sections = BTreeSet::new();
        for section in &file.sections {
            let mut clauses = BTreeSet::new();
            if !sections.insert(&section.id) {
                self.say(&section.id, "this section is there twice");
            }
            for clause in &section.clauses {
                if !clauses.insert(&clause.id) {
                    self.say(&clause.id, "this clause is there twice");
                }
            }
            let table = section.table.iter();
            for row in table.flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
                if row.0.head.len() != row.1.len() {
                    self.say(&section.id, "a row does not fit its head");
                }
            }
        }
    }

    fn texts(&mut self) {
        let file = self.file;
        for section in &file.sections {
            let cells = section.table.iter().flat_map(|table| table.rows.iter().flatten());
            let clauses = section.clauses.iter().map(|clause| &clause.text);
            for id in section.clauses.iter().filter_map(|clause| clause.only_with.as_ref()) {
                if !file.variables.iter().any(|variable| variable.id == *id) {
                    self.say(&section.id, format!("`{id}` is no variable"));
                }
            }
            for text in section.lead.iter().chain(cells).chain(clauses) {
                self.text(&section.id, text);
            }
        }
    }

    fn text(&mut self, place: &str, text: &LocalText) {
        match LocalTemplate::parse(text) {
            Err(what) => self.say(place, what),
            Ok(parsed) => {
                for piece in pieces_of(parsed.get(Lang::Ja)) {
                    let Piece::Value(id) = piece else { continue };
                    if !self.file.variables.iter().any(|variable| variable.id == id) {
                        self.say(place, format!("`{id}` is no variable"));
                    }
                }
            }
        }
    }
}
