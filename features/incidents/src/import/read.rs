//! From bytes to a case: which kind of file, with which words for times and headings.

use hikeshi_casefile::{CaseFile, Headers, parse_case, parse_table};
use hikeshi_web::{Platform, Problem};
use sha2::{Digest as _, Sha256};

use crate::content::content;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = hikeshi_casefile::MAX_BYTES;

/// A file that was read and not yet written anywhere.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Its name without folders.
    pub name: String,
    /// SHA-256 of its bytes, by which a second import of the same file is recognised.
    pub sha256: String,
    /// What it tells.
    pub case: CaseFile,
}

/// Reads a file. Not refused here: what cannot be read stands in the problems of the case.
///
/// # Errors
/// A problem only when the words for times on board cannot be read.
pub async fn read_file(
    platform: &Platform,
    name: &str,
    bytes: Vec<u8>,
) -> Result<ReadFile, Problem> {
    let vocabulary = &content()?.times;
    let headers: Headers = platform.content.read("times/csv-headers.yaml")?;
    let now = platform.clock.now();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = hikeshi_kernel::clean_line(name, 200).unwrap_or_else(|_| "-".to_owned());
    let read = tokio::task::spawn_blocking(move || {
        let case = if is_case(&name, &bytes) {
            parse_case(&bytes, &headers, vocabulary, now)
        } else {
            parse_table(&bytes, is_table(&name), &headers, vocabulary, now)
        };
        ReadFile { name, sha256: hex::encode(Sha256::digest(&bytes)), case }
    });
    Ok(read.await?)
}

/// Is it YAML? The name says it; without a telling name, the first lines do.
fn is_case(name: &str, bytes: &[u8]) -> bool {
    if is_table(name) {
        return false;
    }
    if matches!(ending(name).as_str(), "yaml" | "yml" | "json") {
        return true;
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    start.lines().any(|line| {
        let key = line.split(':').next().unwrap_or_default();
        ["id", "organisation", "organization", "events", "timeline", "incident"].contains(&key)
            && line.contains(':')
    })
}

/// Does the name promise a table?
fn is_table(name: &str) -> bool {
    matches!(ending(name).as_str(), "csv" | "tsv")
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_kind_and_without_it_the_first_lines_do() {
        assert!(is_case("a.YAML", b"time,what"));
        assert!(!is_case("a.csv", b"events: []"));
        assert!(is_case("a.txt", b"# a case\nevents:\n  - x"));
        assert!(!is_case("a.txt", b"time,what\n10:00,x: y"));
    }
}
