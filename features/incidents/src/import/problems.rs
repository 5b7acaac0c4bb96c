//! What could not be read, in the reader's language.

use hikeshi_casefile::{Problem as FileProblem, Reason};
use hikeshi_i18n::Words;

use super::reasons::reason_text;

/// The key of the fact that keeps them, one a line.
pub const PROBLEMS_KEY: &str = "import.problems";

/// One thing that could not be read, or was read with doubt.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ImportProblem {
    /// Line of the file, from 1.
    pub line: usize,
    /// Which field; empty for the file.
    pub field: String,
    /// Why, as a stable word for programs (`time`, `missing`, `syntax` …).
    pub reason: &'static str,
    /// Line, field and reason as a sentence.
    pub text: String,
}

/// The problems of a file in words.
#[must_use]
pub fn readable(words: &Words, problems: &[FileProblem]) -> Vec<ImportProblem> {
    problems.iter().map(|problem| one(words, problem)).collect()
}

fn one(words: &Words, problem: &FileProblem) -> ImportProblem {
    let reason = reason_text(words, &problem.reason);
    let line = problem.line;
    let text = if problem.field.is_empty() {
        words.ta("import-problem-line", &[("line", &line), ("reason", &reason)])
    } else {
        let field = &problem.field;
        words.ta("import-problem-field", &[("line", &line), ("field", field), ("reason", &reason)])
    };
    let text = text.replace('\n', " ");
    ImportProblem { line, field: problem.field.clone(), reason: name(&problem.reason), text }
}

const fn name(reason: &Reason) -> &'static str {
    match reason {
        Reason::TooLarge { .. } => "too-large",
        Reason::TooMuch { .. } => "too-much",
        Reason::TooLong { .. } => "too-long",
        Reason::EmptyFile => "empty-file",
        Reason::OfficeFile => "office-file",
        Reason::NoEncoding => "no-encoding",
        Reason::NotACase => "not-a-case",
        Reason::NoTimes => "no-times",
        Reason::NoDay => "no-day",
        Reason::NotText => "not-text",
        Reason::Encoding { .. } => "encoding",
        Reason::Nul => "nul",
        Reason::Syntax { .. } => "syntax",
        Reason::Repaired => "repaired",
        Reason::Tabs => "tabs",
        Reason::TooDeep { .. } => "too-deep",
        Reason::TooManyCopies { .. } => "too-many-copies",
        Reason::MoreDocuments => "more-documents",
        Reason::DuplicateKey { .. } => "duplicate-key",
        Reason::CommaInText { .. } => "comma-in-text",
        Reason::Missing => "missing",
        Reason::NotAText => "not-a-text",
        Reason::NotAList => "not-a-list",
        Reason::Time { .. } => "time",
        Reason::Precision { .. } => "precision",
        Reason::TooExact { .. } => "too-exact",
        Reason::NoHeadings => "no-headings",
        Reason::TooManyCells { .. } => "too-many-cells",
        Reason::OpenQuote => "open-quote",
    }
}
