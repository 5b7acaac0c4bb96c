//! A new edition of a template carried into a document.

use crate::{Body, Clause, Piece, Section};

/// What became of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updated {
    /// The document with everything taken over that the company had not touched.
    pub body: Body,
    /// What the new edition changed, in its order.
    pub changes: Vec<TemplateChange>,
}

/// A clause that the new edition changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateChange {
    /// The section.
    pub section: String,
    /// The clause.
    pub clause: String,
    /// What became of it.
    pub what: What,
    /// The words of the old edition.
    pub before: Vec<Piece>,
    /// The words of the new edition.
    pub after: Vec<Piece>,
}

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// New, and now in the document.
    Added,
    /// Other words, and now in the document.
    Taken,
    /// Other words, but the company wrote its own: those stay.
    Kept,
    /// No longer in the template, and now out of the document.
    Removed,
    /// No longer in the template, but the company wrote in it: it stays.
    KeptOld,
}

/// Carries `new` into `mine`, which began as `old`. What the company wrote, added, removed or moved
/// stays as it is; each change of the template is named with what became of it.
#[must_use]
pub fn update(old: &Body, mine: &Body, new: &Body) -> Updated {
    let mut updated = Updated { body: mine.clone(), changes: Vec::new() };
    for section in &new.sections {
        if old.section(&section.id).is_none() && mine.section(&section.id).is_none() {
            updated.add_section(section, new);
        } else {
            updated.take_clauses(old, mine, section);
        }
    }
    for section in &old.sections {
        for clause in &section.clauses {
            if new.clause(&section.id, &clause.id).is_none() {
                updated.drop_clause(mine, section, clause);
            }
        }
    }
    updated
}

impl Updated {
    fn note(&mut self, at: (&str, &str), what: What, texts: (&[Piece], &[Piece])) {
        self.changes.push(TemplateChange {
            section: at.0.to_owned(),
            clause: at.1.to_owned(),
            what,
            before: texts.0.to_vec(),
            after: texts.1.to_vec(),
        });
    }

    fn add_section(&mut self, section: &Section, new: &Body) {
        let before = new.sections.iter().take_while(|one| one.id != section.id);
        let known = |one: &Section| self.body.sections.iter().position(|mine| mine.id == one.id);
        let at = before.filter_map(known).last().map_or(0, |at| at + 1);
        self.body.sections.insert(at, section.clone());
        for clause in &section.clauses {
            self.note((&section.id, &clause.id), What::Added, (&[], &clause.text));
        }
    }

    fn take_clauses(&mut self, old: &Body, mine: &Body, section: &Section) {
        let mut previous: Option<&str> = None;
        for clause in &section.clauses {
            let at = (section.id.as_str(), clause.id.as_str());
            let before = old.clause(at.0, at.1).map(|clause| clause.text.as_slice());
            let own = mine.clause(at.0, at.1).map(|clause| clause.text.as_slice());
            match (before, own) {
                (None, None) => {
                    let after = previous.filter(|id| self.body.clause(at.0, id).is_some());
                    if self.body.add_clause(at.0, after, clause.clone()).is_ok() {
                        self.note(at, What::Added, (&[], &clause.text));
                    }
                }
                (Some(before), Some(own)) if before != clause.text => {
                    let what = if own == clause.text {
                        None
                    } else if own == before {
                        let _ = self.body.write_clause(at.0, at.1, clause.text.clone());
                        Some(What::Taken)
                    } else {
                        Some(What::Kept)
                    };
                    if let Some(what) = what {
                        self.note(at, what, (before, &clause.text));
                    }
                }
                // The company took it out, or it is as it was.
                _ => {}
            }
            previous = Some(at.1);
        }
    }

    fn drop_clause(&mut self, mine: &Body, section: &Section, clause: &Clause) {
        let Some(own) = mine.clause(&section.id, &clause.id) else { return };
        let what = if own.text == clause.text {
            let _ = self.body.remove_clause(&section.id, &clause.id);
            What::Removed
        } else {
            What::KeptOld
        };
        self.note((&section.id, &clause.id), what, (&clause.text, &[]));
    }
}
