//! Finding traces in a text as people paste it.

mod address;
mod coin;
mod fold;
mod hash;
mod host;
mod path;
mod pattern;
mod scan;
mod web;

use std::collections::BTreeMap;

use serde::Serialize;

pub(crate) use address::Network;
pub(crate) use host::{known_suffix, registrable};

use crate::{Caution, Kind};
use scan::Scan;

/// The most bytes of a text.
pub const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;
/// The most different traces of one text.
pub const MAX_FOUND: usize = 20_000;

/// A trace in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The one way to write it: refanged, half-width, hosts in lower case and in ASCII.
    pub value: String,
    /// Whether somebody had made it harmless (`hxxp`, `[.]`): a sign that it was meant as a trace.
    pub defanged: bool,
    /// The lines in which it stands, the first is 1; no more than ten of them.
    pub lines: Vec<usize>,
    /// What speaks against looking for it everywhere.
    pub cautions: Vec<Caution>,
}

/// What looks like a trace and is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PassedOver {
    /// The line, the first is 1.
    pub line: usize,
    /// The text as it stands.
    pub text: String,
    /// Why.
    pub reason: Unread,
}

/// Why something that looks like a trace is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// Four numbers that are the version of a program.
    Version,
    /// A hash of something that is no file: a commit, an import table.
    OtherHash,
    /// Digits only: a number, no hash.
    Number,
    /// A coin address whose check digits are wrong.
    Checksum,
}

impl Unread {
    /// The name in keys of words (`sharing-unread-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::OtherHash => "other-hash",
            Self::Number => "number",
            Self::Checksum => "checksum",
        }
    }
}

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The traces, each once, by kind and then in the order of the text.
    pub found: Vec<Found>,
    /// What looks like one and is none.
    pub passed_over: Vec<PassedOver>,
}

/// The text is too long, or holds more than can be looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More than [`MAX_TEXT_BYTES`].
    #[error("the text is longer than {} MiB", MAX_TEXT_BYTES / 1_048_576)]
    Bytes,
    /// More than [`MAX_FOUND`].
    #[error("the text holds more than {MAX_FOUND} different traces")]
    Traces,
}

/// Finds the traces in `text`: any text, in any order, defanged or not, full-width or not. Each is
/// recognised by its form and, where there are some, by its check digits and by the list of endings
/// of domain names. Longer things go first: the host of a URL is not named again as a domain.
///
/// # Errors
/// [`TooMuch`].
pub fn read(text: &str) -> Result<Reading, TooMuch> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(TooMuch::Bytes);
    }
    let mut scan = Scan::new(fold::folded(text));
    path::user_agents(&mut scan);
    path::registry_keys(&mut scan);
    web::urls(&mut scan);
    path::file_paths(&mut scan);
    web::emails(&mut scan);
    hash::vulnerabilities(&mut scan);
    hash::techniques(&mut scan);
    coin::coins(&mut scan);
    hash::hashes(&mut scan);
    path::mutexes(&mut scan);
    address::addresses(&mut scan);
    host::domains(&mut scan);
    path::file_names(&mut scan);
    let (hits, mut passed_over) = scan.done();
    passed_over.sort_unstable();
    passed_over.dedup();
    passed_over.truncate(MAX_FOUND);
    let found = once_each(hits);
    if found.len() > MAX_FOUND {
        return Err(TooMuch::Traces);
    }
    Ok(Reading { found, passed_over })
}

/// What speaks against a trace that is already known.
#[must_use]
pub fn cautions_of(kind: Kind, value: &str) -> Vec<Caution> {
    match kind {
        Kind::Ipv4 | Kind::Ipv6 | Kind::Cidr => address::cautions(value),
        Kind::Domain => host::cautions(value),
        Kind::Url => web::url_cautions(value),
        Kind::Email => {
            let host = value.rsplit_once('@').map_or("", |(_, host)| host);
            host::cautions(host)
                .into_iter()
                .filter(|caution| matches!(caution, Caution::Internal | Caution::Reserved))
                .collect()
        }
        Kind::Md5 | Kind::Sha1 | Kind::Sha256 | Kind::Sha512 => hash::cautions(value),
        _ => Vec::new(),
    }
}

/// Each trace once, with the lines where it stands.
fn once_each(mut hits: Vec<scan::Hit>) -> Vec<Found> {
    hits.sort_by_key(|hit| (hit.kind, hit.at));
    let mut places: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let mut found: Vec<Found> = Vec::new();
    for hit in hits {
        let key = (hit.kind, hit.value);
        if let Some(known) = places.get(&key).and_then(|at| found.get_mut(*at)) {
            known.defanged |= hit.defanged;
            if known.lines.len() < 10 && !known.lines.contains(&hit.line) {
                known.lines.push(hit.line);
            }
            continue;
        }
        places.insert(key.clone(), found.len());
        let (kind, value) = key;
        let cautions = cautions_of(kind, &value);
        found.push(Found { kind, value, defanged: hit.defanged, lines: vec![hit.line], cautions });
    }
    found
}
