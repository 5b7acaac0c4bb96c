//! Passphrases of packages: judged when a person types one, made when the program is asked for one.

use hikeshi_identity::{PasswordProblem, judge_password};
use hikeshi_kernel::Rng;

/// Judges a passphrase for a package, as a password.
///
/// # Errors
/// What is wrong with it.
pub fn judge_passphrase(text: &str) -> Result<(), PasswordProblem> {
    judge_password(text, &[])
}

/// Letters that nobody mistakes for another when they are read out.
const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz!";

/// A new passphrase of 124 bits, in groups that can be read out.
#[must_use]
pub fn new_passphrase(rng: &dyn Rng) -> String {
    let mut groups = Vec::new();
    while groups.len() < 5 {
        let mut bytes = [0_u8; 16];
        rng.fill(&mut bytes);
        let letters: String = bytes
            .iter()
            .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
            .filter(|letter| *letter != '!')
            .take(5)
            .collect();
        if letters.len() == 5 {
            groups.push(letters);
        }
    }
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passphrases_of_the_program_are_strong_and_weak_ones_are_refused() {
        let made = new_passphrase(&hikeshi_kernel::SystemRng);
        assert_eq!(made.split('-').map(str::len).collect::<Vec<_>>(), [5; 5]);
        assert!(judge_passphrase(&made).is_ok());
        assert!(judge_passphrase("password1234").is_err());
    }
}
