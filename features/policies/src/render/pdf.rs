//! As PDF.

use hikeshi_incidents::documents::render;
use hikeshi_kernel::{from_millis, japan};
use hikeshi_pdf::Template;
use hikeshi_policy::{FilledSection, Span};
use hikeshi_web::{Platform, Problem};
use serde::Serialize;

use super::widths::widths;
use crate::document::Snapshot;

/// Takes a [`Paper`].
const POLICY: Template = Template::new("policy", include_str!("../../documents/policy.typ"));

/// What the template prints.
#[derive(Debug, Serialize)]
struct Paper {
    lang: String,
    title: String,
    company: String,
    /// Draft or number of the version.
    state: String,
    draft: bool,
    day: String,
    /// Characters that the fonts lack; empty for most documents.
    banner: String,
    signed: Vec<String>,
    signed_word: String,
    page_word: String,
    sections: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    number: String,
    title: String,
    lead: Vec<Run>,
    head: Vec<String>,
    /// Shares of the width.
    widths: Vec<usize>,
    rows: Vec<Vec<Vec<Run>>>,
    clauses: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    number: String,
    text: Vec<Run>,
}

/// A stretch of text; `blank` for what nobody filled in.
#[derive(Debug, Serialize)]
struct Run {
    text: String,
    blank: bool,
}

/// Sets a document. Never call it while a transaction is open.
///
/// # Errors
/// More than a file can hold.
pub(crate) async fn pdf(platform: &Platform, snapshot: &Snapshot) -> Result<Vec<u8>, Problem> {
    let words = platform.words(snapshot.lang());
    let blank = |label: &str| words.t1("policypaper-blank", "label", label);
    let at = from_millis(snapshot.made_at);
    let mut paper = Paper {
        lang: snapshot.lang.clone(),
        title: snapshot.name.clone(),
        company: snapshot.company.clone(),
        state: match snapshot.is_draft() {
            true => words.t("policypaper-draft"),
            false => words.t1("policypaper-version", "number", snapshot.number),
        },
        draft: snapshot.is_draft(),
        day: words.date(at.to_zoned(japan()).date()),
        banner: String::new(),
        signed: snapshot.signatures(&words),
        signed_word: words.t("policypaper-approved-by"),
        page_word: words.t("policypaper-page"),
        sections: snapshot.filled.sections.iter().map(|section| part(section, &blank)).collect(),
    };
    let pdf = render(POLICY, &paper, at).await?;
    if pdf.missing_glyphs.is_empty() {
        return Ok(pdf.bytes);
    }
    let missing = pdf.missing_glyphs.iter().take(12).map(|c| format!("U+{:04X}", u32::from(*c)));
    let missing: Vec<String> = missing.collect();
    paper.banner = words.t1("policypaper-missing", "characters", missing.join(" "));
    Ok(render(POLICY, &paper, at).await?.bytes)
}

fn part(section: &FilledSection, blank: &dyn Fn(&str) -> String) -> Part {
    let table = section.table.clone().unwrap_or_default();
    let item = |clause: &hikeshi_policy::FilledClause| Item {
        number: clause.number.clone(),
        text: runs(&clause.text, blank),
    };
    Part {
        number: section.number.clone(),
        title: section.title.clone(),
        lead: runs(&section.lead, blank),
        widths: widths(&table),
        head: table.head,
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| runs(cell, blank)).collect())
            .collect(),
        clauses: section.clauses.iter().map(item).collect(),
    }
}

fn runs(spans: &[Span], blank: &dyn Fn(&str) -> String) -> Vec<Run> {
    let run = |span: &Span| Run { text: span.text(blank), blank: matches!(span, Span::Blank(_)) };
    spans.iter().map(run).collect()
}
