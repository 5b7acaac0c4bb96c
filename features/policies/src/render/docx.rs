//! As docx, to go on writing in.

use hikeshi_kernel::{from_millis, japan};
use hikeshi_office::Document;
use hikeshi_policy::{FilledSection, plain};
use hikeshi_web::{Platform, Problem};

use super::widths::widths;
use crate::document::Snapshot;

/// Writes a document.
///
/// # Errors
/// A fault of the writer.
pub(crate) fn docx(platform: &Platform, snapshot: &Snapshot) -> Result<Vec<u8>, Problem> {
    let words = platform.words(snapshot.lang());
    let blank = |label: &str| words.t1("policypaper-blank", "label", label);
    let day = words.date(from_millis(snapshot.made_at).to_zoned(japan()).date());
    let state = match snapshot.is_draft() {
        true => words.t("policypaper-draft"),
        false => words.t1("policypaper-version", "number", snapshot.number),
    };
    let running = [state.as_str(), &day].join("  ");
    let document = Document::new(&snapshot.name)
        .paragraph_at_end(&snapshot.company)
        .running(&running, &snapshot.company);
    let document = snapshot
        .filled
        .sections
        .iter()
        .fold(document, |document, section| add(document, section, &blank));
    let signed = snapshot.signatures(&words);
    let document = match signed.is_empty() {
        true => document,
        false => document.heading(2, &words.t("policypaper-approved-by")).list(signed),
    };
    Ok(document.finish()?)
}

fn add(document: Document, section: &FilledSection, blank: &dyn Fn(&str) -> String) -> Document {
    let heading = [section.number.as_str(), section.title.as_str()].join("  ");
    let document = match section.title.as_str() {
        "" => document,
        _ => document.heading(2, heading.trim()),
    };
    let document = match plain(&section.lead, blank) {
        lead if lead.is_empty() => document,
        lead => document.paragraph(&lead),
    };
    let document = match &section.table {
        Some(table) => {
            let rows: Vec<Vec<String>> = table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| plain(cell, blank)).collect())
                .collect();
            document.table(&widths(table), &table.head, &rows)
        }
        None => document,
    };
    section.clauses.iter().fold(document, |document, clause| {
        let text = plain(&clause.text, blank);
        match clause.number.as_str() {
            "" => document.paragraph(&text),
            number => document.paragraph(&format!("{number}  {text}")),
        }
    })
}
