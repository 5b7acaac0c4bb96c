//! How the papers of a kind are laid out: what the kind's file says about it.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_content::{ContentError, Pack};
use hikeshi_drafting::{Confidence, Form, KindFile, MergeField, Reader, Section};

/// The layout of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A table of number, title and text, as authorities and partners read it.
    Table,
    /// Chapters with headings, for those who read it from beginning to end.
    Chapters,
    /// A letter to a person.
    Letter,
}

/// What of a kind matters for printing it.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The layout.
    pub layout: Layout,
    /// For whom it is; nobody in particular where the pack no longer has the kind.
    pub reader: Option<Reader>,
    /// Whether place and order of the items are still to be compared with the official form.
    pub to_check: bool,
    /// The parts that items are grouped into, in order.
    pub sections: Vec<Section>,
    /// The section of each item that has one.
    pub section_of: BTreeMap<String, String>,
    /// Items whose title is not printed.
    pub untitled: BTreeSet<String>,
    /// The item whose text is the paper's title.
    pub headline: Option<String>,
    /// Fields from a list of recipients.
    pub fields: Vec<MergeField>,
}

impl Shape {
    /// The shape of a kind. One that the pack on board no longer has is printed as a plain table.
    ///
    /// # Errors
    /// The kind's file is not readable: our fault.
    pub fn of(kind: &str) -> Result<Self, ContentError> {
        let path = format!("filings/{kind}.yaml");
        if !Pack.files("filings").contains(&path) {
            return Ok(Self::plain());
        }
        Ok(Self::new(Pack.read(&path)?))
    }

    fn plain() -> Self {
        Self {
            layout: Layout::Table,
            reader: None,
            to_check: true,
            sections: Vec::new(),
            section_of: BTreeMap::new(),
            untitled: BTreeSet::new(),
            headline: None,
            fields: Vec::new(),
        }
    }

    /// Whether persons concerned or everybody read it: our number of the incident says nothing to
    /// them, and neither does the edition of our form.
    pub(super) const fn is_public(&self) -> bool {
        matches!(self.reader, Some(Reader::Person | Reader::Public))
    }

    /// Whether it is a mail to a person.
    pub(super) fn is_mail(&self) -> bool {
        self.reader == Some(Reader::Person) && self.layout != Layout::Letter
    }

    /// Whether a copy in its final state says which edition of which form it is.
    pub(super) const fn tells_source(&self) -> bool {
        matches!(self.reader, None | Some(Reader::Authority | Reader::Police | Reader::Inside))
    }

    /// Whether an office reads it, which is addressed as one.
    pub(super) const fn to_office(&self) -> bool {
        matches!(self.reader, Some(Reader::Authority | Reader::Police))
    }

    fn new(file: KindFile) -> Self {
        let layout = match file.reader {
            Reader::Person if file.forms.contains(&Form::Letter) => Layout::Letter,
            Reader::Person | Reader::Public | Reader::Partner | Reader::Inside if !file.blanks => {
                Layout::Chapters
            }
            _ => Layout::Table,
        };
        let untitled = file.items.iter().filter(|item| item.untitled);
        let untitled = untitled.map(|item| item.id.clone()).collect();
        let headline = file.items.iter().find(|item| item.headline);
        let headline = headline.map(|item| item.id.clone());
        let in_section =
            |id: &str, section: Option<&String>| Some((id.to_owned(), section?.clone()));
        Self {
            layout,
            reader: Some(file.reader),
            to_check: file.confidence == Confidence::ToCheck,
            section_of: file
                .items
                .iter()
                .filter_map(|item| in_section(&item.id, item.section.as_ref()))
                .collect(),
            sections: file.sections,
            fields: file.merge_fields,
            untitled,
            headline,
        }
    }
}
