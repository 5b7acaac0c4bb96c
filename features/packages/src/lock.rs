//! Encryption of a whole package with age, and opening it again.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use age::{
    secrecy::SecretString,
    stream::{StreamReader, StreamWriter},
    x25519,
};
use hikeshi_identity::{PasswordProblem, judge_password};
use hikeshi_kernel::Rng;

/// How a package is encrypted.
#[derive(Clone)]
pub enum Lock {
    /// Not at all.
    None,
    /// To the recipient's public key.
    Key(x25519::Recipient),
    /// With a passphrase.
    Passphrase(SecretString),
}

/// Why a lock cannot be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Not a public key of age.
    #[error("{0:?} is not an age public key (age1…)")]
    NotAKey(String),
    /// Not a secret key of age.
    #[error("this is not an age secret key (AGE-SECRET-KEY-1…)")]
    NotAnIdentity,
    /// The passphrase is easy to guess.
    #[error("the passphrase is too short or easy to guess")]
    Weak,
    /// The file is encrypted and nothing was given to open it.
    #[error("the package is encrypted: a passphrase or an age identity is needed")]
    Locked,
    /// The passphrase or the key does not fit.
    #[error("the passphrase or the key does not open this package")]
    WrongKey,
    /// The file was changed or is none of age.
    #[error("the encrypted file is damaged")]
    Damaged,
    /// Reading or writing failed.
    #[error("the file could not be read or written")]
    Io(#[from] io::Error),
}

impl Lock {
    /// A lock to a public key as its owner gives it.
    ///
    /// # Errors
    /// [`LockError::NotAKey`].
    pub fn to_key(text: &str) -> Result<Self, LockError> {
        let text = text.trim();
        text.parse().map(Self::Key).map_err(|_| LockError::NotAKey(text.chars().take(80).collect()))
    }

    /// A lock with a passphrase.
    ///
    /// # Errors
    /// [`LockError::Weak`].
    pub fn with_passphrase(text: &str) -> Result<Self, LockError> {
        judge_passphrase(text).map_err(|_| LockError::Weak)?;
        Ok(Self::Passphrase(SecretString::from(text.to_owned())))
    }

    /// The name in the database and in keys of words.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Key(_) => "age-key",
            Self::Passphrase(_) => "passphrase",
        }
    }

    /// Begins to encrypt what is written.
    pub(crate) fn wrap<W: Write>(&self, out: W) -> io::Result<Sink<W>> {
        let encryptor = match self {
            Self::None => return Ok(Sink::Plain(out)),
            Self::Key(recipient) => {
                age::Encryptor::with_recipients(std::iter::once(recipient as _))
                    .map_err(io::Error::other)?
            }
            Self::Passphrase(text) => age::Encryptor::with_user_passphrase(text.clone()),
        };
        Ok(Sink::Age(encryptor.wrap_output(out)?))
    }
}

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

/// Where the bytes of a zip go.
pub(crate) enum Sink<W: Write> {
    Plain(W),
    Age(StreamWriter<W>),
}

impl<W: Write> Sink<W> {
    /// Writes the end.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(out) => Ok(out),
            Self::Age(out) => out.finish(),
        }
    }
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Age(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Age(out) => out.flush(),
        }
    }
}

/// What opens a package.
#[derive(Clone, Default)]
pub struct Unlock {
    identities: Vec<x25519::Identity>,
    passphrase: Option<SecretString>,
}

impl Unlock {
    /// With a passphrase; with none where it is empty.
    #[must_use]
    pub fn with_passphrase(text: &str) -> Self {
        let passphrase = Some(text).filter(|text| !text.is_empty());
        Self { identities: Vec::new(), passphrase: passphrase.map(|text| text.to_owned().into()) }
    }

    /// With the secret keys of a file as `age-keygen` writes it.
    ///
    /// # Errors
    /// [`LockError::NotAnIdentity`].
    pub fn with_identities(text: &str) -> Result<Self, LockError> {
        let lines =
            text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities: Vec<x25519::Identity> = lines
            .map(|line| line.parse().map_err(|_| LockError::NotAnIdentity))
            .collect::<Result<_, _>>()?;
        match identities.is_empty() {
            true => Err(LockError::NotAnIdentity),
            false => Ok(Self { identities, passphrase: None }),
        }
    }

    /// The plain bytes of a file, encrypted or not.
    ///
    /// # Errors
    /// [`LockError`].
    pub fn open<R: Read + Seek>(&self, mut file: R) -> Result<Opened<R>, LockError> {
        if !is_locked(&mut file)? {
            return Ok(Opened::Plain(file));
        }
        let decryptor = age::Decryptor::new_buffered(BufReader::with_capacity(256 * 1024, file))
            .map_err(fault)?;
        let scrypt = self.passphrase.clone().map(|text| {
            let mut identity = age::scrypt::Identity::new(text);
            // Half an hour of guessing for one look at a file is an attack, not a passphrase.
            identity.set_max_work_factor(22);
            identity
        });
        let keys = self.identities.iter().map(|key| key as &dyn age::Identity);
        let all: Vec<&dyn age::Identity> =
            keys.chain(scrypt.iter().map(|key| key as &dyn age::Identity)).collect();
        if all.is_empty() {
            return Err(LockError::Locked);
        }
        Ok(Opened::Age(decryptor.decrypt(all.into_iter()).map_err(fault)?))
    }
}

fn fault(error: age::DecryptError) -> LockError {
    match error {
        age::DecryptError::NoMatchingKeys
        | age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed
        | age::DecryptError::ExcessiveWork { .. } => LockError::WrongKey,
        age::DecryptError::Io(error) => LockError::Io(error),
        _ => LockError::Damaged,
    }
}

/// Whether a file is encrypted with age; it stands at its beginning afterwards.
///
/// # Errors
/// Reading fails.
pub fn is_locked<R: Read + Seek>(file: &mut R) -> io::Result<bool> {
    const HEAD: &[u8] = b"age-encryption.org/v1";
    file.rewind()?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD.len() as u64).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head == HEAD)
}

/// The plain bytes of a package.
pub enum Opened<R: Read> {
    /// It was not encrypted.
    Plain(R),
    /// Decrypted while it is read.
    Age(StreamReader<BufReader<R>>),
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.read(into),
            Self::Age(file) => file.read(into),
        }
    }
}

impl<R: Read + Seek> Seek for Opened<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Plain(file) => file.seek(to),
            Self::Age(file) => file.seek(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passphrases_of_the_program_are_strong_and_weak_ones_are_refused() {
        let made = new_passphrase(&hikeshi_kernel::SystemRng);
        assert_eq!(made.split('-').map(str::len).collect::<Vec<_>>(), [5; 5]);
        assert!(Lock::with_passphrase(&made).is_ok());
        assert!(matches!(Lock::with_passphrase("password1234"), Err(LockError::Weak)));
        assert!(matches!(Lock::to_key("age1nonsense"), Err(LockError::NotAKey(_))));
    }
}
