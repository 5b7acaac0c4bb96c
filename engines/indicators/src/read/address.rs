//! Addresses of machines, and ranges of them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{
    Unread,
    pattern::pattern,
    scan::{Is, Piece, Scan, plain},
};
use crate::{Caution, Kind};

/// Words before a version, one a line.
const VERSION_WORDS: &str = include_str!("../../data/version-words.txt");
/// Servers that many rightly ask for names.
const WELL_KNOWN: [&str; 12] = [
    "8.8.8.8",
    "8.8.4.4",
    "1.1.1.1",
    "1.0.0.1",
    "9.9.9.9",
    "149.112.112.112",
    "208.67.222.222",
    "208.67.220.220",
    "2001:4860:4860::8888",
    "2001:4860:4860::8844",
    "2606:4700:4700::1111",
    "2606:4700:4700::1001",
];

pattern!(V4 = r"[0-9]{1,3}(?:[.\u{E000}\u{E002}][0-9]{1,4}){3,}(?:/[0-9]{1,3})?");
pattern!(V6 = r"(?i)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:[.\u{E000}0-9]{6,24})?(?:/[0-9]{1,3})?");

/// Takes out addresses and ranges.
pub(super) fn addresses(scan: &mut Scan) {
    scan.each(&V6, v6);
    scan.each(&V4, v4);
}

fn v4(piece: &Piece<'_>) -> Is {
    let text = plain(piece.text);
    let (address, bits) = split(&text);
    let Ok(address) = address.parse::<Ipv4Addr>() else { return Is::Other };
    let within_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if is_version(piece) {
        return Is::None(Unread::Version);
    }
    if piece.before.ends_with(within_word) && !ends_as_range(piece.before)
        || piece.after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    {
        return Is::Other;
    }
    ranged(IpAddr::V4(address), bits, piece.text.len(), 32)
}

/// `192.0.2.1-192.0.2.9`: the second one.
fn ends_as_range(before: &str) -> bool {
    let mut signs = before.chars().rev();
    signs.next() == Some('-') && signs.next().is_some_and(|c| c == '\0' || c.is_ascii_digit())
}

fn v6(piece: &Piece<'_>) -> Is {
    let text = plain(piece.text);
    let trimmed = text.trim_end_matches('.');
    let (address, bits) = split(trimmed);
    let Ok(address) = address.parse::<Ipv6Addr>() else { return Is::Other };
    let word = |c: char| c.is_alphanumeric() && c.is_ascii() || c == '_' || c == ':';
    if piece.before.ends_with(word) || piece.after.starts_with(word) {
        return Is::Other;
    }
    // "::" and "a::" are code far more often than addresses.
    if trimmed.chars().filter(char::is_ascii_hexdigit).count() < 3 && address != Ipv6Addr::LOCALHOST
    {
        return Is::Other;
    }
    if let Some(mapped) = address.to_ipv4_mapped() {
        return ranged(IpAddr::V4(mapped), None, piece.text.len(), 32);
    }
    ranged(IpAddr::V6(address), bits, piece.text.len(), 128)
}

fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)))
}

fn ranged(address: IpAddr, bits: Option<&str>, length: usize, most: u8) -> Is {
    let single = if most == 32 { Kind::Ipv4 } else { Kind::Ipv6 };
    match bits.map(str::parse::<u8>) {
        None => Is::Trace(single, address.to_string(), length),
        Some(Ok(bits)) if bits == most => Is::Trace(single, address.to_string(), length),
        Some(Ok(bits)) if bits < most => {
            Is::Trace(Kind::Cidr, format!("{}/{bits}", first_of(address, bits)), length)
        }
        // "/300" is a path or a score: the address stands alone.
        Some(_) => Is::Trace(single, address.to_string(), address_length(length, bits)),
    }
}

fn address_length(length: usize, bits: Option<&str>) -> usize {
    length - bits.map_or(0, |bits| bits.len() + 1)
}

/// The first address of the range in which `address` lies.
fn first_of(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(four) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits.min(32))).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(four.to_bits() & mask))
        }
        IpAddr::V6(six) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits.min(128))).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & mask))
        }
    }
}

/// Four numbers after "version", after the name of a program and a slash, or beside more numbers.
fn is_version(piece: &Piece<'_>) -> bool {
    let before = piece.before.to_lowercase();
    let close = before.trim_end_matches([' ', ':', '=', '(', '"', '\'', '\t']);
    let word = VERSION_WORDS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .any(|word| ends_with_word(close, word));
    let product = before.ends_with('/')
        && !before.ends_with("//")
        && before.trim_end_matches('/').ends_with(|c: char| c.is_ascii_alphanumeric());
    let letter =
        before.ends_with('v') && !before.trim_end_matches('v').ends_with(char::is_alphanumeric);
    word || product || letter
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_suffix(word) else { return false };
    // A Latin word must not be the end of a longer one; Japanese has no such boundary.
    !word.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// What speaks against looking for an address or range everywhere.
pub(super) fn cautions(value: &str) -> Vec<Caution> {
    let (address, _) = split(value);
    let Ok(address) = address.parse::<IpAddr>() else { return Vec::new() };
    let (private, reserved) = match address {
        IpAddr::V4(four) => (private_v4(four), documentation_v4(four)),
        IpAddr::V6(six) => (private_v6(six), six.segments()[..2] == [0x2001, 0x0db8]),
    };
    let known = WELL_KNOWN.contains(&value);
    let all =
        [(private, Caution::Private), (known, Caution::WellKnown), (reserved, Caution::Reserved)];
    all.into_iter().filter_map(|(holds, caution)| holds.then_some(caution)).collect()
}

fn private_v4(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    let carrier = a == 100 && (64..128).contains(&b);
    let benchmark = a == 198 && (b == 18 || b == 19);
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || carrier
        || benchmark
}

fn documentation_v4(address: Ipv4Addr) -> bool {
    matches!(address.octets(), [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _])
}

fn private_v6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
}

/// Addresses that begin with the same bits; one address is a range of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Network {
    first: IpAddr,
    bits: u8,
}

impl Network {
    /// An address, or a range (`192.0.2.0/24`).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, bits) = split(text);
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits =
            bits.map_or(Some(most), |bits| bits.parse().ok().filter(|bits| *bits <= most))?;
        Some(Self { first: first_of(address, bits), bits })
    }

    /// Whether an address stands in both.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let bits = self.bits.min(other.bits);
        self.first.is_ipv4() == other.first.is_ipv4()
            && first_of(self.first, bits) == first_of(other.first, bits)
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let most = if self.first.is_ipv4() { 32 } else { 128 };
        if self.bits == most {
            self.first.fmt(f)
        } else {
            write!(f, "{}/{}", self.first, self.bits)
        }
    }
}
