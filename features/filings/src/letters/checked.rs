//! What a look at a list found: who gets a letter, who does not, and what a person has to decide.

use std::collections::BTreeMap;

use super::{Recipient, Role};

/// So many rows can be compared one by one; a list with more of them has to be corrected.
const MOST_DOUBTS: usize = 200;

/// What is wrong in a row. Words: `letters-trouble-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TroubleKind {
    /// No name.
    NoName,
    /// No e-mail address, or no postal address.
    NoAddress,
    /// No mail server would take the address.
    BadMail,
    /// The same recipient as in an earlier line.
    Duplicate,
    /// A cell that a spreadsheet program would run as a formula.
    Formula,
    /// A control character.
    Control,
    /// A letter that the encoding does not have.
    Broken,
    /// A cell that is too long.
    TooLong,
    /// More cells than headings, or too few to find name and address in.
    Cells,
    /// Fewer cells than headings: values may stand in wrong columns. A person may accept it.
    Short,
    /// Characters that cannot be printed. A person may accept it.
    Glyphs,
    /// A quotation mark that is missing or stands at a wrong place.
    Quotes,
    /// The headings once more.
    Headings,
    /// Nothing for a field of the letter.
    NoValue,
    /// Got this letter in an earlier run.
    Already,
}

impl TroubleKind {
    /// The name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoName => "no-name",
            Self::NoAddress => "no-address",
            Self::BadMail => "bad-mail",
            Self::Duplicate => "duplicate",
            Self::Formula => "formula",
            Self::Control => "control",
            Self::Broken => "broken",
            Self::TooLong => "too-long",
            Self::Cells => "cells",
            Self::Short => "short",
            Self::Glyphs => "glyphs",
            Self::Quotes => "quotes",
            Self::Headings => "headings",
            Self::NoValue => "no-value",
            Self::Already => "already",
        }
    }
}

/// One row that gets no letter, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the list.
    pub line: usize,
    /// What is wrong.
    pub kind: TroubleKind,
    /// The heading of the column, or the line of the first one for a duplicate; may be empty.
    pub place: String,
}

/// A row that gets a letter only when a person has compared it with the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The line of the list.
    pub line: usize,
    /// Why.
    pub kind: TroubleKind,
    /// To whom the letter would go: name and address.
    pub read: Vec<String>,
    /// The characters in it that cannot be printed.
    pub missing: String,
    /// Whether a person has accepted it.
    pub accepted: bool,
}

/// A list that was looked at.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Who gets a letter.
    pub recipients: Vec<Recipient>,
    /// How many rows do not.
    pub left_out: usize,
    /// How many by kind.
    pub counts: BTreeMap<TroubleKind, usize>,
    /// Each of them, with the reason.
    pub troubles: Vec<Trouble>,
    /// The first rows that a person may accept, by line.
    pub doubts: Vec<Doubt>,
    /// Fields of the letter that the list does not have.
    pub missing_fields: Vec<String>,
    /// Roles without which nothing can be sent and that no column has.
    pub missing_roles: Vec<Role>,
    /// The role that only one column may have and several have.
    pub doubled_role: Option<Role>,
    /// A heading that several columns have that go into the letter.
    pub doubled_head: Option<String>,
    /// The line in which other headings stand: what is below has other columns.
    pub other_heads: Option<usize>,
}

impl Checked {
    /// Whether the columns are settled so far that rows could be read.
    #[must_use]
    pub fn columns_fit(&self) -> bool {
        self.missing_fields.is_empty()
            && self.missing_roles.is_empty()
            && self.doubled_role.is_none()
            && self.doubled_head.is_none()
            && self.other_heads.is_none()
    }

    /// Notes a row that a person has to compare, as long as there is room; whether it was accepted.
    pub(super) fn doubt(&mut self, doubt: Doubt) -> bool {
        let room = self.doubts.len() < MOST_DOUBTS;
        let accepted = room && doubt.accepted;
        if room {
            self.doubts.push(doubt);
        }
        accepted
    }

    /// Counts recipients that get no letter for one reason.
    pub(super) fn leave_out(&mut self, kind: TroubleKind, who: Vec<Recipient>) {
        for one in who {
            let line = usize::try_from(one.line).unwrap_or_default();
            self.trouble(Trouble { line, kind, place: String::new() });
        }
    }

    /// Counts a row that gets no letter.
    pub(super) fn trouble(&mut self, trouble: Trouble) {
        self.left_out += 1;
        *self.counts.entry(trouble.kind).or_default() += 1;
        self.troubles.push(trouble);
    }
}
