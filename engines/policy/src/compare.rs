//! Two filled documents told apart, clause by clause.

use hikeshi_drafting::{Comparison, ItemText};

use crate::{Filled, FilledSection, fill::plain};

/// What differs between two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The parts that differ in words.
    pub words: Comparison,
    /// Headings of sections in which clauses stand in another order, or that stand elsewhere.
    pub moved: Vec<String>,
}

impl Compared {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.words.changed.is_empty() && self.moved.is_empty()
    }
}

/// Compares an old document with a new one.
#[must_use]
pub fn compare(old: &Filled, new: &Filled, blank: &dyn Fn(&str) -> String) -> Compared {
    let words = hikeshi_drafting::compare(&texts(old, blank), &texts(new, blank));
    let ids = |filled: &Filled| -> Vec<String> {
        filled.sections.iter().map(|section| section.id.clone()).collect()
    };
    let mut moved = Vec::new();
    let sections_moved = reordered(&ids(old), &ids(new));
    for section in &new.sections {
        let before = old.sections.iter().find(|one| one.id == section.id);
        let clauses = |section: &FilledSection| -> Vec<String> {
            section.clauses.iter().map(|clause| clause.id.clone()).collect()
        };
        let inside =
            before.is_some_and(|before| !reordered(&clauses(before), &clauses(section)).is_empty());
        if inside || sections_moved.contains(&section.id) {
            moved.push(name_of(section));
        }
    }
    Compared { words, moved }
}

/// The parts of a document, each under an id that names section and clause.
#[must_use]
pub fn texts(filled: &Filled, blank: &dyn Fn(&str) -> String) -> Vec<ItemText> {
    let mut all = Vec::new();
    for section in &filled.sections {
        let mut add = |id: String, number: &str, text: String| {
            all.push(ItemText {
                id,
                number: (!number.is_empty()).then(|| number.to_owned()),
                title: section.title.clone(),
                untitled: section.title.is_empty(),
                text,
            });
        };
        let head = section.table.iter().map(|table| table.head.join(" | "));
        let rows = section.table.iter().flat_map(|table| &table.rows).map(|row| {
            let cells: Vec<String> = row.iter().map(|cell| plain(cell, blank)).collect();
            cells.join(" | ")
        });
        let lead = Some(plain(&section.lead, blank)).filter(|lead| !lead.is_empty());
        let lines: Vec<String> = lead.into_iter().chain(head).chain(rows).collect();
        let number = section.number.as_str();
        add(section.id.clone(), number, [vec![section.title.clone()], lines].concat().join("\n"));
        for clause in &section.clauses {
            let number = if clause.number.is_empty() { number } else { &clause.number };
            add(format!("{}/{}", section.id, clause.id), number, plain(&clause.text, blank));
        }
    }
    all
}

fn name_of(section: &FilledSection) -> String {
    [section.number.as_str(), section.title.as_str()].join(" ").trim().to_owned()
}

/// The ids that stand before one that they followed: only those that both have are looked at.
fn reordered(old: &[String], new: &[String]) -> Vec<String> {
    let old: Vec<&String> = old.iter().filter(|id| new.contains(id)).collect();
    let new: Vec<&String> = new.iter().filter(|id| old.contains(id)).collect();
    let changed = old.iter().zip(&new).filter(|(old, new)| old != new);
    changed.map(|(_, new)| (*new).clone()).collect()
}
