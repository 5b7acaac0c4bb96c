//! Setting the papers of an incident, within the bounds of the typesetter and with what cannot be
//! printed named on the paper.

use hikeshi_directory::model::{company, provider};
use hikeshi_pdf::{Pdf, PdfError};
use hikeshi_web::{Platform, Problem};
use serde::Serialize;

use super::{
    CaseFile, Issue, SettingError, SheetSource,
    bounds::MAX_FIELD,
    design::{CALL_SHEET, CUSTODY, FIRST_REPORT, POSTER, RECORD, TAGS},
    gather_call_sheet, gather_custody, gather_first_report, gather_poster, gather_record,
    gather_tags, record_docx, render,
    render::at_a_desk,
};
use crate::{
    content::{Content, guidance::Guidance},
    model::incident,
    people::{self, SheetDesk},
};

/// How much of each field and how many timeline lines a PDF takes: all of them first, then less
/// and less until the typesetter's bounds hold. What is left out is named on the paper.
const BOUNDS: [(usize, usize); 4] =
    [(MAX_FIELD, 5_000), (1_000, 5_000), (300, 3_000), (120, 1_000)];

/// Sets the first report as a PDF: takes tens of milliseconds, so no transaction may be open.
///
/// # Errors
/// [`SettingError`].
pub async fn set_first_report(
    content: &Content,
    file: &CaseFile,
    issue: Issue,
) -> Result<Pdf, SettingError> {
    named(FIRST_REPORT, issue, |issue| gather_first_report(content, file, issue)).await
}

/// Sets the full record.
///
/// # Errors
/// [`SettingError`].
pub async fn set_record(
    content: &Content,
    file: &CaseFile,
    issue: Issue,
) -> Result<Pdf, SettingError> {
    let mut last = None;
    for (max_field, max_lines) in BOUNDS {
        let issue = Issue { max_field, max_lines, ..issue.clone() };
        match named(RECORD, issue, |issue| gather_record(content, file, issue)).await {
            Err(error) if error.is_too_much() => last = Some(error),
            set => return set,
        }
    }
    Err(last.unwrap_or(SettingError::Pdf(PdfError::Fonts)))
}

/// Writes the full record as docx, at one of the desks where PDFs are set.
///
/// # Errors
/// The file could not be written: our fault.
pub async fn set_docx(
    content: &Content,
    file: &CaseFile,
    issue: Issue,
) -> Result<Vec<u8>, Problem> {
    let record = gather_record(content, file, &issue);
    Ok(at_a_desk(move || record_docx(&record)).await??)
}

/// Sets the call sheet for the chosen desk, or with `fitting` to choose from.
///
/// # Errors
/// [`SettingError`].
pub async fn set_call_sheet(
    sheet: &people::CallSheet,
    fitting: &[SheetDesk],
    (company, incident): (&company::Model, &incident::Model),
    issue: Issue,
) -> Result<Pdf, SettingError> {
    let gather =
        |issue: &Issue| gather_call_sheet(sheet, fitting, issue.head(company, incident), issue);
    named(CALL_SHEET, issue, gather).await
}

/// Sets the poster with a company's help address.
///
/// # Errors
/// [`SettingError`], or an address too long for a QR code.
pub async fn set_poster(
    company: &company::Model,
    provider: Option<&provider::Model>,
    address: String,
    issue: Issue,
) -> Result<Pdf, Problem> {
    let poster = gather_poster(company, provider, &address, &issue)?;
    Ok(render(POSTER, &poster, issue.at).await?)
}

/// Sets the custody sheets of exhibits.
///
/// # Errors
/// [`SettingError`], or an address too long for a QR code; invalid if it is too much for one file.
pub async fn set_custody(
    sources: &[SheetSource],
    of: (&company::Model, &incident::Model),
    guidance: &Guidance,
    issue: Issue,
) -> Result<Pdf, Problem> {
    let issue = Issue { max_field: 600, ..issue };
    let data = gather_custody(sources, of, guidance, &issue)?;
    let pdf = readable(render(CUSTODY, &data, issue.at).await, &issue)?;
    let Some(issue) = with_missing(&pdf, &issue) else { return Ok(pdf) };
    let data = gather_custody(sources, of, guidance, &issue)?;
    readable(render(CUSTODY, &data, issue.at).await, &issue)
}

/// Sets the tags of exhibits.
///
/// # Errors
/// As [`set_custody`].
pub async fn set_tags(
    sources: &[SheetSource],
    of: (&company::Model, &incident::Model),
    issue: Issue,
) -> Result<Pdf, Problem> {
    let issue = Issue { max_field: 200, ..issue };
    readable(render(TAGS, &gather_tags(sources, of, &issue)?, issue.at).await, &issue)
}

/// What is too much for one file is said in the reader's words.
fn readable(set: Result<Pdf, SettingError>, issue: &Issue) -> Result<Pdf, Problem> {
    match set {
        Err(error) if error.is_too_much() => {
            Err(Problem::invalid(issue.words.t("papers-too-large")))
        }
        other => Ok(other?),
    }
}

/// The issue with the characters that the fonts lack; `None` if they lack none.
fn with_missing(pdf: &Pdf, issue: &Issue) -> Option<Issue> {
    if pdf.missing_glyphs.is_empty() {
        return None;
    }
    let named: Vec<String> =
        pdf.missing_glyphs.iter().take(20).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    Some(Issue { missing: named.join(" "), ..issue.clone() })
}

/// Sets a paper; if the fonts lack characters, sets it again with a banner that names them.
async fn named<T: Serialize>(
    template: hikeshi_pdf::Template,
    issue: Issue,
    gather: impl Fn(&Issue) -> T,
) -> Result<Pdf, SettingError> {
    let pdf = render(template, &gather(&issue), issue.at).await?;
    let Some(issue) = with_missing(&pdf, &issue) else { return Ok(pdf) };
    render(template, &gather(&issue), issue.at).await
}

/// The checkpoint of the log that was signed last, as one line; empty if none was signed yet.
///
/// # Errors
/// A file that is there and cannot be read.
pub async fn checkpoint_of(platform: &Platform) -> Result<String, Problem> {
    let path = platform.data_folder.join("log").join("checkpoint");
    match tokio::fs::read_to_string(&path).await {
        Ok(note) => Ok(note.lines().take(3).collect::<Vec<_>>().join(" ")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}
