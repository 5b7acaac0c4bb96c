//! Documents as programs read them.

use std::collections::BTreeMap;

use hikeshi_i18n::{Words, plain};
use hikeshi_policy::{Filled, Template, Variable, shown};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::time;
use crate::document::{Approvals, Now, Standing};

/// A template.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyTemplate)]
pub(super) struct TemplateShape {
    id: String,
    version: String,
    /// Edition of the source that its headings follow.
    edition: String,
    /// `confirmed`, `to-check` or `own`.
    #[schema(value_type = String)]
    confidence: hikeshi_kernel::Confidence,
    /// `policy`, `rules`, `emergency` or `sheets`.
    group: &'static str,
    title: String,
    about: String,
    publishable: bool,
    /// A company may have several of it.
    several: bool,
    /// Roles of which one must approve.
    approvers: Vec<String>,
    two_persons: bool,
    variables: Vec<VariableShape>,
}

/// Something that is filled in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyVariable)]
pub(super) struct VariableShape {
    id: String,
    label: String,
    required: bool,
    /// What can be chosen; empty for free text.
    choices: Vec<String>,
}

impl TemplateShape {
    pub(super) fn new(template: &Template, words: &Words) -> Self {
        let (file, lang) = (&template.file, words.lang());
        let variable = |variable: &Variable| VariableShape {
            id: variable.id.clone(),
            label: plain(variable.label.get(lang)),
            required: variable.required,
            choices: variable.choices.iter().map(|choice| choice.id.clone()).collect(),
        };
        Self {
            id: file.id.clone(),
            version: file.version.clone(),
            edition: file.edition.clone(),
            confidence: file.confidence,
            group: file.group.name(),
            title: plain(file.title.get(lang)),
            about: plain(file.about.get(lang)),
            publishable: file.publishable,
            several: file.several,
            approvers: file.approvers.clone(),
            two_persons: file.two_persons,
            variables: file.variables.iter().map(variable).collect(),
        }
    }
}

/// A document in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyLine)]
pub(super) struct LineShape {
    pub id: Uuid,
    pub template: String,
    pub template_version: String,
    pub name: String,
    /// `ja` or `en`.
    pub language: String,
    /// `draft`, `approved` or `published`.
    pub state: &'static str,
    /// Number of the version in force.
    pub version: Option<i64>,
    /// When it is to be reviewed.
    pub review_on: Option<String>,
    pub review_due: bool,
    /// It says something else now than the version in force.
    pub changed: bool,
    /// A newer edition of its template is on board.
    pub new_edition: bool,
    /// Grows with every change; to be sent as `seen` by whoever edits.
    pub revision: i64,
}

impl LineShape {
    pub(super) fn new(standing: &Standing) -> Self {
        let row = &standing.document.row;
        Self {
            id: row.id,
            template: row.template.clone(),
            template_version: row.template_version.clone(),
            name: row.name.clone(),
            language: row.lang.clone(),
            state: standing.stands.name(),
            version: standing.version.as_ref().map(|version| version.number),
            review_on: standing.version.as_ref().map(|version| time(version.review_on)),
            review_due: standing.review_due,
            changed: standing.changed,
            new_edition: standing.new_edition,
            revision: row.revision,
        }
    }
}

/// A document with all that it says now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Policy)]
pub(super) struct PolicyShape {
    #[serde(flatten)]
    pub line: LineShape,
    /// Names the text; to be sent as `seen` by whoever approves it.
    pub text_sha256: String,
    pub values: BTreeMap<String, String>,
    /// What is missing, by its label.
    pub blanks: Vec<String>,
    /// What is missing and needed for an approval.
    pub required: Vec<String>,
    /// Names of whoever approved this text, and how many are needed.
    pub approved_by: Vec<String>,
    pub approvals_needed: usize,
    pub sections: Vec<SectionShape>,
    /// The text as people read it.
    #[schema(value_type = Object)]
    pub filled: Filled,
}

/// A section as it is edited.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicySection)]
pub(super) struct SectionShape {
    id: String,
    title: String,
    clauses: Vec<ClauseShape>,
}

/// A clause as it is edited: variables by their names in lenticular brackets.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyClause)]
pub(super) struct ClauseShape {
    id: String,
    text: String,
}

impl PolicyShape {
    pub(super) fn new(standing: &Standing, now: Now, approvals: &Approvals) -> Self {
        let labels = now.document.labels();
        let clause = |clause: &hikeshi_policy::Clause| ClauseShape {
            id: clause.id.clone(),
            text: shown(&clause.text, &labels),
        };
        let section = |section: &hikeshi_policy::Section| SectionShape {
            id: section.id.clone(),
            title: section.title.clone(),
            clauses: section.clauses.iter().map(clause).collect(),
        };
        Self {
            line: LineShape::new(standing),
            sections: now.document.body.sections.iter().map(section).collect(),
            values: now.document.values.clone(),
            approved_by: approvals.given.iter().map(|(_, signed)| signed.name.clone()).collect(),
            approvals_needed: approvals.needed,
            text_sha256: now.text_sha256,
            blanks: now.blanks,
            required: now.required,
            filled: now.filled,
        }
    }
}
