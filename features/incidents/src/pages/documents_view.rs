//! What the page of papers shows, in the reader's words.

use hikeshi_directory::entries_in_log;
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Lang, from_millis};
use hikeshi_ui::Choice;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use crate::{
    case::{Certainty, blank_facts},
    content::{Content, FactField},
    documents::{CaseFile, Changes, Format, Paper, last_of, version_of},
    model::{document, fact},
};

/// A paper that can be made.
pub(super) struct PaperView {
    /// What a version made now would be.
    pub state: String,
    /// What was written since the version made last.
    pub changed: Vec<String>,
}

/// A version that was made.
#[derive(Clone)]
pub(super) struct VersionView {
    pub id: Uuid,
    pub href: String,
    /// The paper with its version.
    pub title: String,
    /// What opens it.
    pub act: String,
    pub is_pdf: bool,
    /// Form, language and size.
    pub about: String,
    /// Who and when.
    pub made: String,
    /// What was written since the version before; empty for the first one.
    pub changed: Vec<String>,
    pub sha256: String,
    /// Its entries in the log; empty for who may not see the log.
    pub log: String,
}

/// A main fact that is not known yet.
pub(super) struct MissingView {
    pub href: String,
    pub name: String,
    /// Nobody wrote it, or somebody wrote that it is unknown.
    pub state: String,
}

/// Everything the views are made from.
pub(super) struct Case<'a> {
    pub platform: &'a Platform,
    pub content: &'a Content,
    pub file: &'a CaseFile,
    pub facts: &'a [fact::Model],
    pub made: &'a [document::Model],
    pub words: &'a Words,
    /// Who reads.
    pub scope: &'a CompanyScope,
    /// The incident's first page.
    pub base: &'a str,
}

impl Case<'_> {
    pub(super) fn paper(&self, paper: Paper) -> Result<PaperView, Problem> {
        let version = version_of(self.platform, self.content, (self.file, self.made), paper)?;
        let last = last_of(self.made, paper).map(|row| row.made_at);
        let (state, changed) = match last {
            Some(at) if !version.is_new => {
                let at = self.words.date_time(from_millis(at));
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("version", &version.number), ("at", &at)];
                (self.words.ta("papers-same", &values), Vec::new())
            }
            last => {
                let changed = last.map(|at| self.changed(Some(at), None)).unwrap_or_default();
                (self.words.t1("papers-next", "version", version.number), changed)
            }
        };
        Ok(PaperView { state, changed })
    }

    pub(super) fn versions(&self) -> Vec<VersionView> {
        self.made.iter().map(|row| self.version(row)).collect()
    }

    fn version(&self, row: &document::Model) -> VersionView {
        let words = self.words;
        let before =
            self.made.iter().filter(|other| other.paper == row.paper && other.number < row.number);
        let before = before.map(|other| other.made_at).max();
        let is_pdf = row.format == Format::Pdf.name();
        VersionView {
            id: row.id,
            href: format!("{}/documents/{}", self.base, row.id),
            title: name_of(words, row),
            act: words.t(if is_pdf { "papers-pdf" } else { "papers-docx" }),
            is_pdf,
            about: words.ta(
                "papers-about",
                &[
                    ("form", &words.t(if is_pdf { "papers-form-pdf" } else { "papers-form-docx" })),
                    ("language", &words.t(&format!("ui-lang-{}", row.lang))),
                    ("size", &super::evidence::size_text(row.size)),
                ],
            ),
            made: words.ta(
                "papers-who-when",
                &[("who", &row.made_by), ("at", &words.date_time(from_millis(row.made_at)))],
            ),
            changed: before.map(|at| self.changed(Some(at), Some(row.made_at))).unwrap_or_default(),
            sha256: row.sha256.clone(),
            log: entries_in_log(self.scope, ("document", row.id)),
        }
    }

    fn changed(&self, from: Option<i64>, to: Option<i64>) -> Vec<String> {
        Changes { from, to }.told(self.content, (self.file, self.facts), self.words)
    }

    /// What is still to be written, counted as everywhere, then what is written as unknown.
    pub(super) fn missing(&self) -> (Vec<MissingView>, Vec<MissingView>) {
        let (sheet, facts) = (&self.content.facts, &*self.file.facts);
        let view = |field: &FactField, state: &str| MissingView {
            href: format!("{}/facts/{}", self.base, field.key),
            name: plain(field.title.get(self.words.lang())),
            state: self.words.t(state),
        };
        let blank = blank_facts(sheet, &self.file.incident, facts);
        let unknown = facts.iter().filter(|fact| fact.certainty == Certainty::Unknown.name());
        let unknown = unknown.filter_map(|fact| sheet.field(&fact.key));
        (
            blank.map(|field| view(field, "papers-missing-blank")).collect(),
            unknown.map(|field| view(field, "papers-missing-unknown")).collect(),
        )
    }
}

/// The paper's name with its version.
pub(super) fn name_of(words: &Words, row: &document::Model) -> String {
    let paper = words.t(match Paper::from_name(&row.paper) {
        Some(Paper::FirstReport) => "papers-first-report",
        Some(Paper::Record) | None => "papers-record",
    });
    words.ta("papers-name", &[("paper", &paper), ("version", &row.number)])
}

/// The languages a paper can be made in; the reader's own first.
pub(super) fn languages(words: &Words) -> Vec<Choice> {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != words.lang());
    std::iter::once(words.lang())
        .chain(others)
        .map(|lang| Choice::new(lang.code(), words.t(&format!("ui-lang-{}", lang.code()))))
        .collect()
}
