//! Versions of a paper: the same content is the same version; new content makes the next one.

use hikeshi_kernel::{Lang, from_millis};
use hikeshi_web::{Platform, Problem};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{CaseFile, Issue, Paper, gather_first_report, gather_record, last_of};
use crate::{content::Content, model::document};

/// Begins the source of the timeline lines that tell of a new version of the first report.
pub const FIRST_REPORT_SOURCE: &str = "first-report:";

/// What a paper made now would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// What it says, as a hash.
    pub fingerprint: String,
    /// Whether it says something else than the version made last, or is the first.
    pub is_new: bool,
}

/// Compares what the paper says now with the version made last.
///
/// # Errors
/// A paper that cannot be written as JSON: our fault.
pub fn version_of(
    platform: &Platform,
    content: &Content,
    (file, made): (&CaseFile, &[document::Model]),
    paper: Paper,
) -> Result<Version, Problem> {
    let fingerprint = fingerprint(platform, content, file, paper)?;
    let last = last_of(made, paper);
    let number = last.map_or(0, |row| row.number);
    Ok(match last {
        Some(row) if row.fingerprint == fingerprint => {
            Version { number, fingerprint, is_new: false }
        }
        _ => Version { number: number + 1, fingerprint, is_new: true },
    })
}

/// What a paper says, as a hash. It is taken in Japanese and with times written from the opening
/// of the incident, so that neither the reader's language nor the day of reading makes a version;
/// a due time that has passed does, because the paper marks it.
fn fingerprint(
    platform: &Platform,
    content: &Content,
    file: &CaseFile,
    paper: Paper,
) -> Result<String, Problem> {
    let opened = from_millis(file.incident.opened_at);
    let issue = Issue {
        max_field: usize::MAX,
        now: platform.clock.now(),
        ..Issue::new(platform.words(Lang::Ja), opened, "")
    };
    match paper {
        Paper::FirstReport => hash_of(&gather_first_report(content, file, &issue)),
        Paper::Record => hash_of(&gather_record(content, file, &issue)),
    }
}

fn hash_of(paper: &impl Serialize) -> Result<String, Problem> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(paper)?)))
}
