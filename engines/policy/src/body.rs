//! What a document of a company says, as it can be edited.

use serde::{Deserialize, Serialize};

use crate::{List, Piece};

/// The whole text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Body {
    /// In order.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable within the document.
    pub id: String,
    /// Its heading; may be empty.
    pub title: String,
    /// Whether it carries a number.
    pub numbered: bool,
    /// What stands first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<Piece>,
    /// A list that the program fills.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<List>,
    /// A table of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
    /// What is laid down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
}

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Stable within the section.
    pub id: String,
    /// What it says.
    pub text: Vec<Piece>,
    /// The variable without which it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_with: Option<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Cells.
    pub rows: Vec<Vec<Vec<Piece>>>,
}

impl Body {
    /// The section of that id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The clause of that id.
    #[must_use]
    pub fn clause(&self, section: &str, clause: &str) -> Option<&Clause> {
        self.section(section)?.clauses.iter().find(|one| one.id == clause)
    }
}
