//! Standing documents of a company: policy, rules, manual, pledge, check sheet.
//!
//! A [`TemplateFile`] is content (`content/policies/`): sections with clauses and the variables that
//! stand in them. [`Template::begin`] makes a [`Body`] of it, which the company owns from then on:
//! [`Body::write_clause`] and its neighbours change it within bounds. [`fill`] puts values and lists
//! (contact tree, desks, procedures) into a body; what is not known becomes a blank that names what
//! is missing, never a guess. [`compare`] tells two filled documents apart clause by clause, and
//! [`update`] carries a new edition of a template into a body without touching what the company wrote.
//!
//! Texts with places for values are taken apart by the engine of drafting, and so are differences in
//! words. What a person types is never read as a template: in a form a variable is shown by its name
//! in lenticular brackets ([`shown`], [`read`]), in a body it is a piece of its own.

mod body;
mod compare;
mod edit;
mod fill;
mod make;
mod piece;
mod template;
mod update;

pub use body::{Body, Clause, Section, Table};
pub use compare::{Compared, compare, texts};
pub use edit::{EditFault, LONGEST_CLAUSE, LONGEST_TITLE, MOST_CLAUSES, MOST_SECTIONS, Towards};
pub use fill::{
    Filled, FilledClause, FilledSection, FilledTable, Lists, Span, Values, blanks, fill, plain,
};
pub use make::{Template, TemplateFaults};
pub use piece::{Label, Piece, read, shown};
pub use template::{
    Choice, ClauseFile, Group, List, SectionFile, TableFile, TemplateFile, ValueFrom, ValueKind,
    Variable,
};
pub use update::{TemplateChange, Updated, What, update};
