//! Domain names: in ASCII or not, with an ending that exists.

use super::{
    fold::{DOT, STOP},
    path::is_file_ending,
    pattern::pattern,
    scan::{Is, Piece, Scan, plain},
};
use crate::{Caution, Kind};

/// Names that many rightly use, one a line.
const WELL_KNOWN: &str = include_str!("../../data/well-known.txt");
/// Endings of names that exist inside one network only.
const INTERNAL: [&str; 9] =
    ["local", "lan", "internal", "intranet", "corp", "home", "localdomain", "localhost", "private"];
/// Endings set aside for examples (RFC 2606, RFC 6761).
const RESERVED: [&str; 3] = ["example", "test", "invalid"];
/// Endings of networks beside the usual one.
const HIDDEN: [&str; 2] = ["onion", "i2p"];

pattern!(RUN = r"[\p{L}\p{N}\p{M}_-]+(?:[.\u{E000}\u{E002}][\p{L}\p{N}\p{M}_-]+)+");

/// Takes out domain names.
pub(super) fn domains(scan: &mut Scan) {
    scan.each(&RUN, |piece| {
        // Somebody's file in a path, a label, part of an address that was not recognised.
        if piece.before.ends_with(['@', '\\', '/', '$', '%']) {
            return Is::Other;
        }
        domain(piece)
    });
}

fn domain(piece: &Piece<'_>) -> Is {
    let whole = piece.text;
    // An ideographic stop is a full stop only if a name comes of it.
    let (text, taken) = match whole.find(STOP) {
        Some(at) if host(whole, false).is_none() => (&whole[..at], at),
        _ => (whole, whole.len()),
    };
    let strong = text.contains(DOT);
    let Some(host) = host(text, strong) else { return Is::Other };
    let Host { ascii, from, to } = host;
    if !strong && looks_like_file(&ascii) {
        return Is::Other;
    }
    // What stands before the name in the same run of letters goes with it: it is prose.
    let taken = if to == text.len() { taken } else { to };
    let _ = from;
    Is::Trace(Kind::Domain, ascii, taken)
}

/// A host in a run of letters.
pub(super) struct Host {
    /// In ASCII and lower case.
    pub(super) ascii: String,
    /// Where in the run it begins.
    pub(super) from: usize,
    /// Where it ends: Japanese prose may follow without a space.
    pub(super) to: usize,
}

/// The host in `run`, if its ending exists. Not `strong`: prose without a space may stand before it.
pub(super) fn host(run: &str, strong: bool) -> Option<Host> {
    let (from, to) = bounds(run, strong);
    let name = plain(run.get(from..to)?);
    let name = name.trim_end_matches(['.', '-', '_']);
    let ascii = idna::domain_to_ascii(name).ok()?;
    let good = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let labels: Vec<&str> = ascii.split('.').collect();
    let last = labels.last()?;
    let usable = labels.len() > 1
        && ascii.len() <= 253
        && labels.iter().all(|label| good(label))
        && !last.bytes().all(|b| b.is_ascii_digit());
    (usable && exists(&ascii, last)).then_some(Host { ascii, from, to })
}

fn exists(ascii: &str, last: &str) -> bool {
    let special = INTERNAL.contains(&last) || RESERVED.contains(&last) || HIDDEN.contains(&last);
    special || known_suffix(ascii).is_some_and(|suffix| suffix.len() < ascii.len())
}

/// The ending under which names are given out (`co.jp`), if the public list knows it.
pub(crate) fn known_suffix(ascii: &str) -> Option<&str> {
    let suffix = psl::suffix(ascii.as_bytes()).filter(|suffix| suffix.is_known())?;
    // Hosts that give out names (github.io) are names themselves.
    let length = match suffix.typ() {
        Some(psl::Type::Private) => ascii.rsplit('.').next()?.len(),
        _ => suffix.as_bytes().len(),
    };
    ascii.get(ascii.len() - length..)
}

/// The part of a name that somebody registered: `minato.co.jp` of `mail.minato.co.jp`.
pub(crate) fn registrable(ascii: &str) -> &str {
    let label = |suffix: usize| {
        let rest = ascii.get(..ascii.len().checked_sub(suffix + 1)?)?;
        ascii.get(rest.rfind('.').map_or(0, |at| at + 1)..)
    };
    let last = || ascii.rsplit('.').next().map_or(0, str::len);
    label(known_suffix(ascii).map_or_else(last, str::len)).unwrap_or(ascii)
}

/// Where in a run the name begins and ends.
fn bounds(run: &str, strong: bool) -> (usize, usize) {
    let stop = |c: char| matches!(c, '.' | DOT | STOP);
    let last =
        run.rfind(stop).map_or(0, |at| at + run[at..].chars().next().map_or(1, char::len_utf8));
    let end = &run[last..];
    let cut = match end.find(|c: char| !c.is_ascii()) {
        Some(at) if at > 0 => last + at,
        _ => run.len(),
    };
    let first = &run[..run.find(stop).unwrap_or(run.len())];
    let tail = first
        .rfind(|c: char| !c.is_ascii())
        .map(|at| at + first[at..].chars().next().map_or(1, char::len_utf8));
    let from = match tail {
        Some(at) if !strong && at < first.len() => at,
        _ => 0,
    };
    (from, cut)
}

/// `readme.md` is a file, although `.md` is a country.
fn looks_like_file(ascii: &str) -> bool {
    ascii.rsplit_once('.').is_some_and(|(_, ending)| is_file_ending(ending))
}

/// What speaks against looking for a name everywhere.
pub(super) fn cautions(ascii: &str) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let last = ascii.rsplit('.').next().unwrap_or_default();
    if INTERNAL.contains(&last) || ascii.ends_with(".home.arpa") {
        cautions.push(Caution::Internal);
    }
    if let Some(caution) = well_known(ascii) {
        cautions.push(caution);
    }
    let examples = ["example.com", "example.net", "example.org", "example.jp"];
    let reserved = RESERVED.contains(&last) || examples.contains(&registrable(ascii));
    if reserved {
        cautions.push(Caution::Reserved);
    }
    if ascii.split('.').any(|label| label.starts_with("xn--")) {
        cautions.push(Caution::Idn);
    }
    cautions
}

/// The name itself, or one below it.
fn well_known(ascii: &str) -> Option<Caution> {
    let bare = ascii.strip_prefix("www.").unwrap_or(ascii);
    let listed = || WELL_KNOWN.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    if listed().any(|name| name == bare) {
        return Some(Caution::WellKnown);
    }
    let below = |name: &str| ascii.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    listed().any(below).then_some(Caution::SharedHost)
}
