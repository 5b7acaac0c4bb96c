//! Passwords: argon2id hashes, and a judgement of strength that people understand.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use hikeshi_web::Problem;

use crate::hashing;

/// Why a new password was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than 10 characters.
    Short,
    /// More than 200 characters.
    Long,
    /// Easy to guess: a known password, a name, a pattern (zxcvbn score below 3).
    Weak,
}

impl PasswordProblem {
    /// The key of the sentence that says what to do.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Short => "identity-password-short",
            Self::Long => "identity-password-long",
            Self::Weak => "identity-password-weak",
        }
    }
}

/// Judges a new password; `about` are words that must not make it strong (name, address).
///
/// # Errors
/// [`PasswordProblem`].
pub fn judge(password: &str, about: &[&str]) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    if length < 10 {
        return Err(PasswordProblem::Short);
    }
    if length > 200 {
        return Err(PasswordProblem::Long);
    }
    let first: String = password.chars().take(100).collect();
    let guessed = zxcvbn::zxcvbn(&first, about).score() < zxcvbn::Score::Three;
    if guessed || rest_without(&first, about) < SHORTEST_REST {
        return Err(PasswordProblem::Weak);
    }
    Ok(())
}

/// How many letters and digits must be left without the words about the person.
const SHORTEST_REST: usize = 6;

fn rest_without(password: &str, about: &[&str]) -> usize {
    let words = about.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let rest = words
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() > 2)
        .fold(password.to_lowercase(), |rest, word| rest.replace(&word, " "));
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The argon2id hash in PHC form. Takes tens of milliseconds on purpose: call it
/// outside the async workers; handlers take [`hash_aside`].
///
/// # Errors
/// A failure of the random source, as text.
pub fn hash(password: &str) -> Result<String, String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|e| e.to_string())
}

/// [`hash`] on a thread of its own, for handlers; few at once.
///
/// # Errors
/// 429 where too many wait already; an internal problem.
pub async fn hash_aside(password: String) -> Result<String, Problem> {
    hashing::aside(move || hash(&password)).await?.map_err(Problem::internal)
}

/// [`matches`] for the first 200 characters, on a thread of its own, for handlers; few at once.
///
/// # Errors
/// As [`hash_aside`].
pub(crate) async fn matches_aside(given: &str, stored: Option<String>) -> Result<bool, Problem> {
    let given: String = given.chars().take(200).collect();
    hashing::aside(move || matches(&given, stored.as_deref())).await
}

/// Whether `password` belongs to `stored`. Without a stored hash the same work
/// is done and the answer is no, so that the time tells nothing.
#[must_use]
pub fn matches(password: &str, stored: Option<&str>) -> bool {
    let Some(stored) = stored else {
        let _ = Argon2::default().hash_password(password.as_bytes());
        return false;
    };
    PasswordHash::new(stored)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_known_passwords_are_refused_and_a_phrase_is_accepted() {
        assert_eq!(judge("short", &[]), Err(PasswordProblem::Short));
        assert_eq!(judge("password1234", &[]), Err(PasswordProblem::Weak));
        assert_eq!(judge("tanabe-minato", &["tanabe", "minato"]), Err(PasswordProblem::Weak));
        assert_eq!(judge("seven lanterns over the harbour", &[]), Ok(()));
    }

    #[test]
    fn only_the_right_password_matches_its_hash() {
        let stored = hash("seven lanterns over the harbour").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(matches("seven lanterns over the harbour", Some(&stored)));
        assert!(!matches("seven lanterns", Some(&stored)));
        assert!(!matches("anything", None));
    }
}
