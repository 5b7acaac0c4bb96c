//! Hashes of files, numbers of vulnerabilities, techniques.

use super::{
    Unread,
    pattern::pattern,
    scan::{Is, Piece, Scan},
};
use crate::{Caution, Kind};

/// The hashes of the empty file.
const EMPTY: [&str; 4] = [
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
];

pattern!(DIGITS = r"[0-9A-Fa-f]{32,}");
pattern!(
    CVE = r"(?i)CVE[-\u{2010}-\u{2015}\u{2212}_ ]?(?:19|20)[0-9]{2}[-\u{2010}-\u{2015}\u{2212}_][0-9]{4,7}"
);
pattern!(TECHNIQUE = r"T1[0-9]{3}(?:[.\u{E000}][0-9]{3})?");

/// Takes out hashes.
pub(super) fn hashes(scan: &mut Scan) {
    scan.each(&DIGITS, hash);
}

fn hash(piece: &Piece<'_>) -> Is {
    let beside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if piece.before.ends_with(beside) || piece.after.starts_with(beside) {
        return Is::Other;
    }
    let kind = match piece.text.len() {
        32 if says(piece.before, &["ja3s", "ja3"]) => Kind::Ja3,
        32 => Kind::Md5,
        40 => Kind::Sha1,
        64 => Kind::Sha256,
        128 => Kind::Sha512,
        _ => return Is::Other,
    };
    if says(
        piece.before,
        &["imphash", "commit", "rev-parse", "etag", "authentihash", "vhash", "pehash"],
    ) {
        return Is::None(Unread::OtherHash);
    }
    if piece.text.bytes().all(|digit| digit.is_ascii_digit()) {
        return Is::None(Unread::Number);
    }
    Is::Trace(kind, piece.text.to_ascii_lowercase(), piece.text.len())
}

/// Whether the last word before a piece is one of `words`.
fn says(before: &str, words: &[&str]) -> bool {
    let before = before.to_ascii_lowercase();
    let close = before.trim_end_matches([' ', ':', '=', '"', '\'', '\t', '|', ',', '(', '[']);
    words.iter().any(|word| {
        close
            .strip_suffix(word)
            .is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphabetic()))
    })
}

pub(super) fn cautions(value: &str) -> Vec<Caution> {
    if EMPTY.contains(&value) { vec![Caution::EmptyFile] } else { Vec::new() }
}

/// Takes out numbers of vulnerabilities.
pub(super) fn vulnerabilities(scan: &mut Scan) {
    scan.each(&CVE, |piece| {
        if stands_in_word(piece) {
            return Is::Other;
        }
        let digits: Vec<&str> = piece.text[3..]
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .collect();
        match digits[..] {
            [year, number] => {
                Is::Trace(Kind::Cve, format!("CVE-{year}-{number}"), piece.text.len())
            }
            _ => Is::Other,
        }
    });
}

/// Takes out techniques of MITRE ATT&CK.
pub(super) fn techniques(scan: &mut Scan) {
    scan.each(&TECHNIQUE, |piece| {
        if stands_in_word(piece)
            || piece.before.ends_with(['-', '/', '.']) && !is_attack_page(piece.before)
        {
            return Is::Other;
        }
        Is::Trace(Kind::Technique, super::scan::plain(piece.text), piece.text.len())
    });
}

fn is_attack_page(before: &str) -> bool {
    before.ends_with("techniques/")
}

fn stands_in_word(piece: &Piece<'_>) -> bool {
    let beside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    piece.before.ends_with(beside) || piece.after.starts_with(beside)
}
