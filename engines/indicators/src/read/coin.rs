//! Addresses of coins that are extorted, with their check digits.

use sha2::{Digest as _, Sha256};

use super::{
    Unread,
    pattern::pattern,
    scan::{Is, Scan},
};
use crate::Kind;

const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

pattern!(OLD_BITCOIN = r"[13][1-9A-HJ-NP-Za-km-z]{25,34}");
pattern!(NEW_BITCOIN = r"(?i)bc1[02-9ac-hj-np-z]{11,87}");
pattern!(MONERO = r"[48][1-9A-HJ-NP-Za-km-z]{94,105}");

/// Takes out addresses of coins.
pub(super) fn coins(scan: &mut Scan) {
    let beside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for (pattern, kind) in
        [(&*MONERO, Kind::Monero), (&*NEW_BITCOIN, Kind::Bitcoin), (&*OLD_BITCOIN, Kind::Bitcoin)]
    {
        scan.each(pattern, |piece| {
            if piece.before.ends_with(beside) || piece.after.starts_with(beside) {
                return Is::Other;
            }
            coin(kind, piece.text)
        });
    }
}

fn coin(kind: Kind, text: &str) -> Is {
    let segwit = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("bc1"));
    let (good, value) = match kind {
        // Monero checks itself with Keccak; length and letters are told apart well enough.
        Kind::Monero => (matches!(text.len(), 95 | 106) && has_both(text), text.to_owned()),
        _ if segwit => (is_bech32(text), text.to_ascii_lowercase()),
        _ => (is_base58check(text), text.to_owned()),
    };
    if good {
        return Is::Trace(kind, value, text.len());
    }
    // Only what can hardly be anything else is worth a word.
    if segwit && text.len() >= 42 { Is::None(Unread::Checksum) } else { Is::Other }
}

fn has_both(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Base58 with four check bytes: version, 20 bytes, check (25 bytes).
fn is_base58check(text: &str) -> bool {
    let mut bytes = [0_u8; 25];
    for sign in text.bytes() {
        let Some(digit) = BASE58.iter().position(|known| *known == sign) else { return false };
        let mut carry = u32::try_from(digit).unwrap_or(0);
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 58;
            *byte = u8::try_from(carry & 0xFF).unwrap_or(0);
            carry >>= 8;
        }
        if carry != 0 {
            return false;
        }
    }
    let (content, check) = bytes.split_at(21);
    matches!(content.first(), Some(0 | 5)) && Sha256::digest(Sha256::digest(content))[..4] == *check
}

/// BIP 173 and BIP 350: the checksum of `bc` and the data is 1 or that of Bech32m.
fn is_bech32(text: &str) -> bool {
    let mixed = text.bytes().any(|b| b.is_ascii_lowercase())
        && text.bytes().any(|b| b.is_ascii_uppercase());
    let lower = text.to_ascii_lowercase();
    let data: Option<Vec<u32>> = lower
        .bytes()
        .skip(3)
        .map(|sign| {
            BECH32.iter().position(|known| *known == sign).and_then(|at| u32::try_from(at).ok())
        })
        .collect();
    let Some(data) = data.filter(|data| !mixed && data.len() >= 7) else { return false };
    // The human part "bc", expanded.
    let sum = [3, 3, 0, 2, 3].into_iter().chain(data).fold(1, polymod);
    sum == 1 || sum == 0x2bc8_30a3
}

fn polymod(sum: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let top = sum >> 25;
    let next = (sum & 0x01ff_ffff) << 5 ^ value;
    GENERATOR
        .iter()
        .enumerate()
        .fold(next, |next, (bit, part)| if top >> bit & 1 == 1 { next ^ part } else { next })
}
