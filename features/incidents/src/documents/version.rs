//! Versions of the first report: the same facts are the same version; new facts make the next one.
//!
//! A version is a line of the timeline, so everybody on the case sees that a new report exists. Its
//! source carries the fingerprint of what the paper says.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Lang, Moment, from_millis};
use hikeshi_web::{Platform, Problem};
use sha2::{Digest as _, Sha256};

use super::{CaseFile, Issue, gather_first_report};
use crate::{
    case::{EntryKind, NewEntry, Status, add_entry},
    content::Content,
    model::timeline_entry,
};

/// Begins the source of the timeline lines that name a version of the first report.
pub const FIRST_REPORT_SOURCE: &str = "first-report:";

/// What a first report made now would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: usize,
    /// What it says, as a hash.
    pub fingerprint: String,
    /// The line that stands in the timeline already, if nothing has changed since.
    pub line: Option<timeline_entry::Model>,
}

impl Version {
    /// When it was first made and by whom; `None` for a new one.
    #[must_use]
    pub fn made(&self) -> Option<(jiff::Timestamp, String)> {
        self.line.as_ref().map(|line| (from_millis(line.written_at), line.by_name.clone()))
    }
}

/// Compares what the report says now with the version made last. The comparison is made in
/// Japanese and with times written from the opening of the incident, so that neither the reader's
/// language nor the day of reading makes a version.
///
/// # Errors
/// A paper that cannot be written as JSON: our fault.
pub fn version_of(
    platform: &Platform,
    content: &Content,
    file: &CaseFile,
) -> Result<Version, Problem> {
    let issue = Issue {
        words: platform.words(Lang::Ja),
        at: from_millis(file.incident.opened_at),
        by: String::new(),
        version: 0,
        checkpoint: String::new(),
        missing: String::new(),
        max_field: usize::MAX,
        max_lines: 0,
    };
    let paper = gather_first_report(content, file, &issue);
    let hash = Sha256::digest(serde_json::to_vec(&paper)?);
    let fingerprint = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut made: Vec<&timeline_entry::Model> =
        file.timeline.iter().filter(|line| line.source.starts_with(FIRST_REPORT_SOURCE)).collect();
    made.sort_by_key(|line| (line.written_at, line.id));
    let number = made.len();
    Ok(match made.pop() {
        Some(last) if last.source.ends_with(&fingerprint) => {
            Version { number, fingerprint, line: Some(last.clone()) }
        }
        _ => Version { number: number + 1, fingerprint, line: None },
    })
}

/// Writes the line of a new version. A version that stands there already, and one of a closed
/// incident, writes nothing.
///
/// # Errors
/// A problem of the database.
pub async fn write_version(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    file: &CaseFile,
    version: &Version,
) -> Result<(), Problem> {
    if version.line.is_some() || file.incident.status == Status::Closed.name() {
        return Ok(());
    }
    let words = platform.words(Lang::Ja);
    let line = NewEntry {
        kind: EntryKind::Message,
        moment: Moment::Exact { at: platform.clock.now() },
        text: words.t1("papers-line-first-report", "version", version.number),
        automatic: true,
        source: format!("{FIRST_REPORT_SOURCE}{}", version.fingerprint),
    };
    add_entry(tx, platform, scope, &file.incident, line).await.map(|_| ())
}
