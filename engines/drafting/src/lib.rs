//! Documents from one fact store: the same facts, written for each reader in the items, order and
//! words that the reader asks for.
//!
//! A [`Kind`] of document is data (`content/filings/`), checked once when it is read together with
//! the [`Wording`] (`content/wording/`), which says how a confirmed, a suspected and an unknown
//! fact are put. [`draft`] then cannot fail: it takes a [`FactSet`] and answers with items whose
//! every paragraph names the facts it was made from.
//!
//! Two promises hold for every kind. A sentence that rests on a suspected fact is never worded as
//! a certain one; the certainty of a paragraph is that of its weakest fact. And the value of a fact
//! is never read as a template: braces and tags in it come out as they were typed.
//!
//! Beside drafting: [`redact`] leaves out what a recipient may not see, [`merge`] carries free
//! edits over to a new draft, [`compare`] and [`differences`] tell two versions apart in words, and
//! [`fill_letter`] fills one recipient's fields. [`plain_text`] writes a document out for mail.

mod compare;
mod compile;
mod condition;
mod differences;
mod draft;
mod fact;
mod file;
mod kind;
mod letter;
mod merge;
mod plain;
mod redact;
mod segment;
mod template;
mod wording;

pub use compare::{Comparison, ItemChange, ItemText, WhatChanged, compare};
pub use condition::Condition;
pub use differences::{Segment, differences};
pub use draft::{Draft, DraftItem, FactRef, Paragraph, draft};
pub use fact::{Certainty, Choice, Class, Fact, FactSet, Sharing, TimeForm, Withheld};
pub use file::{FactNeed, ItemFile, KindFile, LineFile};
pub use kind::{
    Approver, Attachment, Confidence, Form, Item, Kind, KindFaults, MergeField, Phase, Reader,
    Section,
};
pub use letter::{LetterPart, fill_letter, letter_fields, letter_parts};
pub use merge::{MergeState, Merged, merge};
pub use plain::plain_text;
pub use redact::{RecipientProfile, redact};
pub use template::{LocalTemplate, Part, Template, is_key};
pub use wording::{Sentence, Wording};
