//! Changing a body within bounds.

use crate::{Body, Clause, Piece, Section};

/// The most sections of a document.
pub const MOST_SECTIONS: usize = 40;
/// The most clauses of a section.
pub const MOST_CLAUSES: usize = 60;
/// The most characters of a clause.
pub const LONGEST_CLAUSE: usize = 2000;
/// The most characters of a heading.
pub const LONGEST_TITLE: usize = 120;

/// Where something is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// Before what stands before it.
    Start,
    /// After what stands after it.
    End,
}

/// Why nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditFault {
    /// No section or clause of that id.
    #[error("there is no such part")]
    Unknown,
    /// No more sections or clauses.
    #[error("there are too many parts")]
    TooMany,
}

impl Body {
    /// Gives a clause other words.
    ///
    /// # Errors
    /// [`EditFault::Unknown`].
    pub fn write_clause(
        &mut self,
        section: &str,
        clause: &str,
        text: Vec<Piece>,
    ) -> Result<(), EditFault> {
        let section = self.find(section)?;
        let at = position(&section.clauses, |one| one.id == clause)?;
        section.clauses[at].text = text;
        Ok(())
    }

    /// Adds a clause after another one, or at the end. `id` must be new in the document.
    ///
    /// # Errors
    /// [`EditFault`].
    pub fn add_clause(
        &mut self,
        section: &str,
        after: Option<&str>,
        clause: Clause,
    ) -> Result<(), EditFault> {
        let section = self.find(section)?;
        if section.clauses.len() >= MOST_CLAUSES {
            return Err(EditFault::TooMany);
        }
        let at = match after {
            Some(after) => position(&section.clauses, |one| one.id == after)? + 1,
            None => section.clauses.len(),
        };
        section.clauses.insert(at, clause);
        Ok(())
    }

    /// Takes a clause out.
    ///
    /// # Errors
    /// [`EditFault::Unknown`].
    pub fn remove_clause(&mut self, section: &str, clause: &str) -> Result<(), EditFault> {
        let section = self.find(section)?;
        let at = position(&section.clauses, |one| one.id == clause)?;
        section.clauses.remove(at);
        Ok(())
    }

    /// Moves a clause within its section by one place; at the edge it stays.
    ///
    /// # Errors
    /// [`EditFault::Unknown`].
    pub fn move_clause(
        &mut self,
        section: &str,
        clause: &str,
        towards: Towards,
    ) -> Result<(), EditFault> {
        let section = self.find(section)?;
        let at = position(&section.clauses, |one| one.id == clause)?;
        shift(&mut section.clauses, at, towards);
        Ok(())
    }

    /// Gives a section another heading.
    ///
    /// # Errors
    /// [`EditFault::Unknown`].
    pub fn rename_section(&mut self, section: &str, title: String) -> Result<(), EditFault> {
        self.find(section)?.title = title;
        Ok(())
    }

    /// Adds an empty section at the end of the numbered ones, so that place, day and signature stay
    /// last. `id` must be new in the document.
    ///
    /// # Errors
    /// [`EditFault::TooMany`].
    pub fn add_section(&mut self, id: String, title: String) -> Result<(), EditFault> {
        if self.sections.len() >= MOST_SECTIONS {
            return Err(EditFault::TooMany);
        }
        let last = self.sections.iter().rposition(|section| section.numbered);
        let at = last.map_or(self.sections.len(), |at| at + 1);
        let section = Section {
            id,
            title,
            numbered: true,
            lead: Vec::new(),
            list: None,
            table: None,
            clauses: Vec::new(),
        };
        self.sections.insert(at, section);
        Ok(())
    }

    /// Takes a section out with all its clauses.
    ///
    /// # Errors
    /// [`EditFault::Unknown`].
    pub fn remove_section(&mut self, section: &str) -> Result<(), EditFault> {
        let at = position(&self.sections, |one| one.id == section)?;
        self.sections.remove(at);
        Ok(())
    }

    /// Moves a section by one place; at the edge it stays.
    ///
    /// # Errors
    /// [`EditFault::Unknown`].
    pub fn move_section(&mut self, section: &str, towards: Towards) -> Result<(), EditFault> {
        let at = position(&self.sections, |one| one.id == section)?;
        shift(&mut self.sections, at, towards);
        Ok(())
    }

    fn find(&mut self, id: &str) -> Result<&mut Section, EditFault> {
        self.sections.iter_mut().find(|section| section.id == id).ok_or(EditFault::Unknown)
    }
}

fn position<T>(all: &[T], is_it: impl Fn(&T) -> bool) -> Result<usize, EditFault> {
    all.iter().position(is_it).ok_or(EditFault::Unknown)
}

fn shift<T>(all: &mut [T], at: usize, towards: Towards) {
    match towards {
        Towards::Start if at > 0 => all.swap(at, at - 1),
        Towards::End if at + 1 < all.len() => all.swap(at, at + 1),
        _ => {}
    }
}
