//! The secret in a company's help address: short enough to be typed from a poster.

use hikeshi_kernel::Rng;

/// Digits and letters without those that look like others (`i`, `l`, `o`, `u`): five bits each.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 28 letters are 140 bits: nobody guesses them.
const LENGTH: usize = 28;
/// The length of the secrets that were made before, in hexadecimal letters.
const OLD_LENGTH: usize = 64;

/// Makes a new secret.
#[must_use]
pub fn new_help_token(rng: &dyn Rng) -> String {
    let mut bytes = [0; LENGTH];
    rng.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

/// The secret as stored, from an address as somebody typed it: with the gaps of the poster, in
/// capital letters, with an `O` for a zero or an `l` for a one. `None` for what can be none.
#[must_use]
pub fn read_help_token(typed: &str) -> Option<String> {
    if typed.len() > 2 * OLD_LENGTH {
        return None;
    }
    let plain = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    let token: String =
        typed.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{3000}')).map(plain).collect();
    let known = match token.len() {
        LENGTH => token.bytes().all(|letter| LETTERS.contains(&letter)),
        OLD_LENGTH => token.bytes().all(|letter| letter.is_ascii_hexdigit()),
        _ => false,
    };
    known.then_some(token)
}

#[cfg(test)]
mod tests {
    use hikeshi_kernel::{FixedRng, SystemRng};

    use super::*;

    #[test]
    fn a_secret_typed_from_the_poster_is_read_with_its_gaps_capitals_and_look_alikes() {
        let token = "0k1m2n3p4q5r6s7t8v9w0x1y2z3a";
        for typed in [token, "OK1M 2N3P 4Q5R 6S7T 8V9W OXlY 2Z3A", "ok-im-2n3p4q5r6s7t8v9w0x1y2z3a"]
        {
            assert_eq!(read_help_token(typed).as_deref(), Some(token), "{typed}");
        }
        let old = "0123456789abcdef".repeat(4);
        assert_eq!(read_help_token(&old).as_deref(), Some(old.as_str()));
        for none in ["", "0k1m", "../../etc/passwd", &"u".repeat(28), &"0 ".repeat(900)] {
            assert_eq!(read_help_token(none), None, "{none}");
        }
    }

    #[test]
    fn every_secret_can_be_read_and_no_two_are_the_same() {
        let (one, other) = (new_help_token(&SystemRng), new_help_token(&SystemRng));
        assert_ne!(one, other);
        assert_eq!(read_help_token(&one), Some(one));
        assert_eq!(new_help_token(&FixedRng::new(7)), new_help_token(&FixedRng::new(7)));
    }
}
